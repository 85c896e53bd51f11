import "server-only";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";
import { parseCheckpointNote } from "./checkpoint-note.ts";
import { chooseKeys, type WritingKeys } from "./choose-keys.ts";
import type { GrowingTree } from "./growing-tree.ts";
import type { AuditKeys } from "./log-keys.ts";
import type { StoredCheckpoint } from "./newest-checkpoint.ts";
import { LogChangedError, readGrowth, readTree } from "./read-tree.ts";

/** What a process knows of the log that it last committed or read; `root` is base64. Never stored. */
export type LogState = {
  log: number;
  origin: string;
  tree: GrowingTree;
  root: string;
  note: string;
  keys: WritingKeys;
};

/** The log ends before an entry that this process saw committed: it was cut, or replaced by an older copy. */
export class LogCutError extends Error {
  override readonly name = "LogCutError";
}

/**
 * Brings the state to the stored checkpoint. The tree is computed from what is stored, and its root must be the signed one, so that a
 * changed log is never built upon.
 * @param known what this process knew before, or null at its start
 * @throws LogCutError, LogChangedError, or LogKeyError
 */
export async function followLog(
  tables: Kysely<Tables>,
  stored: StoredCheckpoint,
  known: LogState | null,
  keys: AuditKeys,
): Promise<LogState> {
  const { log, origin, size, root, note } = stored;
  const isSameLog = known?.log === log;
  if (known && (log < known.log || (isSameLog && size < known.tree.size)))
    throw new LogCutError(`The log ends at ${size}, but this process saw entry ${known.tree.size} committed before.`);
  if (isSameLog && known.tree.size === size && known.root === root && known.note === note) return known;
  const checkpoint = parseCheckpointNote(note);
  if (
    checkpoint === null ||
    checkpoint.origin !== origin ||
    checkpoint.size !== size ||
    checkpoint.root.toString("base64") !== root
  )
    throw new LogChangedError(
      `The newest checkpoint of the access log (${size} entries) is not a checkpoint of this log.`,
    );
  const chosen = await chooseKeys(tables, log, checkpoint, keys);
  const tree = isSameLog ? await readGrowth(tables, log, known.tree, size) : await readTree(tables, log, size);
  if (tree.root().toString("base64") !== root)
    throw new LogChangedError(
      `The entries up to ${size} are not those that the newest checkpoint covers. Run "npm run audit:verify".`,
    );
  return { log, origin, tree, root, note, keys: chosen };
}
