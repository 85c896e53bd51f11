import "server-only";
import { createHmac } from "node:crypto";
import type { AuditKey } from "#lib/transparency-log/log-keys";
import type { AuditEntry } from "./model.ts";

/** Version of the canonical form below; each entry names its own. */
export const chainFormat = 1;

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
