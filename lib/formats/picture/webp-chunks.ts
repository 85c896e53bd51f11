import { limitParts } from "./part-limit.ts";

/** A chunk of a RIFF file; `[from, to)` is its content. */
export type RiffChunk = { type: string; from: number; to: number };

/** `end` is the file's end by its own header; `brokenAt` is a chunk that leaves it or the file. */
export type WebpFile = { chunks: RiffChunk[]; end: number; brokenAt: RiffChunk | null };

/** Walks the chunks of a WebP (RFC 9649 §2.3–2.7). @throws RangeError if they are too many */
export function readWebpChunks(bytes: Uint8Array): WebpFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length >= 8 ? 8 + view.getUint32(4, true) : 8;
  return { end, ...readRiffChunks(bytes, 12, Math.min(end, bytes.length)) };
}

/** Chunks of `[start, end)`, such as those of an animation frame. @throws RangeError if they are too many */
export function readRiffChunks(bytes: Uint8Array, start: number, end: number): Omit<WebpFile, "end"> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: RiffChunk[] = [];
  for (let at = start; at + 8 <= end; ) {
    const length = view.getUint32(at + 4, true);
    const chunk = { type: String.fromCharCode(...bytes.subarray(at, at + 4)), from: at + 8, to: at + 8 + length };
    if (chunk.to > end) return { chunks, brokenAt: { ...chunk, to: end } };
    limitParts(chunks.push(chunk));
    at = chunk.to + (length % 2);
  }
  return { chunks, brokenAt: null };
}
