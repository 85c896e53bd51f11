import { streamBlob } from "#lib/bytes/stream-blob";
import type { ByteSink } from "./model.ts";

/**
 * How a stream ended. `refused`: the browser found it invalid, or found bytes behind its end; `cut`: its end is missing;
 * `full`: more than `maxBytes` came.
 */
export type StreamEnd = "ended" | "refused" | "cut" | "full";

/**
 * A browser makes all of a piece at once, whoever waits for it: a thousand times as many bytes at the worst, so pieces are small. And all
 * that it made of the piece that broke a stream is lost: near that place it is read again in smaller ones.
 */
const pieceBytes = [64 * 1024, 1024, 1] as const;

/**
 * A piece for the browser's stream, which has read it when its `write` is done (Compression Streams, section 6). Node's has not: there,
 * where only tests run, it gets a copy.
 */
const give: (bytes: Uint8Array<ArrayBuffer>, from: number, to: number) => Uint8Array<ArrayBuffer> =
  "WorkerGlobalScope" in globalThis
    ? (bytes, from, to) => bytes.subarray(from, to)
    : (bytes, from, to) => bytes.slice(from, to);

/**
 * Inflates raw DEFLATE (RFC 1951) with the browser's own stream, which is as strict as zlib. What can be read of a broken stream is
 * read. Never more than `maxBytes` go to the sink. Aborting `signal` throws its reason; a Blob that is gone throws its error.
 */
export async function inflateStream(
  packed: Blob,
  maxBytes: number,
  sink: ByteSink,
  signal?: AbortSignal,
): Promise<StreamEnd> {
  const brokeAt: number[] = [];
  for (;;) {
    const { end, at } = await pump(packed, brokeAt, maxBytes, sink, signal);
    if (end !== "refused" || brokeAt.length === pieceBytes.length - 1) return end;
    brokeAt.push(at);
    sink.restart();
  }
}

/** One pass: big pieces up to where the pass before broke, smaller ones from there. `at` is the piece that broke. */
async function pump(
  packed: Blob,
  brokeAt: readonly number[],
  maxBytes: number,
  sink: ByteSink,
  signal?: AbortSignal,
): Promise<{ end: StreamEnd; at: number }> {
  const stream = new DecompressionStream("deflate-raw");
  const reader = stream.readable.getReader();
  const feeding = { at: 0, stopped: false };
  const fed = feed(packed, brokeAt, stream.writable.getWriter(), feeding);
  // It is awaited below; until then nobody shall call its failure unhandled.
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
  packed: Blob,
  brokeAt: readonly number[],
  writer: WritableStreamDefaultWriter<BufferSource>,
  feeding: Feeding,
): Promise<StreamEnd> {
  try {
    let from = 0;
    for await (const bytes of streamBlob(packed)) {
      for (const piece of cut(from, from + bytes.length, brokeAt)) {
        if (feeding.stopped) break;
        feeding.at = piece.from;
        await writer.write(give(bytes, piece.from - from, piece.to - from));
      }
      from += bytes.length;
      if (feeding.stopped) break;
    }
    feeding.at = packed.size;
    await writer.close();
    return "ended";
  } catch (error) {
    // Browsers throw TypeError for data; any other error is not about the data, and the reading side has to hear of it.
    if (error instanceof TypeError) return feeding.at < packed.size ? "refused" : "cut";
    await writer.abort(error).catch(() => undefined);
    throw error;
  }
}

/** `[from, to)` in pieces, smaller from each place on at which an earlier pass broke. */
function* cut(from: number, to: number, brokeAt: readonly number[]): Generator<{ from: number; to: number }> {
  for (let at = from; at < to; ) {
    const level = brokeAt.filter((place) => at >= place).length;
    const next = Math.min(at + (pieceBytes[level] ?? 1), brokeAt[level] ?? to, to);
    yield { from: at, to: next };
    at = next;
  }
}
