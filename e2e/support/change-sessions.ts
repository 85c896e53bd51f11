import { join } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import type { RunningServer } from "./server.ts";

/**
 * Changes the times of a server's sessions in its embedded database, so that no test need wait for them.
 * @param change what follows `update sessions set`, with `?1`, `?2`, … for the values
 */
export function changeSessions(server: RunningServer, change: string, ...values: SQLInputValue[]): void {
  // The server may be writing at this moment.
  const database = new DatabaseSync(join(server.dataDir, "evidence-desk.sqlite"), { timeout: 5_000 });
  database.prepare(`update sessions set ${change}`).run(...values);
  database.close();
}
