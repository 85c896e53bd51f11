import "server-only";
import { sql, type Transaction } from "kysely";
import type { Tables } from "#lib/database/tables";
import type { LogContext } from "./log-context.ts";
import { readHead, type TreeHead } from "./tree-head.ts";

/** Lock ID, "evid" in ASCII; any number that is unique in the database works. */
const advisoryLock = 0x65766964;

/** The log ends before an entry that this process committed: it was cut, or replaced by an old copy. */
export class LogCutError extends Error {
  override readonly name = "LogCutError";
}

/** Runs `insert` at the log's end under an exclusive lock. @throws LogCutError if the log ends before `known` */
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
