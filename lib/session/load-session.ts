import "server-only";
import { database } from "#lib/database/connection";
import { once } from "#lib/database/once";
import type { SessionRow } from "#lib/database/tables";

type Waiting = { id: string; resolve: (row: SessionRow | null) => void; reject: (error: unknown) => void };
type Loader = { waiting: Waiting[]; isRunning: boolean };

const loader = () => once("session-loader", (): Loader => ({ waiting: [], isRunning: false }));

async function run(all: Loader): Promise<void> {
  all.isRunning = true;
  // One turn of the loop gathers what arrived together.
  await new Promise(setImmediate);
  while (all.waiting.length > 0) {
    const batch = all.waiting.splice(0);
    try {
      const ids = [...new Set(batch.map(({ id }) => id))];
      const rows = await (await database()).selectFrom("sessions").selectAll().where("id", "in", ids).execute();
      const byId = new Map(rows.map((row) => [row.id, row]));
      for (const { id, resolve } of batch) resolve(byId.get(id) ?? null);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
  all.isRunning = false;
}

/**
 * The row of one session as the database has it now. Nothing is kept: a session that any replica ended is over at once.
 * Requests that arrive together share one query, which always begins after they arrived.
 */
export function loadSession(id: string): Promise<SessionRow | null> {
  const all = loader();
  return new Promise((resolve, reject) => {
    all.waiting.push({ id, resolve, reject });
    if (!all.isRunning) void run(all);
  });
}
