/** Parses Sign API v2 and v3 (`SignatureResponse`, `SignatureResponse_v3`); missing or mistyped members become null. */

import { isId } from "#lib/paths";

type Fields = Record<string, unknown>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const readText = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

export const readList = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);

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

function parseSigner(signature: Fields): Signer {
  const identity = isFields(signature.signer_identity_data) ? signature.signer_identity_data : {};
  const accountEmail = readText(signature.account_email);
  const evidenceId = readText(identity.evidence_id);
  return {
    signatureId: readText(signature.sid),
    givenName: readText(identity.first_name),
    familyName: readText(identity.last_name),
    email: readText(identity.email_address) ?? accountEmail,
    // The vendor's documents disagree on this name.
    mobile: readText(identity.mobile_number) ?? readText(identity.mobile),
    hasAccount: accountEmail !== null && evidenceId === null,
    statusCode: readText(signature.status_code),
    evidenceId: evidenceId !== null && isId(evidenceId) ? evidenceId : null,
    malformedEvidenceId: evidenceId !== null && !isId(evidenceId) ? evidenceId : null,
    requiresEvidence: identity.identification_require_evidence === true,
    identificationProvider: readText(identity.provider),
  };
}

function parseDocuments(body: Fields): SignatureRequest["documents"] {
  const documents = readList(body.documents).map((document) => ({
    id: readText(document.document_id) ?? readText(document.id),
    title: readText(document.title) ?? readText(document.name),
  }));
  const single = readText(body.document_id);
  return documents.length > 0 || single === null ? documents : [{ id: single, title: null }];
}

/** @throws TypeError if the body is not an object or has no `id` */
export function parseSignatureRequest(body: unknown): SignatureRequest {
  if (!isFields(body)) throw new TypeError("A signature request must be a JSON object.");
  const id = readText(body.id);
  if (id === null) throw new TypeError("A signature request must have an id.");
  return {
    id,
    title: readText(body.title),
    statusOverall: readText(body.status_overall),
    quality: readText(body.quality),
    legislation: readText(body.legislation),
    owner: readText(body.owner),
    createdAt: readText(body.created_at),
    updatedAt: readText(body.updated_at),
    expiresOn: readText(body.expiration_date),
    documents: parseDocuments(body),
    signers: readList(body.signatures).map(parseSigner),
  };
}

/** Joins given name and family name, or returns null without both. */
export function formatSignerName(signer: Signer): string | null {
  return [signer.givenName, signer.familyName].filter((name) => name !== null).join(" ") || null;
}

function nameKind(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object without an id" : `a ${typeof value}`;
}

/** Validates the provider's list of signature requests. @throws TypeError with the kind of the invalid value */
export function requireList(body: unknown): unknown[] {
  if (!Array.isArray(body)) throw new TypeError("The provider's response is not a list of signature requests.");
  for (const [index, entry] of body.entries()) {
    try {
      parseSignatureRequest(entry);
    } catch {
      throw new TypeError(
        `Entry ${index + 1} of the provider's list is not a signature request: it is ${nameKind(entry)}.`,
      );
    }
  }
  return body;
}
