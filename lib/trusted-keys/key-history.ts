import "server-only";
import { createHash } from "node:crypto";
import { emptyAuditEvent } from "#lib/audit/model";
import { recordEvent } from "#lib/audit/record-event";
import type { TrustedKeyRow } from "#lib/database/tables";
import type { KeySet } from "./parse-jwks.ts";
import { readSeenKeys, writeSeenKeys } from "./store.ts";
import { makeTrustedKey, type TrustedKey } from "./trusted-key.ts";

const source = "TRUST_JWKS_URL";
const iso = (atMs: number) => new Date(atMs).toISOString();

/** Logs a change before storing it, so that the next read retries if the log fails. */
async function recordChange(change: "published" | "withdrawn", thumbprint: string): Promise<void> {
  await recordEvent({
    ...emptyAuditEvent,
    event: "trust_change",
    detail: { change, keyThumbprint: thumbprint, source },
  });
}

async function revive(row: TrustedKeyRow): Promise<TrustedKey> {
  const seen = { firstSeenAt: iso(row.first_seen_at), lastSeenAt: iso(row.last_seen_at) };
  const jwk = JSON.parse(row.jwk) as Record<string, unknown>;
  return makeTrustedKey(jwk, { source, fetchedAt: seen.lastSeenAt, published: false, ...seen });
}

/**
 * Logs new and withdrawn keys and appends withdrawn ones, so that their tokens stay attributable.
 * @throws if database or access log fail; the set itself stays valid
 */
export async function recordKeyHistory(url: string, set: KeySet): Promise<KeySet> {
  const sourceSha256 = createHash("sha256").update(url).digest("hex");
  const seen = new Map((await readSeenKeys(sourceSha256)).map((row) => [row.thumbprint, row]));
  const now = Date.now();
  const rows: TrustedKeyRow[] = set.keys.map(({ thumbprint, jwk }) => ({
    source_sha256: sourceSha256,
    thumbprint,
    jwk: JSON.stringify(jwk),
    first_seen_at: seen.get(thumbprint)?.first_seen_at ?? now,
    last_seen_at: now,
    is_published: 1,
  }));
  const published = new Map(rows.map((row) => [row.thumbprint, row]));
  const gone = [...seen.values()].filter(({ thumbprint }) => !published.has(thumbprint));
  for (const { thumbprint } of published.values())
    if (seen.get(thumbprint)?.is_published !== 1) await recordChange("published", thumbprint);
  for (const { thumbprint, is_published } of gone) if (is_published === 1) await recordChange("withdrawn", thumbprint);
  await writeSeenKeys([...published.values(), ...gone.map((row) => ({ ...row, is_published: 0 }))]);
  const dated = set.keys.map((key) => {
    const row = published.get(key.thumbprint);
    return row ? { ...key, firstSeenAt: iso(row.first_seen_at), lastSeenAt: iso(row.last_seen_at) } : key;
  });
  return { ...set, keys: [...dated, ...(await Promise.all(gone.map(revive)))] };
}
