import { WorkerRpcClient } from "#lib/runtime/worker-rpc-client";
import type { DecodeMethods } from "./decode-protocol.ts";
import { dictionaryHeadBytes, needsTooMuch } from "./dictionary-bytes.ts";
import type { DecoderEnd, EntryDecoder } from "./entry-decoder.ts";
import type { ByteSink } from "./model.ts";
import type { OneEntry } from "./one-entry-archive.ts";
import { openEntryDecoder } from "./open-entry-decoder.ts";

/** The decoder needs the compressed data as a whole. Bytes. */
const maxCompressedBytes = 128 * 1024 * 1024;
/** A worker with more memory than this is ended with its entry, because the memory never shrinks. Bytes. */
const maxIdleBytes = 64 * 1024 * 1024;

export type OtherEnd = DecoderEnd | "full" | "over_time";

/**
 * Decodes bzip2, LZMA, XZ, PPMd or Zstandard into `sink`, up to `maxBytes`, for at most `maxMs`. The decoder has a worker of its own.
 * @throws the reason of `signal`; Error if the decoder cannot be loaded
 */
export async function decodeOther(
  entry: OneEntry,
  compressed: Blob,
  sink: ByteSink,
  { maxBytes, maxMs, signal }: { maxBytes: number; maxMs: number; signal?: AbortSignal | undefined },
): Promise<OtherEnd> {
  if (compressed.size > maxCompressedBytes) return "too_large";
  const head = new Uint8Array(await compressed.slice(0, dictionaryHeadBytes).arrayBuffer());
  if (needsTooMuch(entry.method, entry.sizeBytes, head)) return "too_large";
  const decoder = await openDecoder();
  const timer = { isOver: false };
  const timeout = setTimeout(() => {
    timer.isOver = true;
    decoder.stop();
  }, maxMs);
  const cancel = () => decoder.stop();
  signal?.addEventListener("abort", cancel, { once: true });
  let isLoaded = false;
  try {
    const refused = await decoder.open(entry, compressed);
    if (refused !== null) return refused;
    isLoaded = true;
    for (;;) {
      const made = await decoder.next();
      signal?.throwIfAborted();
      if (typeof made === "string") return made;
      if (timer.isOver) return "over_time";
      const room = maxBytes - sink.bytes;
      sink.write(made.length > room ? made.subarray(0, room) : made);
      if (made.length > room) return "full";
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (timer.isOver) return "over_time";
    // A decoder that began and then ended by itself had no memory left. The other entries are still read.
    if (isLoaded) return "too_large";
    throw error;
  } finally {
    clearTimeout(timeout);
    signal?.removeEventListener("abort", cancel);
    decoder.release();
  }
}

type Decoder = {
  open(entry: OneEntry, compressed: Blob): Promise<DecoderEnd | null>;
  next(): Promise<Uint8Array<ArrayBuffer> | DecoderEnd>;
  stop(): void;
  release(): void;
};

const openDecoder = () => ("Worker" in globalThis ? openInWorker() : openHere());

let idle: WorkerRpcClient<DecodeMethods> | null = null;

function openInWorker(): Decoder {
  const client =
    idle ??
    new WorkerRpcClient<DecodeMethods>(
      () => new Worker(new URL("./decode-worker.ts", import.meta.url), { type: "module" }),
    );
  idle = null;
  let isReusable = false;
  return {
    open: async (entry, compressed) => {
      const refused = await client.call("open", { entry, compressed });
      isReusable = refused !== null;
      return refused;
    },
    next: async () => {
      const made = await client.call("next", null);
      if ("chunk" in made) return made.chunk;
      isReusable = made.memoryBytes <= maxIdleBytes;
      return made.end;
    },
    stop: () => client.stop(),
    release: () => {
      if (isReusable && idle === null) idle = client;
      else client.stop();
    },
  };
}

/** Without workers, as in unit tests, the decoder runs in this thread. */
async function openHere(): Promise<Decoder> {
  let opened: EntryDecoder | null = null;
  return {
    open: async (entry, compressed) => {
      const made = await openEntryDecoder(entry, new Uint8Array(await compressed.arrayBuffer()));
      if (typeof made === "string") return made;
      opened = made;
      return null;
    },
    next: async () => {
      await new Promise((resolve) => setTimeout(resolve, 0));
      return opened?.next() ?? "broken";
    },
    stop: () => undefined,
    release: () => opened?.free(),
  };
}
