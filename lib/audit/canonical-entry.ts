import "server-only";
import { createHmac } from "node:crypto";
import type { AuditKey } from "#lib/transparency-log/log-keys";
import type { AuditEntry } from "./model.ts";

/** Version of the canonical JSON, stored with each entry. */
export const chainFormat = 1;

/**
 * Formats canonical JSON version 1: an array of the fields in this order, as ECMAScript's JSON.stringify writes it.
 * An array keeps null apart from an empty string, and adjacent values apart from each other.
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

/** HMAC-SHA-256 over the canonical JSON, lower-case hex. */
export function computeMac(key: AuditKey, entry: Omit<AuditEntry, "mac">): string {
  return createHmac("sha256", key.chain).update(formatCanonical(entry)).digest("hex");
}
