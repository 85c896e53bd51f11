import { computeCrc32 } from "#lib/bytes/crc32";
import { createHasher } from "#lib/bytes/sha256";
import { streamBlob } from "#lib/bytes/stream-blob";

/** A file of a dossier with its digests; `path` is relative to the dossier's folder. */
export type DigestedFile = { path: string; blob: Blob; sha256: string; crc32: number };

/** Progress is reported after each so many bytes. */
const reportBytes = 8 * 1024 * 1024;

/**
 * Computes SHA-256 and CRC-32 in one pass.
 * @param onRead receives the number of bytes read so far
 * @throws the reason of `signal` once it aborts
 */
export async function digestFile(
  path: string,
  blob: Blob,
  signal?: AbortSignal,
  onRead?: (bytes: number) => void,
): Promise<DigestedFile> {
  const hasher = (await createHasher()).init();
  let [crc32, read, reported] = [0, 0, 0];
  for await (const chunk of streamBlob(blob)) {
    signal?.throwIfAborted();
    hasher.update(chunk);
    crc32 = computeCrc32(chunk, crc32);
    read += chunk.length;
    if (read - reported < reportBytes) continue;
    reported = read;
    onRead?.(read);
  }
  return { path, blob, sha256: hasher.digest("hex"), crc32 };
}
