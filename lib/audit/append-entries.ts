import "server-only";
import { type Kysely, sql, type Transaction } from "kysely";
import type { DatabaseKind } from "#lib/database/connection";
import type { Tables } from "#lib/database/tables";
import type { AuditKey, AuditKeys } from "#lib/transparency-log/log-keys";
import { toRow } from "./entry-row.ts";
import { chainEntries, emptyHead, type Head, headAfter } from "./legacy-chain.ts";
import { type EntryContent, emptyInput, parseInput } from "./model.ts";

/** Where entries go: a database, the keys, and a clock in UTC milliseconds. */
export type LogPlace = { kind: DatabaseKind; log: Kysely<Tables>; keys: AuditKeys; now: () => number };

/** Any number will do as long as nobody else in the database locks the same; it spells "evidence". */
const advisoryLock = 0x65766964;

/** The log ends before an entry that this process saw committed: it was cut, or an old copy was put in its place. */
export class LogCutError extends Error {
  override readonly name = "LogCutError";
}

/** @param transaction or the whole database, for a look without a lock */
export async function readHead(transaction: Kysely<Tables>): Promise<Head> {
  const row = await transaction
    .selectFrom("audit_entries")
    .select(["sequence", "mac", "key_id", "at"])
    .orderBy("sequence", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? { sequence: row.sequence, mac: row.mac, keyId: row.key_id, at: row.at } : emptyHead;
}

/** True when the log was already moved from `key` to another: then `key` never writes again. */
async function isRetired(transaction: Transaction<Tables>, key: AuditKey): Promise<boolean> {
  const rows = await transaction
    .selectFrom("audit_entries")
    .select("detail")
    .where("event", "=", "key_rotation")
    .execute();
  return rows.some(({ detail }) => detail !== null && (JSON.parse(detail) as { from?: string }).from === key.id);
}

/**
 * The key that writes after `head`, and the contents with a rotation before them where the key changes.
 * While replicas restart one by one, the newer key wins and no process goes back to the older.
 * @throws Error when the log was last written under a key that AUDIT_KEY does not hold
 */
async function chooseKey(transaction: Transaction<Tables>, head: Head, place: LogPlace, contents: EntryContent[]) {
  const [newest] = place.keys;
  if (head.keyId === null || head.keyId === newest.id) return { key: newest, contents };
  const current = place.keys.find((key) => key.id === head.keyId);
  if (current === undefined)
    throw new Error(`AUDIT_KEY: the log is written under key ${head.keyId}, which is not among the values given.`);
  if (await isRetired(transaction, newest)) return { key: current, contents };
  const detail = { from: current.id, to: newest.id };
  const rotation = parseInput({ ...emptyInput, event: "key_rotation", detail }, place.now());
  return { key: newest, contents: [rotation, ...contents] };
}

/**
 * Appends contents within a transaction of the caller's.
 * @param known the last head that this process saw committed
 */
export async function appendWithin(
  transaction: Transaction<Tables>,
  place: LogPlace,
  contents: EntryContent[],
  known: Head = emptyHead,
): Promise<{ head: Head; sequences: number[] }> {
  if (place.kind === "postgres") await sql`select pg_advisory_xact_lock(${advisoryLock})`.execute(transaction);
  const head = await readHead(transaction);
  if (head.sequence < known.sequence || (head.sequence === known.sequence && head.mac !== known.mac))
    throw new LogCutError(`The log ends at ${head.sequence}, but entry ${known.sequence} was committed before.`);
  const chosen = await chooseKey(transaction, head, place, contents);
  const entries = chainEntries(head, chosen.contents, chosen.key);
  await transaction.insertInto("audit_entries").values(entries.map(toRow)).execute();
  return { head: headAfter(head, entries), sequences: entries.slice(-contents.length).map(({ sequence }) => sequence) };
}

/**
 * Appends contents as one group: one transaction, one commit, one behind the other, alone among all processes.
 * @returns the head after the group, and the sequence of each content in order
 */
export async function appendGroup(place: LogPlace, contents: EntryContent[], known: Head = emptyHead) {
  return place.log.transaction().execute((transaction) => appendWithin(transaction, place, contents, known));
}
