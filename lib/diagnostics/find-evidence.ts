import { canonicalId } from "#lib/paths";

export type EvidenceAddress = { srId: string; evidenceId: string };

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;

function* addressesOf(request: unknown): Generator<EvidenceAddress> {
  if (!isFields(request) || typeof request.id !== "string" || !Array.isArray(request.signatures)) return;
  for (const signature of request.signatures as unknown[]) {
    const identity =
      isFields(signature) && isFields(signature.signer_identity_data) ? signature.signer_identity_data : {};
    if (typeof identity.evidence_id === "string")
      yield { srId: canonicalId(request.id), evidenceId: canonicalId(identity.evidence_id) };
  }
}

/** @param evidenceId considers only this ID. @returns null if the body contains none */
export function findEvidence(body: Uint8Array | null, evidenceId: string | null = null): EvidenceAddress | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder().decode(body ?? new Uint8Array()));
  } catch {
    return null;
  }
  for (const request of Array.isArray(parsed) ? parsed : [parsed])
    for (const address of addressesOf(request))
      if (evidenceId === null || address.evidenceId === evidenceId) return address;
  return null;
}
