import type { DecoderEnd } from "./entry-decoder.ts";
import type { ByteSink } from "./model.ts";
import type { OneEntry } from "./one-entry-archive.ts";
import { openOneEntry } from "./zip-js.ts";

class FullError extends Error {}

/**
 * Inflates Deflate64 with zip.js as far as it is valid, up to `maxBytes`, for at most `maxMs`.
 * @throws the reason of `signal`, or the error of an unreadable Blob
 */
export async function inflate64(
  entry: OneEntry,
  compressed: Blob,
  sink: ByteSink,
  { maxBytes, maxMs, signal }: { maxBytes: number; maxMs: number; signal?: AbortSignal | undefined },
): Promise<DecoderEnd | "full" | "over_time"> {
  const stopAt = performance.now() + maxMs;
  const output = { isOverTime: false };
  const writable = new WritableStream<Uint8Array<ArrayBuffer>>({
    write(chunk) {
      const room = maxBytes - sink.bytes;
      sink.write(chunk.length > room ? chunk.subarray(0, room) : chunk);
      output.isOverTime = performance.now() > stopAt;
      if (chunk.length > room || output.isOverTime) throw new FullError();
    },
  });
  try {
    // zip.js ends at the declared size; a size that no entry has lets it go on to the end of the data.
    const opened = await openOneEntry({ ...entry, sizeBytes: 0xfffffffe }, compressed);
    await opened.getData(writable, { checkSignature: false, ...(signal ? { signal } : {}) });
    return "ended";
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof DOMException && error.name === "NotReadableError") throw error;
    if (output.isOverTime) return "over_time";
    if (error instanceof FullError) return "full";
    // zip.js compares the size too; this reader does that itself, so the data has ended.
    const message = String(error);
    if (message.includes("uncompressed size")) return "ended";
    if (message.includes("out of memory")) return "too_large";
    // Anything else, such as a module that could not be loaded, is not a fault of the data.
    if (!message.includes("compressed data")) throw error;
    return error instanceof Error && String(error.cause).includes("trailing data") ? "trailing" : "broken";
  }
}
