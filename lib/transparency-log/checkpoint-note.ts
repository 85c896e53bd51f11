import { decodeHash } from "./canonical-base64.ts";
import { parseCheckpointText, parseCheckpointTexts } from "./checkpoint-text.ts";
import type { SigningKey } from "./log-keys.ts";
import { parseNote, type SignedNote, signNote } from "./signed-note.ts";

/** A signed tree head (C2SP tlog-checkpoint): `size` leaves with this root. */
export type TreeCheckpoint = { origin: string; size: number; root: Buffer };
export type CheckpointNote = TreeCheckpoint & { note: SignedNote; noteText: string };

/** Text that is signed; it has no extension lines. */
export function formatCheckpointBody({ origin, size, root }: TreeCheckpoint): string {
  return `${origin}\n${size}\n${root.toString("base64")}\n`;
}

/** @param keys in the order of their signature lines: the retired key of a rotation first */
export function signCheckpoint(checkpoint: TreeCheckpoint, keys: readonly SigningKey[]): string {
  return signNote(formatCheckpointBody(checkpoint), keys);
}

/** Parses without verifying any signature. @returns null if this is not a checkpoint note */
export function parseCheckpointNote(noteText: string): CheckpointNote | null {
  const read = parseCheckpointText(noteText);
  const note = read && parseNote(noteText);
  const root = read && decodeHash(read.root);
  return note && root ? { ...read, root, note } : null;
}

/** Line of standard output that ships a checkpoint. @param time ISO 8601 */
export function formatShippedLine(noteText: string, time: string): string {
  return JSON.stringify({ level: "info", time, msg: "log checkpoint", checkpoint: noteText });
}

/** Reads the checkpoints of a file, as `parseCheckpointTexts` finds them. */
export function parseCheckpointFile(text: string): CheckpointNote[] {
  return parseCheckpointTexts(text).flatMap(({ noteText }) => parseCheckpointNote(noteText) ?? []);
}
