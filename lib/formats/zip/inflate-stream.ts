import { streamBlob } from "#lib/bytes/stream-blob";
import type { ByteSink } from "./model.ts";

/** End of a stream. `refused`: invalid or followed by bytes; `cut`: truncated; `full`: more than `maxBytes`. */
export type StreamEnd = "ended" | "refused" | "cut" | "full";

/** Chunk sizes per pass. A browser loses all output of a chunk that has invalid data, so each retry uses smaller chunks. */
const chunkBytes = [64 * 1024, 1024, 1] as const;

/** Returns a chunk to write. Browsers have read it when `write` resolves (Compression Streams §6); Node, used in tests only, needs a copy. */
const give: (bytes: Uint8Array<ArrayBuffer>, from: number, to: number) => Uint8Array<ArrayBuffer> =
  "WorkerGlobalScope" in globalThis
    ? (bytes, from, to) => bytes.subarray(from, to)
    : (bytes, from, to) => bytes.slice(from, to);

/**
 * Inflates raw DEFLATE (RFC 1951) as far as valid, up to `maxBytes`, with the browser's stream, which is as strict as zlib.
 * @throws the reason of `signal`, or the error of an unreadable Blob
 */
export async function inflateStream(
  compressed: Blob,
  maxBytes: number,
  sink: ByteSink,
  signal?: AbortSignal,
): Promise<StreamEnd> {
  const brokeAt: number[] = [];
  for (;;) {
    const { end, at } = await pump(compressed, brokeAt, maxBytes, sink, signal);
    if (end !== "refused" || brokeAt.length === chunkBytes.length - 1) return end;
    brokeAt.push(at);
    sink.restart();
  }
}

/** Runs one pass with large chunks up to the previous failure and smaller ones after it. `at` is the offset of the invalid chunk. */
async function pump(
  compressed: Blob,
  brokeAt: readonly number[],
  maxBytes: number,
  sink: ByteSink,
  signal?: AbortSignal,
): Promise<{ end: StreamEnd; at: number }> {
  const stream = new DecompressionStream("deflate-raw");
  const reader = stream.readable.getReader();
  const feeding = { at: 0, stopped: false };
  const fed = feed(compressed, brokeAt, stream.writable.getWriter(), feeding);
  // Prevents an unhandled rejection before the promise is awaited below.
  fed.catch(() => undefined);
  let total = 0;
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      const over = total + value.length > maxBytes;
      sink.write(over ? value.subarray(0, maxBytes - total) : value);
      total += value.length;
      if (!over && !signal?.aborted) continue;
      feeding.stopped = true;
      await reader.cancel().catch(() => undefined);
      await fed.catch(() => undefined);
      signal?.throwIfAborted();
      return { end: "full", at: feeding.at };
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  return { end: await fed, at: feeding.at };
}

type Feeding = { at: number; stopped: boolean };

async function feed(
  compressed: Blob,
  brokeAt: readonly number[],
  writer: WritableStreamDefaultWriter<BufferSource>,
  feeding: Feeding,
): Promise<StreamEnd> {
  try {
    let from = 0;
    for await (const bytes of streamBlob(compressed)) {
      for (const chunk of cut(from, from + bytes.length, brokeAt)) {
        if (feeding.stopped) break;
        feeding.at = chunk.from;
        await writer.write(give(bytes, chunk.from - from, chunk.to - from));
      }
      from += bytes.length;
      if (feeding.stopped) break;
    }
    feeding.at = compressed.size;
    await writer.close();
    return "ended";
  } catch (error) {
    // Browsers throw TypeError for invalid data; the reading side must receive any other error.
    if (error instanceof TypeError) return feeding.at < compressed.size ? "refused" : "cut";
    await writer.abort(error).catch(() => undefined);
    throw error;
  }
}

/** Splits `[from, to)` into chunks, smaller after each offset where an earlier pass failed. */
function* cut(from: number, to: number, brokeAt: readonly number[]): Generator<{ from: number; to: number }> {
  for (let at = from; at < to; ) {
    const level = brokeAt.filter((offset) => at >= offset).length;
    const next = Math.min(at + (chunkBytes[level] ?? 1), brokeAt[level] ?? to, to);
    yield { from: at, to: next };
    at = next;
  }
}
