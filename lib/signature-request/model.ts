import { canonicalId, isId } from "#lib/paths";
import * as z from "#lib/runtime/zod";
import { type SignatureRequestBody, signatureRequestSchema } from "./schema.ts";

export type Signer = {
  /** `sid` of the signature. */
  signatureId: string | null;
  givenName: string | null;
  familyName: string | null;
  email: string | null;
  mobile: string | null;
  /** Signers with a Skribble account are identified elsewhere and have no Express QES evidence. */
  hasAccount: boolean;
  /** As received: DRAFT OPEN WAITING DECLINED WITHDRAWN SIGNED ERROR, or an unknown code. */
  statusCode: string | null;
  evidenceId: string | null;
  /** An evidence ID that violates the contract: shown as received, never requested and never part of a URL. */
  malformedEvidenceId: string | null;
  requiresEvidence: boolean;
  identificationProvider: string | null;
};

/** Missing, empty or mistyped members are null. `id` and `evidenceId` are canonical, whatever the provider's spelling. */
export type SignatureRequest = {
  id: string;
  title: string | null;
  /** As received: DRAFT OPEN DECLINED WITHDRAWN SIGNED EXPIRED ERROR, or an unknown code. */
  statusOverall: string | null;
  /** As received, for example `QES`. */
  quality: string | null;
  /** As received, for example `ZERTES`. */
  legislation: string | null;
  owner: string | null;
  createdAt: string | null;
  updatedAt: string | null;
  expiresOn: string | null;
  documents: { id: string | null; title: string | null }[];
  signers: Signer[];
};

type Signature = NonNullable<SignatureRequestBody["signatures"]>[number];

function toSigner(signature: Signature): Signer {
  const identity = signature.signer_identity_data ?? {};
  const accountEmail = signature.account_email || null;
  const evidenceId = identity.evidence_id || null;
  return {
    signatureId: signature.sid || null,
    givenName: identity.first_name || null,
    familyName: identity.last_name || null,
    email: identity.email_address || accountEmail,
    // The vendor's documents disagree on this name.
    mobile: identity.mobile_number || identity.mobile || null,
    hasAccount: accountEmail !== null && evidenceId === null,
    statusCode: signature.status_code || null,
    evidenceId: evidenceId !== null && isId(evidenceId) ? canonicalId(evidenceId) : null,
    malformedEvidenceId: evidenceId !== null && !isId(evidenceId) ? evidenceId : null,
    requiresEvidence: identity.identification_require_evidence === true,
    identificationProvider: identity.provider || null,
  };
}

function toDocuments(body: SignatureRequestBody): SignatureRequest["documents"] {
  const documents = (body.documents ?? []).map((document) => ({
    id: document.document_id || null,
    title: document.title || document.name || null,
  }));
  const single = body.document_id || null;
  return documents.length > 0 || single === null ? documents : [{ id: single, title: null }];
}

export function toSignatureRequest(body: SignatureRequestBody): SignatureRequest {
  return {
    id: canonicalId(body.id),
    title: body.title || null,
    statusOverall: body.status_overall || null,
    quality: body.quality || null,
    legislation: body.legislation || null,
    owner: body.owner || null,
    createdAt: body.created_at || null,
    updatedAt: body.updated_at || null,
    expiresOn: body.expires_at || null,
    documents: toDocuments(body),
    signers: (body.signatures ?? []).map(toSigner),
  };
}

/** Reads a response of our API. @throws if it is not an object or has no `id` */
export function parseSignatureRequest(body: unknown): SignatureRequest {
  return toSignatureRequest(z.parse(signatureRequestSchema, body));
}

/** Joins given name and family name, or returns null without both. */
export function formatSignerName(signer: Signer): string | null {
  return [signer.givenName, signer.familyName].filter((name) => name !== null).join(" ") || null;
}
