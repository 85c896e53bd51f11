import "server-only";
import { sql, type Transaction } from "kysely";
import type { DatabaseKind } from "#lib/database/connection";
import type { Tables } from "#lib/database/tables";
import type { LogContext } from "./log-context.ts";
import { followLog, type LogState } from "./log-state.ts";
import { readNewestCheckpoint, readNewestRow } from "./newest-checkpoint.ts";
import { type Commit, type NewEntry, planCommit } from "./plan-commit.ts";
import { StaleStateError, storeCommit } from "./store-commit.ts";

/** Lock ID, "evid" in ASCII; any number that is unique in the database works. */
const advisoryLock = 0x65766964;

/** The log after a commit, and the indexes of the caller's entries in order. */
export type Appended = { state: LogState; indexes: number[] };

/** No log has begun; `beginLog` begins one. */
export class NoLogError extends Error {
  override readonly name = "NoLogError";
}

/** Waits for this process's turn. A statement of its own, because a snapshot taken before the wait would be stale. */
export async function takeTurn(transaction: Transaction<Tables>, kind: DatabaseKind): Promise<void> {
  // SQLite's transactions begin with the lock.
  if (kind === "postgres") await sql`select pg_advisory_xact_lock(${advisoryLock})`.execute(transaction);
}

/** Reads the log's end within a transaction that has its turn. @throws NoLogError, LogCutError, LogChangedError, LogKeyError */
export async function readState(
  transaction: Transaction<Tables>,
  { keys }: Pick<LogContext, "keys">,
  known: LogState | null,
): Promise<LogState> {
  const newest = await readNewestRow(transaction);
  if (newest && known && newest.log === known.log && newest.note === known.note) return known;
  const stored = await readNewestCheckpoint(transaction);
  if (stored === undefined) throw new NoLogError("The access log has not begun yet.");
  return followLog(transaction, stored, known, keys);
}

async function store(
  transaction: Transaction<Tables>,
  { kind }: LogContext,
  commit: Commit,
  { state, count }: { state: LogState; count: number },
): Promise<Appended> {
  await storeCommit(transaction, kind, commit, state.root);
  return { state: commit.after, indexes: commit.entries.slice(-count).map(({ index }) => index) };
}

/** Appends behind a state that the caller read in this transaction, or knows to be the end. */
export async function appendBehind(
  transaction: Transaction<Tables>,
  context: LogContext,
  state: LogState,
  entries: readonly NewEntry[],
): Promise<Appended> {
  return store(transaction, context, planCommit(state, entries, context.now()), { state, count: entries.length });
}

/** Appends in the caller's transaction. Plans the commit while it waits for its turn: usually no other process wrote meanwhile. */
async function appendWithin(
  transaction: Transaction<Tables>,
  context: LogContext,
  entries: readonly NewEntry[],
  known: LogState | null,
): Promise<Appended> {
  const turn = takeTurn(transaction, context.kind);
  // Planning may throw before the turn is awaited.
  turn.catch(() => undefined);
  const planned = known && planCommit(known, entries, context.now());
  await turn;
  const state = await readState(transaction, context, known);
  if (planned && state === known) return store(transaction, context, planned, { state, count: entries.length });
  return appendBehind(transaction, context, state, entries);
}

/**
 * Appends entries with their checkpoint in one transaction.
 * @param known what this process knew before, or null. On SQLite nothing is read if that is still the log's end.
 * @throws NoLogError, LogCutError, LogChangedError, LogKeyError, or the database's error; then nothing is stored
 */
export async function appendLeaves(
  context: LogContext,
  entries: readonly NewEntry[],
  known: LogState | null,
): Promise<Appended> {
  const { log, kind } = context;
  if (kind === "sqlite" && known !== null) {
    const transaction = log.transaction().execute((transaction) => appendBehind(transaction, context, known, entries));
    const appended = await transaction.catch((error) => {
      if (error instanceof StaleStateError) return null;
      throw error;
    });
    if (appended !== null) return appended;
  }
  return log.transaction().execute((transaction) => appendWithin(transaction, context, entries, known));
}
