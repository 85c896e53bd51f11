import { digestBlob } from "#lib/bytes/digest-blob";

/** A file of a dossier with its digests; `path` is relative to the dossier's folder. */
export type DigestedFile = { path: string; blob: Blob; sha256: string; crc32: number };

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
  return { path, blob, ...(await digestBlob(blob, signal, onRead)) };
}
