import { Inflate } from "fflate";

/** What a zlib stream turned out to be (RFC 1950). `checksum`: all data is there, but another than was compressed. */
export type FlateVerdict = "whole" | "checksum" | "damaged" | "too_large";

export type Inflated = { verdict: FlateVerdict; sizeBytes: number; data: Uint8Array };

const sliceBytes = 16 * 1024;
/** Bytes that the second, slower reading takes. */
const secondBytes = 16 * 1024 * 1024;
/** Bytes that it makes; more counts as too large to check. */
const secondMadeBytes = 128 * 1024 * 1024;

/**
 * Inflates data of the Flate filter, and checks its checksum. Data after its end is common, and no fault.
 * @param keep the data is returned; else it is counted
 */
export async function inflate(bytes: Uint8Array<ArrayBuffer>, maxBytes: number, keep: boolean): Promise<Inflated> {
  const native = await inflateNative(bytes, maxBytes, keep);
  if (native !== null) return native;
  const trimmed = trimEnd(bytes);
  if (trimmed.length < bytes.length) {
    const again = await inflateNative(trimmed, maxBytes, keep);
    if (again !== null) return again;
  }
  return inflateAgain(bytes, maxBytes);
}

const trimEnd = (bytes: Uint8Array<ArrayBuffer>) => {
  let end = bytes.length;
  while (end > 0 && bytes.length - end < 2 && (bytes[end - 1] === 0x0a || bytes[end - 1] === 0x0d)) end -= 1;
  return bytes.subarray(0, end);
};

/** @returns null unless the stream is valid to its last byte */
async function inflateNative(
  bytes: Uint8Array<ArrayBuffer>,
  maxBytes: number,
  keep: boolean,
): Promise<Inflated | null> {
  const { readable, writable } = new DecompressionStream("deflate");
  const writer = writable.getWriter();
  const reader = readable.getReader();
  let isFull = false;
  const write = async () => {
    for (let at = 0; at < bytes.length && !isFull; at += sliceBytes)
      await writer.write(bytes.slice(at, at + sliceBytes));
    if (!isFull) await writer.close();
  };
  const writing = write().catch(() => undefined);
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      sizeBytes += value.byteLength;
      if (sizeBytes > maxBytes) {
        isFull = true;
        await reader.cancel();
        return { verdict: "too_large", sizeBytes, data: new Uint8Array() };
      }
      if (keep) chunks.push(value);
    }
    await writing;
  } catch {
    isFull = true;
    return null;
  }
  return { verdict: "whole", sizeBytes, data: join(chunks, keep ? sizeBytes : 0) };
}

function join(chunks: readonly Uint8Array[], sizeBytes: number): Uint8Array {
  const data = new Uint8Array(sizeBytes);
  let at = 0;
  for (const chunk of chunks) {
    data.set(chunk, at);
    at += chunk.length;
  }
  return data;
}

/** Tells a wrong checksum and bytes after the end from data that cannot be read. */
function inflateAgain(bytes: Uint8Array, maxBytes: number): Inflated {
  const none = { sizeBytes: 0, data: new Uint8Array() };
  const isZlib = ((bytes[0] ?? 0) & 15) === 8 && (((bytes[0] ?? 0) << 8) + (bytes[1] ?? 0)) % 31 === 0;
  if (!isZlib || bytes.length > secondBytes) return { verdict: "damaged", ...none };
  const data = inflateRaw(bytes.subarray(2), Math.min(maxBytes, secondMadeBytes));
  if (data === null) return { verdict: "damaged", ...none };
  if (data === "too_large") return { verdict: "too_large", ...none };
  const isWhole = hasSum(bytes, adler32(data)) || !hasRoomForSum(bytes);
  return { verdict: isWhole ? "whole" : "checksum", sizeBytes: data.length, data };
}

/** By slices, so that a small stream cannot grow past the limit. Null for data that cannot be read, or has no end. */
function inflateRaw(bytes: Uint8Array, maxBytes: number): Uint8Array | "too_large" | null {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  let isEnded = false;
  const stream = new Inflate((chunk, isLast) => {
    sizeBytes += chunk.length;
    if (sizeBytes <= maxBytes) chunks.push(chunk);
    isEnded = isLast;
  });
  try {
    for (let at = 0; at < bytes.length; at += sliceBytes) {
      stream.push(bytes.subarray(at, at + sliceBytes), at + sliceBytes >= bytes.length);
      if (sizeBytes > maxBytes) return "too_large";
    }
  } catch {
    return null;
  }
  return isEnded ? join(chunks, sizeBytes) : null;
}

/** Some programs leave the sum out: the data then needs the last bytes itself. */
function hasRoomForSum(bytes: Uint8Array): boolean {
  return inflateRaw(bytes.subarray(2, -4), secondMadeBytes) !== null;
}

/** The sum stands after the data; its place is not known from here, and other bytes may follow. */
function hasSum(bytes: Uint8Array, sum: number): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const from = Math.max(2, bytes.length - 4096);
  for (let at = bytes.length - 4; at >= from; at -= 1) if (view.getUint32(at) === sum) return true;
  return false;
}

function adler32(data: Uint8Array): number {
  let low = 1;
  let high = 0;
  for (let at = 0; at < data.length; ) {
    for (const end = Math.min(at + 3800, data.length); at < end; at += 1) {
      low += data[at] as number;
      high += low;
    }
    low %= 65521;
    high %= 65521;
  }
  return high * 65536 + low;
}
