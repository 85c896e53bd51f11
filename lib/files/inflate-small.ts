import { inflateSync } from "fflate";

/** Up to here data is inflated in one go: starting a native stream costs more than it saves. */
const mostPackedBytes = 64 * 1024;
const mostSizeBytes = 4 * 1024 * 1024;

/** Where every small entry comes out, one after the other; its own copy is taken by who keeps it. */
let space = new Uint8Array(64 * 1024);

export function isSmall(packedBytes: number, sizeBytes: number): boolean {
  return packedBytes > 0 && packedBytes <= mostPackedBytes && sizeBytes <= mostSizeBytes;
}

/**
 * Inflates a small entry with a fast library, which is lenient: null unless exactly `sizeBytes` came out and the very last packed
 * byte was needed for it. Then somebody strict has to say what is wrong. Whether they are the right bytes, their CRC-32 says.
 * The result is only good until the next call.
 */
export function inflateSmall(packed: Uint8Array, sizeBytes: number): Uint8Array<ArrayBuffer> | null {
  if (space.length <= sizeBytes) space = new Uint8Array(Math.min(2 * sizeBytes, mostSizeBytes) + 1);
  // One byte more than declared, so that too much shows; what goes beyond is dropped.
  const out = space.subarray(0, sizeBytes + 1);
  try {
    if (inflateSync(packed, { out }).length !== sizeBytes) return null;
  } catch {
    return null;
  }
  return needsLastByte(packed, sizeBytes) ? out.subarray(0, sizeBytes) : null;
}

/** False when bytes stand behind the end of the data: a reader that ignores them would not see what they hide. */
function needsLastByte(packed: Uint8Array, sizeBytes: number): boolean {
  if (packed.length === 1) return false;
  // The error is the usual answer here, and nobody reads its stack: taking it would cost more than inflating.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    inflateSync(packed.subarray(0, -1), { out: space.subarray(0, sizeBytes + 1) });
    return false;
  } catch {
    return true;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
