import "server-only";
import { createPublicKey } from "node:crypto";
import { canonicalId } from "#lib/paths";
import type { SignatureRequestBody } from "#lib/signature-request/schema";
import type { Verdict, VerdictKey } from "#lib/token/schema";
import { readTrustedKeys } from "#lib/trusted-keys/trusted-keys";
import packageFile from "../../../package.json" with { type: "json" };
import { dossierFormat } from "../schema.ts";
import type { Piece } from "./describe-artefacts.ts";
import type { DossierCall } from "./model.ts";
import type { DossierDecisions } from "./own-decisions.ts";
import type { DossierOrder } from "./parse-order.ts";

/** Name of the product in `dossier.json`. */
export const productName = "Evidence Desk";

/** @param madeAt ISO 8601 UTC */
export function describeDossier(
  { person, purpose, ticket, srId, evidenceId, provider, logKey }: DossierCall,
  { custody }: DossierOrder,
  { madeAt, pieces, decisions }: { madeAt: string; pieces: Piece[]; decisions: DossierDecisions },
): object {
  const { isDemo, region, host } = provider;
  return {
    format: dossierFormat,
    madeAt,
    madeBy: { name: person.name, subject: person.subject },
    purpose,
    ticket,
    srId,
    evidenceId,
    product: { name: productName, version: packageFile.version },
    environment: isDemo ? "demo" : "production",
    custody,
    pieces,
    decisions: decisions.state,
    provider: { region, host },
    logKey,
  };
}

/** The request with the signer of this evidence only; the others are a count. */
export function describeRequest(request: SignatureRequestBody, evidenceId: string): object {
  const signatures = request.signatures ?? [];
  const isOwn = (id: string | null | undefined) => typeof id === "string" && canonicalId(id) === evidenceId;
  const own = signatures.filter(({ signer_identity_data }) => isOwn(signer_identity_data?.evidence_id));
  return { ...request, signatures: own, otherSignatures: signatures.length - own.length };
}

export function describeVerdict({ verdict, reason, checks, key, sha256 }: Verdict, judgedAt: string): object {
  return { format: "evidence-dossier-verdict/1", judgedAt, verdict, reason, checks, key, sha256 };
}

/** A key that judged the token, though no configured source has it any more. */
function describeRemembered({ pem, kid, ...key }: VerdictKey) {
  const jwk = { ...createPublicKey(pem).export({ format: "jwk" }), ...(kid === null ? {} : { kid }) };
  return { ...key, kid, jwk };
}

/** Trusted keys as they are configured now, those of the history, and the one that judged the token; public members only. */
export async function describeKeys(used: VerdictKey | null): Promise<object> {
  const { sources, keys: configured } = await readTrustedKeys(null);
  const isListed = configured.some(({ thumbprint }) => thumbprint === used?.thumbprint);
  const keys = used?.verifiedAt && !isListed ? [...configured, describeRemembered(used)] : configured;
  return {
    format: "evidence-dossier-keys/1",
    readAt: new Date().toISOString(),
    sources: sources.map(({ source, readAt, stale, problem }) => ({ source, readAt, stale, problem })),
    keys: keys.map(({ thumbprint, kid, kind, sizeBits, source, fetchedAt, published, ...more }) => {
      const { firstSeenAt, lastSeenAt, certificate, jwk } = more;
      const named = { thumbprint, kid, kind, sizeBits, source, fetchedAt, published };
      return { ...named, firstSeenAt, lastSeenAt, certificate, jwk };
    }),
  };
}
