import "server-only";
import { sql, type Transaction } from "kysely";
import type { Tables } from "#lib/database/tables";
import type { LogContext } from "./log-context.ts";
import { readHead, type TreeHead } from "./tree-head.ts";

/** Any number will do as long as nobody else in the database locks the same; it spells "evidence". */
const advisoryLock = 0x65766964;

/** The log ends before an entry that this process saw committed: it was cut, or an old copy was put in its place. */
export class LogCutError extends Error {
  override readonly name = "LogCutError";
}

/**
 * Runs `insert` behind the log's end, alone among all processes, within a transaction of the caller's.
 * @param known the last head that this process saw committed
 * @param insert writes entries behind the head it is given
 * @throws LogCutError when the log ends before `known`
 */
export async function appendLeaves<T>(
  transaction: Transaction<Tables>,
  { kind }: Pick<LogContext, "kind">,
  known: TreeHead,
  insert: (head: TreeHead) => Promise<T>,
): Promise<T> {
  if (kind === "postgres") await sql`select pg_advisory_xact_lock(${advisoryLock})`.execute(transaction);
  const head = await readHead(transaction);
  if (head.sequence < known.sequence || (head.sequence === known.sequence && head.mac !== known.mac))
    throw new LogCutError(`The log ends at ${head.sequence}, but entry ${known.sequence} was committed before.`);
  return insert(head);
}
