import "server-only";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";

/** `previous` of the first entry. */
export const emptyTreeHash = "0".repeat(64);

/** Last entry of the log; `keyId` is null for an empty log. */
export type TreeHead = { sequence: number; mac: string; keyId: string | null; at: number };

export const emptyHead: TreeHead = { sequence: 0, mac: emptyTreeHash, keyId: null, at: 0 };

export function headAfter(head: TreeHead, entries: readonly TreeHead[]): TreeHead {
  const last = entries.at(-1);
  return last ? { sequence: last.sequence, mac: last.mac, keyId: last.keyId, at: last.at } : head;
}

/** @param transaction or the whole database, to read without a lock */
export async function readHead(transaction: Kysely<Tables>): Promise<TreeHead> {
  const row = await transaction
    .selectFrom("audit_entries")
    .select(["sequence", "mac", "key_id", "at"])
    .orderBy("sequence", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? { sequence: row.sequence, mac: row.mac, keyId: row.key_id, at: row.at } : emptyHead;
}
