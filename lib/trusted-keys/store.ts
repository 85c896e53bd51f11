import "server-only";
import { database } from "#lib/database/connection";
import type { TrustedKeyRow } from "#lib/database/tables";

// PostgreSQL returns bigint as text.
const toNumbers = (row: TrustedKeyRow): TrustedKeyRow => ({
  ...row,
  first_seen_at: Number(row.first_seen_at),
  last_seen_at: Number(row.last_seen_at),
  is_published: Number(row.is_published),
});

/** Returns up to 200 keys ever seen in this source, the latest first. */
export async function readSeenKeys(sourceSha256: string): Promise<TrustedKeyRow[]> {
  const rows = await (await database())
    .selectFrom("trusted_keys")
    .selectAll()
    .where("source_sha256", "=", sourceSha256)
    .orderBy("last_seen_at", "desc")
    .limit(200)
    .execute();
  return rows.map(toNumbers);
}

/** Returns the key in all sources that ever had it, the latest first. @param thumbprint RFC 7638 */
export async function findSeenKey(thumbprint: string): Promise<TrustedKeyRow[]> {
  const rows = await (await database())
    .selectFrom("trusted_keys")
    .selectAll()
    .where("thumbprint", "=", thumbprint)
    .orderBy("last_seen_at", "desc")
    .limit(20)
    .execute();
  return rows.map(toNumbers);
}

/** Inserts keys; of known ones only the first-seen time stays. */
export async function writeSeenKeys(rows: readonly TrustedKeyRow[]): Promise<void> {
  if (rows.length === 0) return;
  await (await database())
    .insertInto("trusted_keys")
    .values([...rows])
    .onConflict((conflict) =>
      conflict.columns(["source_sha256", "thumbprint"]).doUpdateSet((row) => ({
        jwk: row.ref("excluded.jwk"),
        last_seen_at: row.ref("excluded.last_seen_at"),
        is_published: row.ref("excluded.is_published"),
      })),
    )
    .execute();
}
