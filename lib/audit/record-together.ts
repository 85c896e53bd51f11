import "server-only";
import type { Transaction } from "kysely";
import type { Tables } from "#lib/database/tables";
import { withDatabase } from "#lib/database/with-deadline";
import { appendBehind, readState, takeTurn } from "#lib/transparency-log/append-leaves";
import { logContext } from "#lib/transparency-log/log-context";
import { toNewEntry } from "./canonical-content.ts";
import { ensureLog } from "./ensure-log.ts";
import { type AuditEvent, parseInput } from "./model.ts";
import { checkpointPublisher } from "./record-event.ts";

/** Place of the entry: its log, and its number from 1. */
export type EntryPlace = { log: number; number: number };

/** Rows that are stored with an entry. It runs while no other process writes to the log, and what it throws undoes the entry. */
export type RecordedWork<Result> = (transaction: Transaction<Tables>, place: EntryPlace) => Promise<Result>;

/** Completes an event from rows of the same transaction. @param log number of the log that goes on */
export type CompletedEvent = (transaction: Transaction<Tables>, log: number) => Promise<AuditEvent>;

/**
 * Appends one entry and runs `work` in the same transaction, so that neither is ever stored without the other. Such transactions run
 * one after the other, on all replicas.
 * @throws what `work` throws; ProblemError `audit_unavailable` without the database, or for a log that must not be continued
 */
export function recordTogether<Result>(
  event: AuditEvent | CompletedEvent,
  work: RecordedWork<Result>,
): Promise<Result> {
  return withDatabase(async () => {
    const context = await logContext();
    await ensureLog(context);
    const { result, note } = await context.log.transaction().execute(async (transaction) => {
      await takeTurn(transaction, context.kind);
      const before = await readState(transaction, context, null);
      const completed = typeof event === "function" ? await event(transaction, before.log) : event;
      const entry = toNewEntry(parseInput(completed, Date.now()));
      const { state, indexes } = await appendBehind(transaction, context, before, [entry]);
      const place = { log: state.log, number: (indexes[0] ?? 0) + 1 };
      return { result: await work(transaction, place), note: state.note };
    });
    checkpointPublisher().ship(note);
    return result;
  });
}
