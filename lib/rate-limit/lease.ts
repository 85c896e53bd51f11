import "server-only";
import { randomInt } from "node:crypto";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";

/** A lease ends this long after its last renewal, so that a process that crashed blocks the others only briefly. */
const leaseMs = 15_000;
const renewalMs = 5_000;

export type Lease = { end(): Promise<void> };

/**
 * Takes the one lease on `key`, which all replicas share. The row's `count` identifies the holder.
 * @returns null while another holder has it
 */
export async function takeLease(
  tables: Kysely<Tables>,
  key: string,
  now: () => number = Date.now,
): Promise<Lease | null> {
  const holder = randomInt(1, 2 ** 47);
  const takenAt = now();
  const lease = { count: holder, window_ends_at: takenAt + leaseMs };
  const taken = await tables
    .insertInto("limit_counters")
    .values({ key, ...lease })
    .onConflict((conflict) =>
      conflict.column("key").doUpdateSet(lease).where("limit_counters.window_ends_at", "<=", takenAt),
    )
    .returning("key")
    .executeTakeFirst();
  if (taken === undefined) return null;
  const renew = () =>
    tables
      .updateTable("limit_counters")
      .set({ window_ends_at: now() + leaseMs })
      .where("key", "=", key)
      .where("count", "=", holder)
      .execute();
  // A renewal that fails is repeated; the work goes on, because it only reads.
  const timer = setInterval(() => void renew().catch(() => undefined), renewalMs).unref();
  return {
    async end() {
      clearInterval(timer);
      const own = tables.deleteFrom("limit_counters").where("key", "=", key).where("count", "=", holder);
      // Without a database the lease ends by itself.
      await own.execute().catch(() => undefined);
    },
  };
}
