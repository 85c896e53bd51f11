import type { SignatureRequest } from "#lib/signature-request/model";
import type { QueuedCase } from "./model.ts";

/**
 * Cases that a found ID stands for: its evidence, or one case for each signer with evidence. A request that is not
 * loaded, or has no evidence, is a case of its own.
 */
export function listCases(target: QueuedCase, request: SignatureRequest | null): QueuedCase[] {
  if (target.evidenceId !== null) return [target];
  const evidenceIds = (request?.signers ?? []).flatMap(({ evidenceId }) => evidenceId ?? []);
  if (evidenceIds.length === 0) return [target];
  return evidenceIds.map((evidenceId) => ({ srId: target.srId, evidenceId }));
}
