import "server-only";
import { database } from "#lib/database/connection";
import type { SessionRow } from "#lib/database/tables";
import { loadTogether } from "#lib/runtime/batch-loader";

/** The row of one session as the database has it now: a session that any replica ended is over at once. */
export const loadSession = loadTogether("session-loader", async (ids: string[]) => {
  const wanted = [...new Set(ids)];
  const rows = await (await database()).selectFrom("sessions").selectAll().where("id", "in", wanted).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return (id): SessionRow | null => byId.get(id) ?? null;
});
