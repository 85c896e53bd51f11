import type { TrustedKeyRow } from "#lib/database/tables";
import { type KeySource, makeTrustedKey, type TrustedKey } from "./trusted-key.ts";

const iso = (atMs: number) => new Date(atMs).toISOString();

/** Times of a key in the history, ISO 8601 UTC. */
export const seenTimes = (row: Pick<TrustedKeyRow, "first_seen_at" | "last_seen_at">) => ({
  firstSeenAt: iso(row.first_seen_at),
  lastSeenAt: iso(row.last_seen_at),
});

/** A key of the history, as one that is no longer published. @returns null for a row whose key is not the one that it names */
export async function reviveKey(row: TrustedKeyRow): Promise<TrustedKey | null> {
  try {
    const jwk = JSON.parse(row.jwk) as Record<string, unknown>;
    const times = seenTimes(row);
    const from = { source: row.source as KeySource, fetchedAt: times.lastSeenAt, published: false, ...times };
    const key = await makeTrustedKey(jwk, from);
    return key.thumbprint === row.thumbprint ? key : null;
  } catch {
    return null;
  }
}
