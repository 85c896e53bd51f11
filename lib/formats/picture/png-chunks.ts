import { limitParts } from "./part-limit.ts";

/** A chunk of a PNG; `[from, to)` is its content, its CRC-32 follows. */
export type PngChunk = { type: string; at: number; from: number; to: number };

/** `end` is the offset after IEND, or null without it; `brokenAt` where a chunk leaves the file. */
export type PngFile = { chunks: PngChunk[]; end: number | null; brokenAt: PngChunk | null };

/** Walks the chunks of a PNG (W3C PNG §5.3). @throws RangeError if they are too many */
export function readPngChunks(bytes: Uint8Array): PngFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: PngChunk[] = [];
  for (let at = 8; at + 8 <= bytes.length; ) {
    const from = at + 8;
    const to = from + view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, from));
    if (to + 4 > bytes.length)
      return { chunks, end: null, brokenAt: { type, at, from, to: Math.min(to, bytes.length) } };
    limitParts(chunks.push({ type, at, from, to }));
    at = to + 4;
    if (type === "IEND") return { chunks, end: at, brokenAt: null };
  }
  return { chunks, end: null, brokenAt: null };
}
