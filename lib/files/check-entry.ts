import { findObstacle } from "#lib/formats/zip/entry-data";
import type { ArchiveEntry, Limits } from "#lib/formats/zip/model";
import { type CheckOptions, type ReadEntry, readPlain, unreadable } from "./read-plain.ts";

/** Reads one entry, compares CRC-32 and size with the central directory, and hashes the output. `keep` also returns readable bytes. */
export async function checkEntry(
  blob: Blob,
  entry: ArchiveEntry,
  limits: Limits,
  options: CheckOptions = {},
): Promise<ReadEntry> {
  const obstacle = findObstacle(entry, (options.passwords ?? []).length > 0);
  if (obstacle !== null) return unreadable(entry, obstacle);
  const { encryption } = entry;
  if (encryption === null) return readPlain(blob, entry, limits, options);
  const { checkEncrypted } = await import("./check-encrypted.ts");
  return checkEncrypted(blob, { ...entry, encryption }, limits, options);
}
