import "server-only";
import type { Transaction } from "kysely";
import type { Tables } from "#lib/database/tables";
import { appendLeaves } from "#lib/transparency-log/append-leaves";
import type { LogContext } from "#lib/transparency-log/log-context";
import type { AuditKey } from "#lib/transparency-log/log-keys";
import { emptyHead, headAfter, type TreeHead } from "#lib/transparency-log/tree-head";
import { chainFormat, computeMac } from "./canonical-entry.ts";
import { toRow } from "./entry-row.ts";
import { type AuditEntry, emptyAuditEvent, parseInput, type UnsignedEntry } from "./model.ts";

/** Assigns sequence numbers and MACs to contents after `head`. */
export function chainEntries(head: TreeHead, contents: readonly UnsignedEntry[], key: AuditKey): AuditEntry[] {
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
  head: TreeHead,
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
export async function appendWithin(
  transaction: Transaction<Tables>,
  context: LogContext,
  contents: UnsignedEntry[],
  known: TreeHead = emptyHead,
): Promise<{ head: TreeHead; sequences: number[] }> {
  return appendLeaves(transaction, context, known, async (head) => {
    const chosen = await chooseKey(transaction, head, context, contents);
    const entries = chainEntries(head, chosen.contents, chosen.key);
    await transaction.insertInto("audit_entries").values(entries.map(toRow)).execute();
    const sequences = entries.slice(-contents.length).map(({ sequence }) => sequence);
    return { head: headAfter(head, entries), sequences };
  });
}

/** Appends contents in one exclusive transaction. @returns the new head, and the sequences in order */
export async function appendGroup(context: LogContext, contents: UnsignedEntry[], known: TreeHead = emptyHead) {
  return context.log.transaction().execute((transaction) => appendWithin(transaction, context, contents, known));
}
