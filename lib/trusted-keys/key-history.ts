import "server-only";
import { createHash, createPublicKey } from "node:crypto";
import { emptyAuditEvent } from "#lib/audit/model";
import { recordEvent } from "#lib/audit/record-event";
import type { TrustedKeyRow } from "#lib/database/tables";
import type { KeySet } from "./parse-jwks.ts";
import { reviveKey, seenTimes } from "./revive-key.ts";
import { readSeenKeys, writeSeenKeys } from "./store.ts";
import type { KeySource, TrustedKey } from "./trusted-key.ts";

/** A source of keys: `place` is its URL, or its name again for a file, which may move. */
export type HistorySource = { source: KeySource; place: string };

/** Logs a change before storing it, so that the next read retries if the log fails. */
async function recordChange(change: "published" | "withdrawn", thumbprint: string, source: string): Promise<void> {
  await recordEvent({
    ...emptyAuditEvent,
    event: "trust_change",
    detail: { change, keyThumbprint: thumbprint, source },
  });
}

const digestPlace = (place: string) => createHash("sha256").update(place).digest("hex");

/**
 * Logs new and withdrawn keys and appends withdrawn ones, so that their tokens are not called invalid.
 * @throws if database or access log fail; the set itself stays valid
 */
export async function recordKeyHistory<T extends KeySet>({ source, place }: HistorySource, set: T): Promise<T> {
  const sourceSha256 = digestPlace(place);
  const seen = new Map((await readSeenKeys(sourceSha256)).map((row) => [row.thumbprint, row]));
  const now = Date.now();
  const rows: TrustedKeyRow[] = set.keys.map(({ thumbprint, jwk }) => ({
    source_sha256: sourceSha256,
    source,
    thumbprint,
    jwk: JSON.stringify(jwk),
    first_seen_at: seen.get(thumbprint)?.first_seen_at ?? now,
    last_seen_at: now,
    is_published: 1,
  }));
  const published = new Map(rows.map((row) => [row.thumbprint, row]));
  const gone = [...seen.values()].filter(({ thumbprint }) => !published.has(thumbprint));
  for (const { thumbprint } of published.values())
    if (seen.get(thumbprint)?.is_published !== 1) await recordChange("published", thumbprint, source);
  for (const { thumbprint, is_published } of gone)
    if (is_published === 1) await recordChange("withdrawn", thumbprint, source);
  await writeSeenKeys([...published.values(), ...gone.map((row) => ({ ...row, is_published: 0 }))]);
  const dated = set.keys.map((key) => {
    const row = published.get(key.thumbprint);
    return row ? { ...key, ...seenTimes(row) } : key;
  });
  const revived = (await Promise.all(gone.map(reviveKey))).filter((key) => key !== null);
  return { ...set, keys: [...dated, ...revived] };
}

type UsedKey = Pick<TrustedKey, "pem" | "kid" | "thumbprint" | "published"> & { source: string };

/**
 * Keeps the key that verified a token, with the time: a file is read only when it changes, and the key of a certification path is in no
 * source. A URL has its own times.
 */
export async function recordKeyUse({ pem, kid, source, thumbprint, published }: UsedKey): Promise<void> {
  if (!published || source === "TRUST_JWKS_URL") return;
  const jwk = { ...createPublicKey(pem).export({ format: "jwk" }), ...(kid === null ? {} : { kid }) };
  const now = Date.now();
  const times = { first_seen_at: now, last_seen_at: now, is_published: 1 };
  await writeSeenKeys([{ source_sha256: digestPlace(source), source, thumbprint, jwk: JSON.stringify(jwk), ...times }]);
}
