import "server-only";
import { createHmac } from "node:crypto";
import { auditKeys } from "#lib/transparency-log/log-context";

/**
 * What the log keeps of a search text: an HMAC-SHA-256 (hex) under a key of its own, of the text without outer white
 * space and in small letters. Equal searches can be found again by who has AUDIT_KEY; the text cannot be read.
 */
export function computeSearchDigest(text: string): string {
  return createHmac("sha256", auditKeys()[0].search).update(text.trim().toLowerCase()).digest("hex");
}
