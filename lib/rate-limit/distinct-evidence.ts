import "server-only";
import type { Kysely, Transaction } from "kysely";
import type { Tables } from "#lib/database/tables";

const dayMs = 24 * 60 * 60_000;

type Access = { subject: string; evidenceId: string; allowed: number; now: number };

const accessesOf = (tables: Kysely<Tables>, { subject, now }: Access) =>
  tables
    .selectFrom("limit_evidence")
    .where("subject", "=", subject)
    .where("seen_at", ">", now - dayMs);

async function isCounted(tables: Kysely<Tables>, access: Access): Promise<boolean> {
  const counted = accessesOf(tables, access).select("seen_at").where("evidence_id", "=", access.evidenceId);
  return (await counted.executeTakeFirst()) !== undefined;
}

/**
 * Locks the person's count until the transaction ends, on all replicas: the row is written by each of them. Without it,
 * concurrent transactions of PostgreSQL would not see each other's new IDs.
 */
async function lockCount(transaction: Transaction<Tables>, { subject, now }: Access): Promise<void> {
  const row = { count: 1, window_ends_at: now + dayMs };
  await transaction
    .insertInto("limit_counters")
    .values({ key: `evidence-lock:${subject}`, ...row })
    .onConflict((conflict) => conflict.column("key").doUpdateSet(row))
    .execute();
}

/**
 * Counts an access to one evidence among the person's different evidence IDs of the last 24 hours. Of concurrent requests
 * exactly as many pass as the limit allows; a refused one is not counted.
 * @param access `now` is UTC milliseconds
 * @returns null if it passes, else when the oldest access leaves the count (UTC milliseconds)
 */
export async function countEvidence(tables: Kysely<Tables>, access: Access): Promise<number | null> {
  const { subject, evidenceId, allowed, now } = access;
  if (await isCounted(tables, access)) return null;
  return tables.transaction().execute(async (transaction) => {
    await lockCount(transaction, access);
    if (await isCounted(transaction, access)) return null;
    const { count, oldest } = await accessesOf(transaction, access)
      .select((eb) => [eb.fn.countAll<number>().as("count"), eb.fn.min("seen_at").as("oldest")])
      .executeTakeFirstOrThrow();
    if (Number(count) >= allowed) return Number(oldest ?? now) + dayMs;
    const own = transaction.deleteFrom("limit_evidence").where("subject", "=", subject);
    await own.where("seen_at", "<=", now - dayMs).execute();
    await transaction.insertInto("limit_evidence").values({ subject, evidence_id: evidenceId, seen_at: now }).execute();
    return null;
  });
}
