import "server-only";
import { readFileSync } from "node:fs";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";
import { type CheckpointNote, parseCheckpointFile } from "#lib/transparency-log/checkpoint-note";
import { type AuditKeys, signingKeyOf } from "#lib/transparency-log/log-keys";
import { readNewestCheckpoint, type StoredCheckpoint } from "#lib/transparency-log/newest-checkpoint";
import { readRotationKeys } from "#lib/transparency-log/read-stored-log";
import { subtreeReader } from "#lib/transparency-log/read-tree";
import { isSignedBy } from "#lib/transparency-log/signed-note";
import { readRangeRoot } from "#lib/transparency-log/tree-proofs";

/** The stored log is older than, or another than, the one of the known checkpoint. */
export class KnownCheckpointError extends Error {
  override readonly name = "KnownCheckpointError";
}

const setting = "AUDIT_KNOWN_CHECKPOINT_FILE";

function readFile(path: string): CheckpointNote[] {
  try {
    return parseCheckpointFile(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new KnownCheckpointError(`${setting}: the file can't be read. Check the path and its permissions.`, {
      cause,
    });
  }
}

/** @returns the largest checkpoint that a key of this log signed @throws KnownCheckpointError if it is missing */
async function chooseKnown(
  tables: Kysely<Tables>,
  { log, origin }: StoredCheckpoint,
  notes: readonly CheckpointNote[],
  keys: AuditKeys,
): Promise<CheckpointNote> {
  const trusted = keys.map((key) => signingKeyOf(key, origin).verifierKey);
  const own = [...trusted, ...(await readRotationKeys(tables, log))];
  const signed = notes.filter((note) => note.origin === origin && own.some((key) => isSignedBy(note.note, key)));
  const largest = signed.reduce<CheckpointNote | null>(
    (far, next) => (far && far.size >= next.size ? far : next),
    null,
  );
  if (largest) return largest;
  throw new KnownCheckpointError(
    `${setting}: none of the ${notes.length} checkpoints in the file is signed by a key of the log ${origin}. Use a note of /api/audit/checkpoint, or shipped standard output, of this log.`,
  );
}

/**
 * Compares the log at the start with a checkpoint that another place keeps: an older copy of the database, or another history, is not
 * continued.
 * @throws KnownCheckpointError naming both sizes
 */
export async function checkKnownCheckpoint(tables: Kysely<Tables>, path: string, keys: AuditKeys): Promise<void> {
  const notes = readFile(path);
  const stored = await readNewestCheckpoint(tables);
  if (stored === undefined)
    throw new KnownCheckpointError(
      `${setting}: the database has no access log in format 2, so it may be the wrong database, or an older copy. Check DATA_DIR or DATABASE_URL. For a new log, remove the setting until its first checkpoint is kept.`,
    );
  const known = await chooseKnown(tables, stored, notes, keys);
  if (known.size > stored.size)
    throw new KnownCheckpointError(
      `rolled_back: the access log has ${stored.size} entries, but the known checkpoint covers ${known.size}: the database is older than the log was. Restore the newer copy. If it is lost, run "npm run audit:restart".`,
    );
  const root =
    known.size === 0 ? null : await readRangeRoot(subtreeReader(tables, stored.log, stored.size), 0, known.size);
  if (root === null || root.equals(known.root)) return;
  throw new KnownCheckpointError(
    `rewritten: the access log has ${stored.size} entries, but its first ${known.size} are not those that the known checkpoint of ${known.size} entries covers. Run "npm run audit:verify".`,
  );
}
