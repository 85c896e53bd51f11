import "server-only";
import { database } from "#lib/database/connection";
import type { TrustedKeyRow } from "#lib/database/tables";

/** Returns up to 200 keys ever seen under this URL, the latest first. */
export async function readSeenKeys(sourceSha256: string): Promise<TrustedKeyRow[]> {
  const rows = await (await database())
    .selectFrom("trusted_keys")
    .selectAll()
    .where("source_sha256", "=", sourceSha256)
    .orderBy("last_seen_at", "desc")
    .limit(200)
    .execute();
  // PostgreSQL returns bigint as text.
  return rows.map((row) => ({
    ...row,
    first_seen_at: Number(row.first_seen_at),
    last_seen_at: Number(row.last_seen_at),
    is_published: Number(row.is_published),
  }));
}

/** Inserts keys; updates only the last-seen time of known ones. */
export async function writeSeenKeys(rows: readonly TrustedKeyRow[]): Promise<void> {
  if (rows.length === 0) return;
  await (await database())
    .insertInto("trusted_keys")
    .values([...rows])
    .onConflict((conflict) =>
      conflict.columns(["source_sha256", "thumbprint"]).doUpdateSet((row) => ({
        last_seen_at: row.ref("excluded.last_seen_at"),
        is_published: row.ref("excluded.is_published"),
      })),
    )
    .execute();
}
