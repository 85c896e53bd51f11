import type { PairCounts } from "./guess-single-byte.ts";

const chunkBytes = 1024 * 1024;
const sampleBytes = 64 * 1024;
const partBytes = 2048;

/** What the bytes of a whole text show. `sample` has parts around bytes above 127, from all over the text. */
export type TextScan = { isUtf8: boolean; isAscii: boolean; counts: PairCounts; sample: Uint8Array };

/** Reads a whole text once: is it UTF-8, which byte follows which, and where are the bytes above 127. */
export async function scanText(blob: Blob): Promise<TextScan> {
  const counts = new Uint32Array(65_536);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const parts: Uint8Array[] = [];
  const perChunk = Math.max(partBytes, Math.floor(sampleBytes / Math.max(1, Math.ceil(blob.size / chunkBytes))));
  let [isUtf8, isAscii, previous] = [true, true, 0x20];
  for (let from = 0; from < blob.size; from += chunkBytes) {
    const chunk = new Uint8Array(await blob.slice(from, from + chunkBytes).arrayBuffer());
    let firstHigh = -1;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] as number;
      const pair = previous * 256 + byte;
      counts[pair] = (counts[pair] as number) + 1;
      if (byte > 127 && firstHigh < 0) firstHigh = at;
      previous = byte;
    }
    if (firstHigh >= 0) {
      isAscii = false;
      takeParts(chunk, firstHigh, perChunk, parts);
    }
    isUtf8 &&= decodes(decoder, chunk, from + chunk.length < blob.size);
  }
  return { isUtf8, isAscii, counts, sample: join(parts) };
}

function decodes(decoder: TextDecoder, chunk: Uint8Array, stream: boolean): boolean {
  try {
    decoder.decode(chunk, { stream });
    return true;
  } catch {
    return false;
  }
}

/** Parts that begin after a byte of ASCII before a byte above 127, so that they cut no character there. */
function takeParts(chunk: Uint8Array, firstHigh: number, limit: number, parts: Uint8Array[]): void {
  let left = limit;
  for (let at = firstHigh; at < chunk.length && left > 0; ) {
    const part = chunk.subarray(at, at + Math.min(partBytes, left));
    parts.push(part);
    left -= part.length;
    at = nextHigh(chunk, at + Math.max(part.length, Math.floor(chunk.length / (limit / partBytes))));
  }
}

function nextHigh(chunk: Uint8Array, from: number): number {
  for (let at = from; at < chunk.length; at += 1)
    if ((chunk[at] as number) > 127 && (chunk[at - 1] as number) < 64) return at;
  return chunk.length;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length + 1, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    joined[offset + part.length] = 10;
    offset += part.length + 1;
  }
  return joined;
}
