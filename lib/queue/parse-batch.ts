import "server-only";
import { isId } from "#lib/paths";
import { ProblemError } from "#lib/problem";
import { maxCases, type QueuedCase } from "./model.ts";

const invalid = (detail: string) => new ProblemError("invalid_request", detail);

/**
 * Reads the body of a batch: `{ items: [{ srId, evidenceId? }] }`.
 * @throws ProblemError `invalid_request` without items, with more than `maxCases`, or with an ID that the contract refuses
 */
export function parseBatch(body: unknown): QueuedCase[] {
  const items = typeof body === "object" && body !== null && "items" in body ? body.items : null;
  if (!Array.isArray(items) || items.length === 0)
    throw invalid("A batch needs `items`: a list of `{ srId, evidenceId }`.");
  if (items.length > maxCases) throw invalid(`A batch has at most ${maxCases} items. Send several batches.`);
  return items.map((item: unknown, index) => {
    const { srId, evidenceId = null } = (item ?? {}) as { srId?: unknown; evidenceId?: unknown };
    const isValid = (id: unknown): id is string => typeof id === "string" && isId(id);
    if (!isValid(srId) || (evidenceId !== null && !isValid(evidenceId)))
      throw invalid(`Item ${index + 1} has an invalid ID. Use 1 to 128 letters, digits or \`. _ ~ -\`.`);
    return { srId, evidenceId };
  });
}
