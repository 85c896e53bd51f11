import "server-only";
import { sql, type Transaction } from "kysely";
import type { DatabaseKind } from "#lib/database/connection";
import type { Tables } from "#lib/database/tables";
import { appendBehind, readState, takeTurn } from "#lib/transparency-log/append-leaves";
import { formatRanges, rangesOf } from "#lib/transparency-log/index-ranges";
import type { LogContext } from "#lib/transparency-log/log-context";
import { readNewestCheckpoint, type StoredCheckpoint } from "#lib/transparency-log/newest-checkpoint";
import { type LogActs, readActs, structuralEvents } from "#lib/transparency-log/structural-entries";
import { verifyLogTree } from "#lib/transparency-log/verify-log-tree";
import { areColumnsRight, toNewEntry } from "./canonical-content.ts";
import {
  type AuditActor,
  type AuditDetail,
  type AuditEvent,
  type AuditEventName,
  emptyAuditEvent,
  parseInput,
} from "./model.ts";

export const yearMs = 365 * 24 * 60 * 60_000;

/** An act is refused; the log is as it was. */
export class ActRefusedError extends Error {
  override readonly name = "ActRefusedError";
}

/** An act on the current log; `by` is who does it. Acts that take something away need the owner of the tables. */
export type LogAct = { context: LogContext; by: AuditActor };

/** The operator at the command line. @param account of the operating system */
export const operatorOf = (account: string): AuditActor => ({
  subject: "command-line",
  name: account,
  role: "operator",
});

/** @throws ActRefusedError before the log began */
export async function requireBegun({ context }: LogAct): Promise<StoredCheckpoint> {
  const newest = await readNewestCheckpoint(context.log);
  if (newest === undefined) throw new ActRefusedError("The access log has no entries yet.");
  return newest;
}

/** @throws ActRefusedError unless the current log verifies */
export async function requireIntactLog(act: LogAct): Promise<StoredCheckpoint> {
  const newest = await requireBegun(act);
  const { context } = act;
  const { log, origin } = newest;
  const { fault } = await verifyLogTree({ tables: context.log, log, origin, keys: context.keys }, [], areColumnsRight);
  if (fault === null) return newest;
  throw new ActRefusedError(
    `Nothing was changed, because the log ${origin} is not intact at entry ${fault.sequence} (${fault.reason}): ${fault.detail}`,
  );
}

/** @throws ActRefusedError unless `before` is a year ago or more */
export function requireYear(before: number, now: number): void {
  if (Number.isFinite(before) && now - before >= yearMs) return;
  throw new ActRefusedError("--before: must be at least one year ago, because entries are kept for at least one year.");
}

/** Reads what was pruned, erased and put on hold. */
export async function readLogActs({ context }: LogAct, log: number): Promise<LogActs> {
  const rows = await context.log
    .selectFrom("log_entries")
    .select(["index", "event", "content"])
    .where("log", "=", log)
    .where("event", "in", [...structuralEvents])
    .orderBy("index")
    .execute();
  return readActs(rows);
}

/** True while a hold that names the entry is in force. */
export const isHeld = ({ holds }: LogActs, index: number): boolean =>
  holds.some(({ entries, releasedAt }) => releasedAt === Number.POSITIVE_INFINITY && entries.has(index));

export const isStructural = (event: string): boolean => (structuralEvents as readonly string[]).includes(event);

type ActEntry = Partial<AuditEvent> & { event: AuditEventName; detail: AuditDetail };

function toEntry({ context, by }: LogAct, entry: ActEntry) {
  return toNewEntry(parseInput({ ...emptyAuditEvent, person: by, ...entry }, context.now()));
}

/** Describes an act by entries of the log, with at most 1,000 characters of ranges each. @param indexes ascending */
export function describeAct(entry: ActEntry, indexes: readonly number[]): ActEntry[] {
  return formatRanges(rangesOf(indexes)).map((entries) => ({ ...entry, detail: { ...entry.detail, entries } }));
}

/** The right to change entries, which a role that is both owner and runtime has taken from itself, for this transaction only. */
async function asOwner(transaction: Transaction<Tables>, kind: DatabaseKind, work: () => Promise<void>): Promise<void> {
  if (kind === "sqlite") return work();
  const { rows } = await sql<{ may: boolean }>`
    select has_table_privilege('log_entries', 'UPDATE') and has_table_privilege('log_entries', 'DELETE') as may`.execute(
    transaction,
  );
  const isLacking = rows[0]?.may !== true;
  if (isLacking) await sql`grant update, delete on log_entries to current_user`.execute(transaction);
  await work();
  if (isLacking) await sql`revoke update, delete on log_entries from current_user`.execute(transaction);
}

/**
 * Runs the act and appends its entries in one transaction. The turn comes first, so that no entry is written between them.
 * @param expected the log that was verified
 * @returns the number of the first entry
 */
export async function actOnLog(
  act: LogAct,
  expected: StoredCheckpoint,
  entries: readonly ActEntry[],
  change?: (transaction: Transaction<Tables>) => Promise<void>,
): Promise<number> {
  const { context } = act;
  return context.log.transaction().execute(async (transaction) => {
    await takeTurn(transaction, context.kind);
    const state = await readState(transaction, context, null);
    if (state.log !== expected.log)
      throw new ActRefusedError("The log was restarted meanwhile. Run the command again.");
    if (change) await asOwner(transaction, context.kind, () => change(transaction));
    const { indexes } = await appendBehind(
      transaction,
      context,
      state,
      entries.map((entry) => toEntry(act, entry)),
    );
    return (indexes[0] ?? 0) + 1;
  });
}
