import "server-only";
import { randomBytes } from "node:crypto";
import type { Transaction } from "kysely";
import type { Tables } from "#lib/database/tables";
import { type Appended, appendBehind } from "./append-leaves.ts";
import { GrowingTree } from "./growing-tree.ts";
import type { LogContext } from "./log-context.ts";
import { signingKeyOf } from "./log-keys.ts";
import { emptyRoot } from "./merkle-tree.ts";
import type { NewEntry } from "./plan-commit.ts";

/** Makes the origin of a new log: `HOST/log/` and eight random hex digits. It never changes while the log lives. */
export const makeOrigin = (host: string): string => `${host}/log/${randomBytes(4).toString("hex")}`;

/**
 * Begins a new log in a transaction that has its turn. A second start at the same time fails at the primary key.
 * @param former number of the log before it, or 0
 * @param first entry 0, `log_started`
 */
export async function beginLog(
  transaction: Transaction<Tables>,
  context: LogContext,
  former: number,
  first: NewEntry,
): Promise<Appended> {
  const log = former + 1;
  const origin = makeOrigin(context.originHost);
  await transaction.insertInto("logs").values({ log, origin }).execute();
  const keys = { current: signingKeyOf(context.keys[0], origin), retiring: null };
  const empty = { log, origin, tree: GrowingTree.from(), root: emptyRoot.toString("base64"), note: "", keys };
  return appendBehind(transaction, context, empty, [first]);
}
