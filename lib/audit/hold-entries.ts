import "server-only";
import { randomBytes } from "node:crypto";
import {
  ActRefusedError,
  actOnLog,
  describeAct,
  type LogAct,
  readLogActs,
  requireBegun,
  requireIntactLog,
} from "./act-on-log.ts";

export type HoldOrder = { srId: string; evidenceId: string | null; reason: string };

/** A hold only appends, so that the running product need not verify the whole log first; the writer refuses a changed end. */
const requireLog = (act: LogAct, isVerified: boolean) => (isVerified ? requireIntactLog(act) : requireBegun(act));

/** @throws ActRefusedError for a missing reason */
function requireReason(reason: string): void {
  if (reason.trim() === "") throw new ActRefusedError('--reason: is missing. Example: --reason "court order 12/2026"');
}

/**
 * Puts the entries of a signature request, or of one evidence of it, on hold: neither pruning nor erasure takes them until the hold
 * is released. Nothing is changed or deleted.
 * @param isVerified verifies the log first
 * @returns the ID of the hold, the number of its first entry, and how many entries it names
 */
export async function holdEntries(
  act: LogAct,
  { srId, evidenceId, reason }: HoldOrder,
  isVerified = true,
): Promise<{ hold: string; number: number; entries: number }> {
  requireReason(reason);
  const newest = await requireLog(act, isVerified);
  const rows = await act.context.log
    .selectFrom("log_entries")
    .select("index")
    .where("log", "=", newest.log)
    .where("sr_id", "=", srId)
    .$if(evidenceId !== null, (query) => query.where("evidence_id", "=", evidenceId))
    .where("event", "not in", ["hold", "hold_released"])
    .orderBy("index")
    .execute();
  if (rows.length === 0)
    throw new ActRefusedError(
      `Nothing was put on hold: the log has no entry of ${[srId, evidenceId].filter(Boolean).join(", evidence ")}.`,
    );
  const hold = randomBytes(4).toString("hex");
  const detail = { hold, srId, reason, ...(evidenceId === null ? {} : { evidenceId }) };
  const indexes = rows.map(({ index }) => index);
  const number = await actOnLog(act, newest, describeAct({ event: "hold", srId, evidenceId, detail }, indexes));
  return { hold, number, entries: indexes.length };
}

/** Releases a hold. @throws ActRefusedError if no such hold is in force @returns the number of its entry */
export async function releaseHold(
  act: LogAct,
  hold: string,
  reason: string | null,
  isVerified = true,
): Promise<number> {
  const newest = await requireLog(act, isVerified);
  const { holds } = await readLogActs(act, newest.log);
  const own = holds.filter(({ id }) => id === hold);
  if (own.length === 0) throw new ActRefusedError(`The hold ${hold} does not exist.`);
  if (own.every(({ releasedAt }) => releasedAt !== Number.POSITIVE_INFINITY))
    throw new ActRefusedError(`The hold ${hold} was released already.`);
  return actOnLog(act, newest, [{ event: "hold_released", detail: { hold, reason } }]);
}
