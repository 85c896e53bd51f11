import { join } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import type { RunningServer } from "./server.ts";

/**
 * Changes session timestamps in a server's embedded database, so that tests do not wait for timeouts.
 * @param change SQL after `update sessions set`, with `?1`, `?2`, … for the values
 */
export function changeSessions(server: RunningServer, change: string, ...values: SQLInputValue[]): void {
  // Waits for concurrent writes of the server.
  const database = new DatabaseSync(join(server.dataDir, "evidence-desk.sqlite"), { timeout: 5_000 });
  database.prepare(`update sessions set ${change}`).run(...values);
  database.close();
}
