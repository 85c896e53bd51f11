/**
 * Writer of the access log in format 1, as version 0.1 had it. It makes former logs for tests and is the peer of the bench; the
 * product has no writer of this format.
 */
import "server-only";
import { sign } from "node:crypto";
import { type Kysely, sql, type Transaction } from "kysely";
import { chainFormat, computeMac } from "#lib/audit/canonical-entry";
import { toRow } from "#lib/audit/entry-row";
import { emptyTreeHash } from "#lib/audit/legacy-chain";
import { formatStatement, type LegacyCheckpoint } from "#lib/audit/legacy-checkpoint";
import { type AuditEntry, emptyAuditEvent, parseInput, type UnsignedEntry } from "#lib/audit/model";
import type { Tables } from "#lib/database/tables";
import type { LogContext } from "#lib/transparency-log/log-context";
import type { AuditKey } from "#lib/transparency-log/log-keys";

/** Last entry of the log; `keyId` is null for an empty log. */
export type LegacyHead = { sequence: number; mac: string; keyId: string | null; at: number };

export const emptyHead: LegacyHead = { sequence: 0, mac: emptyTreeHash, keyId: null, at: 0 };

export function headAfter(head: LegacyHead, entries: readonly LegacyHead[]): LegacyHead {
  const last = entries.at(-1);
  return last ? { sequence: last.sequence, mac: last.mac, keyId: last.keyId, at: last.at } : head;
}

/** @param transaction or the whole database, to read without a lock */
export async function readHead(transaction: Kysely<Tables>): Promise<LegacyHead> {
  const row = await transaction
    .selectFrom("audit_entries")
    .select(["sequence", "mac", "key_id", "at"])
    .orderBy("sequence", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? { sequence: row.sequence, mac: row.mac, keyId: row.key_id, at: row.at } : emptyHead;
}

/** Lock ID, "evid" in ASCII; any number that is unique in the database works. */
const advisoryLock = 0x65766964;

/** The log ends before an entry that this process committed: it was cut, or replaced by an old copy. */
export class LegacyCutError extends Error {
  override readonly name = "LegacyCutError";
}

/** Runs `insert` at the log's end under an exclusive lock. @throws LegacyCutError if the log ends before `known` */
async function appendInTurn<T>(
  transaction: Transaction<Tables>,
  { kind }: Pick<LogContext, "kind">,
  known: LegacyHead,
  insert: (head: LegacyHead) => Promise<T>,
): Promise<T> {
  if (kind === "postgres") await sql`select pg_advisory_xact_lock(${advisoryLock})`.execute(transaction);
  const head = await readHead(transaction);
  if (head.sequence < known.sequence || (head.sequence === known.sequence && head.mac !== known.mac))
    throw new LegacyCutError(`The log ends at ${head.sequence}, but entry ${known.sequence} was committed before.`);
  return insert(head);
}

/** Assigns sequence numbers and MACs to contents after `head`. */
export function chainEntries(head: LegacyHead, contents: readonly UnsignedEntry[], key: AuditKey): AuditEntry[] {
  let { sequence, mac: previous } = head;
  return contents.map((content) => {
    sequence += 1;
    const unsigned = { ...content, sequence, keyId: key.id, format: chainFormat, previous };
    previous = computeMac(key, unsigned);
    return { ...unsigned, mac: previous };
  });
}

/** Returns true if the log was moved from `key` to another; a retired key never writes again. */
async function isRetired(transaction: Transaction<Tables>, key: AuditKey): Promise<boolean> {
  const rows = await transaction
    .selectFrom("audit_entries")
    .select("detail")
    .where("event", "=", "key_rotation")
    .execute();
  return rows.some(({ detail }) => detail !== null && (JSON.parse(detail) as { from?: string }).from === key.id);
}

/** Keeps the newer key while replicas restart. @throws Error if AUDIT_KEY lacks the key of the last entry */
async function chooseKey(
  transaction: Transaction<Tables>,
  head: LegacyHead,
  context: LogContext,
  contents: UnsignedEntry[],
) {
  const [newest] = context.keys;
  if (head.keyId === null || head.keyId === newest.id) return { key: newest, contents };
  const current = context.keys.find((key) => key.id === head.keyId);
  if (current === undefined)
    throw new Error(
      `AUDIT_KEY: the access log is signed with key ${head.keyId}, which AUDIT_KEY doesn't contain. Add it.`,
    );
  if (await isRetired(transaction, newest)) return { key: current, contents };
  const detail = { from: current.id, to: newest.id };
  const rotation = parseInput({ ...emptyAuditEvent, event: "key_rotation", detail }, context.now());
  return { key: newest, contents: [rotation, ...contents] };
}

/** @param known last head that this process saw committed */
async function appendWithin(
  transaction: Transaction<Tables>,
  context: LogContext,
  contents: UnsignedEntry[],
  known: LegacyHead = emptyHead,
): Promise<{ head: LegacyHead; sequences: number[] }> {
  return appendInTurn(transaction, context, known, async (head) => {
    const chosen = await chooseKey(transaction, head, context, contents);
    const entries = chainEntries(head, chosen.contents, chosen.key);
    await transaction.insertInto("audit_entries").values(entries.map(toRow)).execute();
    const sequences = entries.slice(-contents.length).map(({ sequence }) => sequence);
    return { head: headAfter(head, entries), sequences };
  });
}

/** Appends contents in one exclusive transaction. @returns the new head, and the sequences in order */
export async function appendLegacyGroup(context: LogContext, contents: UnsignedEntry[], known: LegacyHead = emptyHead) {
  return context.log.transaction().execute((transaction) => appendWithin(transaction, context, contents, known));
}

/** Signs and stores a checkpoint of the current head. */
export async function makeLegacyCheckpoint(context: LogContext): Promise<LegacyCheckpoint | null> {
  const head = await readHead(context.log);
  const key = context.keys.find(({ id }) => id === head.keyId);
  const first = await context.log
    .selectFrom("audit_entries")
    .select("sequence")
    .orderBy("sequence")
    .limit(1)
    .executeTakeFirst();
  if (first === undefined || key === undefined) return null;
  const { sequence, mac } = head;
  const count = sequence - first.sequence + 1;
  const statement = { reason: "anchor", sequence, head: mac, count, at: context.now(), keyId: key.id };
  const signature = sign(null, Buffer.from(formatStatement(statement)), key.signing).toString("base64url");
  const { keyId, ...row } = { ...statement, signature };
  await context.log
    .insertInto("audit_checkpoints")
    .values({ ...row, key_id: keyId })
    .onConflict((conflict) => conflict.columns(["sequence", "reason"]).doNothing())
    .execute();
  return { ...statement, signature };
}
