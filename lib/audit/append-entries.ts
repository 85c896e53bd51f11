import "server-only";
import { type Appended, appendLeaves, NoLogError } from "#lib/transparency-log/append-leaves";
import type { LogContext } from "#lib/transparency-log/log-context";
import type { LogState } from "#lib/transparency-log/log-state";
import { toNewEntry } from "./canonical-content.ts";
import { ensureLog } from "./ensure-log.ts";
import type { UnsignedEntry } from "./model.ts";

/**
 * Appends contents in one commit, and begins the log if it is missing.
 * @param known what this process last saw committed, or null
 * @throws LogCutError, LogChangedError, LogKeyError, or the database's error; then nothing is stored
 */
export async function appendEntries(
  context: LogContext,
  contents: readonly UnsignedEntry[],
  known: LogState | null = null,
): Promise<Appended> {
  const entries = contents.map(toNewEntry);
  try {
    return await appendLeaves(context, entries, known);
  } catch (error) {
    if (!(error instanceof NoLogError) || known !== null) throw error;
    return appendLeaves(context, entries, await ensureLog(context));
  }
}
