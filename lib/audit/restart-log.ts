import "server-only";
import { takeTurn } from "#lib/transparency-log/append-leaves";
import { beginLog } from "#lib/transparency-log/begin-log";
import type { CheckpointNote } from "#lib/transparency-log/checkpoint-note";
import { signingKeyOf } from "#lib/transparency-log/log-keys";
import { readNewestCheckpoint } from "#lib/transparency-log/newest-checkpoint";
import { readRotationKeys } from "#lib/transparency-log/read-stored-log";
import { isSignedBy } from "#lib/transparency-log/signed-note";
import { ActRefusedError, type LogAct } from "./act-on-log.ts";
import { toNewEntry } from "./canonical-content.ts";
import { emptyAuditEvent, parseInput } from "./model.ts";

/**
 * Begins a new log with a new origin, after an older copy of the database was restored, or a key was lost: a log never signs two
 * histories. The former log stays as it is.
 * @param brought checkpoints from outside; one of the former log that is larger than it says what was lost
 * @throws ActRefusedError before the log began, or `brought` has no checkpoint of it
 */
export async function restartLog(
  { context, by }: LogAct,
  reason: string,
  brought: readonly CheckpointNote[] | null,
): Promise<{ origin: string; formerOrigin: string; formerSize: number; lostFrom: number | null }> {
  if (reason.trim() === "")
    throw new ActRefusedError('--reason: is missing. Example: --reason "restored the backup of 2026-11-20"');
  return context.log.transaction().execute(async (transaction) => {
    await takeTurn(transaction, context.kind);
    const former = await readNewestCheckpoint(transaction);
    if (former === undefined)
      throw new ActRefusedError("The access log has not begun yet: there is nothing to restart.");
    const { log, origin: formerOrigin, size: formerSize, root: formerRoot } = former;
    // The current key may be lost, so the keys that the rotations name count too.
    const keys = [
      ...context.keys.map((key) => signingKeyOf(key, formerOrigin).verifierKey),
      ...(await readRotationKeys(transaction, log)),
    ];
    const own = (brought ?? []).filter(
      (note) => note.origin === formerOrigin && keys.some((key) => isSignedBy(note.note, key)),
    );
    if (brought !== null && own.length === 0)
      throw new ActRefusedError(
        `--checkpoint: the file has no checkpoint that a key of the log ${formerOrigin} signed.`,
      );
    const isCut = own.some(({ size }) => size > formerSize);
    const detail = { reason, formerOrigin, formerSize, formerRoot, ...(isCut ? { lostFrom: formerSize } : {}) };
    const entry = parseInput({ ...emptyAuditEvent, event: "log_started", person: by, detail }, context.now());
    const { state } = await beginLog(transaction, context, log, toNewEntry(entry));
    return { origin: state.origin, formerOrigin, formerSize, lostFrom: isCut ? formerSize : null };
  });
}
