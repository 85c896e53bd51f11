import { inflateSync } from "fflate";
import { isValidDeflate } from "./validate-deflate.ts";

/** Below this size, one call is faster than starting a native stream. */
const maxCompressedBytes = 64 * 1024;
const maxSizeBytes = 4 * 1024 * 1024;

/** Shared output buffer; callers that keep the result copy it. */
let space = new Uint8Array(64 * 1024);

export function isSmall(compressedBytes: number, sizeBytes: number): boolean {
  return compressedBytes > 0 && compressedBytes <= maxCompressedBytes && sizeBytes <= maxSizeBytes;
}

/**
 * Inflates a small entry with a fast, lenient library after strict validation; the caller checks CRC-32. The result is valid until the next call.
 * @returns null unless the data is valid, gives exactly `sizeBytes` and ends in its last byte
 */
export function inflateBuffer(compressed: Uint8Array, sizeBytes: number): Uint8Array<ArrayBuffer> | null {
  if (!isValidDeflate(compressed, sizeBytes)) return null;
  if (space.length < sizeBytes) space = new Uint8Array(Math.min(2 * sizeBytes, maxSizeBytes));
  try {
    const made = inflateSync(compressed, { out: space.subarray(0, sizeBytes) });
    return made.length === sizeBytes ? space.subarray(0, sizeBytes) : null;
  } catch {
    return null;
  }
}
