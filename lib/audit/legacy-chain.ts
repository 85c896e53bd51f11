import "server-only";
import { createHmac } from "node:crypto";
import type { AuditKey } from "#lib/transparency-log/log-keys";
import type { AuditEntry, EntryContent } from "./model.ts";

/** Version of the canonical form below; each entry names its own. */
export const chainFormat = 1;

/** Predecessor of the first entry. */
export const genesis = "0".repeat(64);

/** The end of the chain. `keyId` is null before the first entry. */
export type Head = { sequence: number; mac: string; keyId: string | null; at: number };

/** The head of a log without entries. */
export const emptyHead: Head = { sequence: 0, mac: genesis, keyId: null, at: 0 };

/**
 * Canonical form, version 1: a JSON array (RFC 8259, no white space, as ECMAScript's JSON.stringify writes it) of the
 * fields in this order. Null and the empty text differ, and no value can run into the next.
 */
export function formatCanonical(entry: Omit<AuditEntry, "mac">): string {
  return JSON.stringify([
    entry.format,
    entry.sequence,
    entry.at,
    entry.event,
    entry.subject,
    entry.name,
    entry.role,
    entry.purpose,
    entry.ticket,
    entry.requestId,
    entry.address,
    entry.srId,
    entry.evidenceId,
    entry.artefact,
    entry.outcome,
    entry.bytes,
    entry.sha256,
    entry.detail,
    entry.keyId,
    entry.previous,
  ]);
}

/** HMAC-SHA-256 over the canonical form, lower-case hex. */
export function computeMac(key: AuditKey, entry: Omit<AuditEntry, "mac">): string {
  return createHmac("sha256", key.chain).update(formatCanonical(entry)).digest("hex");
}

/** Gives contents their places after `head`, one behind the other. */
export function chainEntries(head: Head, contents: readonly EntryContent[], key: AuditKey): AuditEntry[] {
  let { sequence, mac: previous } = head;
  return contents.map((content) => {
    sequence += 1;
    const unsigned = { ...content, sequence, keyId: key.id, format: chainFormat, previous };
    previous = computeMac(key, unsigned);
    return { ...unsigned, mac: previous };
  });
}

/** The head after these entries. */
export function headAfter(head: Head, entries: readonly AuditEntry[]): Head {
  const last = entries.at(-1);
  return last ? { sequence: last.sequence, mac: last.mac, keyId: last.keyId, at: last.at } : head;
}
