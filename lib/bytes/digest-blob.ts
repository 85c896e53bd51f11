import type { BlobDigests } from "./blob-digests.ts";
import { computeCrc32 } from "./crc32.ts";
import { createHasher } from "./sha256.ts";
import { streamBlob } from "./stream-blob.ts";

/** Progress is reported after each so many bytes. */
const reportBytes = 8 * 1024 * 1024;

/**
 * Computes SHA-256 and CRC-32 in one pass.
 * @param onRead receives the number of bytes read so far
 * @throws the reason of `signal` once it aborts, DOMException `NotReadableError`
 */
export async function digestBlob(
  blob: Blob,
  signal?: AbortSignal,
  onRead?: (bytes: number) => void,
): Promise<BlobDigests> {
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
  return { sha256: hasher.digest("hex"), crc32 };
}
