import { inflateSync } from "fflate";
import { isValidDeflate } from "./validate-deflate.ts";

/** Below this size, one call is faster than starting a native stream. */
const mostPackedBytes = 64 * 1024;
const mostSizeBytes = 4 * 1024 * 1024;

/** Shared output buffer; callers that keep the result copy it. */
let space = new Uint8Array(64 * 1024);

export function isSmall(packedBytes: number, sizeBytes: number): boolean {
  return packedBytes > 0 && packedBytes <= mostPackedBytes && sizeBytes <= mostSizeBytes;
}

/**
 * Inflates a small entry with a fast, lenient library after strict validation; the caller checks CRC-32. The result is valid until the next call.
 * @returns null unless the data is valid, gives exactly `sizeBytes` and ends in its last byte
 */
export function inflateBuffer(packed: Uint8Array, sizeBytes: number): Uint8Array<ArrayBuffer> | null {
  if (!isValidDeflate(packed, sizeBytes)) return null;
  if (space.length < sizeBytes) space = new Uint8Array(Math.min(2 * sizeBytes, mostSizeBytes));
  try {
    const made = inflateSync(packed, { out: space.subarray(0, sizeBytes) });
    return made.length === sizeBytes ? space.subarray(0, sizeBytes) : null;
  } catch {
    return null;
  }
}
