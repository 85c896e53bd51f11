import "server-only";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";

/** Expired counters are deleted after this time. */
const ttlMs = 24 * 60 * 60_000;

/** Counter after an increment; `endsAt` is the end of its window in UTC milliseconds. */
export type Counter = { count: number; endsAt: number };

/** Increments `key` in one statement, so that replicas share the count. The first use opens the window. */
export async function incrementWindow(
  tables: Kysely<Tables>,
  key: string,
  window: { lengthMs: number; now: number },
): Promise<Counter> {
  const endsAt = window.now + window.lengthMs;
  const row = await tables
    .insertInto("limit_counters")
    .values({ key, count: 1, window_ends_at: endsAt })
    .onConflict((conflict) =>
      conflict.column("key").doUpdateSet((eb) => {
        const isOver = eb("limit_counters.window_ends_at", "<=", window.now);
        return {
          count: eb
            .case()
            .when(isOver)
            .then(1)
            .else(eb("limit_counters.count", "+", 1))
            .end(),
          window_ends_at: eb.case().when(isOver).then(endsAt).else(eb.ref("limit_counters.window_ends_at")).end(),
        };
      }),
    )
    .returning(["count", "window_ends_at"])
    .executeTakeFirstOrThrow();
  if (row.count === 1)
    await tables
      .deleteFrom("limit_counters")
      .where("window_ends_at", "<", window.now - ttlMs)
      .execute();
  return { count: row.count, endsAt: row.window_ends_at };
}
