import { inflateSync } from "fflate";
import { isValidDeflate } from "./validate-deflate.ts";

/** Up to here data is inflated in one go: starting a native stream costs more than it saves. */
const mostPackedBytes = 64 * 1024;
const mostSizeBytes = 4 * 1024 * 1024;

/** Where every small entry comes out, one after the other; its own copy is taken by who keeps it. */
let space = new Uint8Array(64 * 1024);

export function isSmall(packedBytes: number, sizeBytes: number): boolean {
  return packedBytes > 0 && packedBytes <= mostPackedBytes && sizeBytes <= mostSizeBytes;
}

/**
 * Inflates a small entry with a fast library. That is lenient, so the data is walked through first: null unless it is sound, makes exactly
 * `sizeBytes` and ends in its last byte; then somebody else has to say what is wrong. Whether they are the right bytes, their CRC-32 says.
 * The result is only good until the next call.
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
