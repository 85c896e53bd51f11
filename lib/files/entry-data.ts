import { inflate } from "./inflate.ts";
import type { ArchiveEntry, Limits } from "./model.ts";
import { methods } from "./read-entry.ts";

/** Where the bytes of an entry go. `restart` comes when a broken stream is read a second time to save what can be saved. */
export type Sink = { write(chunk: Uint8Array<ArrayBuffer>): void; restart(): void };

/**
 * How reading ended. `ended`: the data came to its own end and used all packed bytes; `trailing`: packed bytes were left over;
 * `cut`: the archive or the data ended too early; `broken`: the packed data is not valid; `over_file`, `over_ratio`: a budget.
 */
export type DataEnd = "ended" | "trailing" | "cut" | "broken" | "over_file" | "over_ratio";

/** Up to here data is inflated in one go: starting a native stream costs more than it saves. */
const smallPackedBytes = 64 * 1024;
const smallSizeBytes = 4 * 1024 * 1024;
const chunkBytes = 1024 * 1024;
/** A large stream that the browser refused is read again by our own code up to this size, to say why and save its beginning. */
const secondReadBytes = 64 * 1024 * 1024;

/** True when the entry can be read at all: a local header, no encryption, a method that we know. */
export function hasReadableData(entry: ArchiveEntry): boolean {
  return (
    entry.dataOffset !== null &&
    !entry.encrypted &&
    (entry.method === methods.stored || entry.method === methods.deflated)
  );
}

/** The most bytes that may come out of this entry: by the file budget, and by ratio above its threshold. */
function findBudget(packedBytes: number, limits: Limits): { bytes: number; reason: "over_file" | "over_ratio" } {
  const byRatio = Math.max(limits.ratioFromBytes, packedBytes * limits.ratio);
  return byRatio < limits.fileBytes
    ? { bytes: byRatio, reason: "over_ratio" }
    : { bytes: limits.fileBytes, reason: "over_file" };
}

/** Where the packed bytes are, cut to the archive's end. */
export function packedRange(entry: ArchiveEntry, archiveBytes: number): { from: number; to: number; cut: boolean } {
  const from = Math.min(entry.dataOffset ?? 0, archiveBytes);
  const to = Math.min(from + entry.packedBytes, archiveBytes);
  return { from, to, cut: to - from < entry.packedBytes };
}

/**
 * Reads one entry to its end or to its budget. `known` are its packed bytes when they are in memory already.
 * Aborting `signal` throws the signal's reason.
 */
export async function readEntryData(
  blob: Blob,
  entry: ArchiveEntry,
  limits: Limits,
  sink: Sink,
  more: { signal?: AbortSignal | undefined; known?: Uint8Array<ArrayBuffer> | undefined } = {},
): Promise<DataEnd> {
  const range = packedRange(entry, blob.size);
  const length = range.to - range.from;
  const budget = findBudget(length, limits);
  const slice = () => blob.slice(range.from, range.to);
  if (entry.method === methods.stored) return readStored(slice(), limits, sink, range.cut, more.signal, more.known);
  if (length <= smallPackedBytes && entry.sizeBytes <= smallSizeBytes) {
    const packed = more.known ?? new Uint8Array(await slice().arrayBuffer());
    return inflateAtOnce(packed, entry.sizeBytes, budget, sink);
  }
  try {
    return await inflateStream(slice(), budget, sink, more.signal);
  } catch (error) {
    more.signal?.throwIfAborted();
    if (!(error instanceof TypeError)) throw error;
  }
  // The browser only says that the stream is bad. Our own reader says how, and keeps what came out before.
  if (length > secondReadBytes) return range.cut ? "cut" : "broken";
  sink.restart();
  return inflateAtOnce(new Uint8Array(await slice().arrayBuffer()), entry.sizeBytes, budget, sink);
}

async function readStored(
  data: Blob,
  limits: Limits,
  sink: Sink,
  cut: boolean,
  signal?: AbortSignal,
  known?: Uint8Array<ArrayBuffer>,
): Promise<DataEnd> {
  const stop = Math.min(data.size, limits.fileBytes);
  if (known && known.length <= stop) sink.write(known);
  else {
    for (let at = 0; at < stop; at += 4 * chunkBytes) {
      signal?.throwIfAborted();
      sink.write(new Uint8Array(await data.slice(at, Math.min(at + 4 * chunkBytes, stop)).arrayBuffer()));
    }
  }
  if (data.size > stop) return "over_file";
  return cut ? "cut" : "ended";
}

function inflateAtOnce(
  packed: Uint8Array,
  expectedBytes: number,
  budget: { bytes: number; reason: "over_file" | "over_ratio" },
  sink: Sink,
): DataEnd {
  const result = inflate(packed, expectedBytes, budget.bytes);
  sink.write(result.data as Uint8Array<ArrayBuffer>);
  if (result.end === "full") return budget.reason;
  if (result.end === "ended") return result.used < packed.length ? "trailing" : "ended";
  return result.end;
}

/** Inflates with the browser's own stream; throws TypeError when it refuses the data or finds bytes after its end. */
async function inflateStream(
  packed: Blob,
  budget: { bytes: number; reason: "over_file" | "over_ratio" },
  sink: Sink,
  signal?: AbortSignal,
): Promise<DataEnd> {
  let at = 0;
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        if (at >= packed.size) return controller.close();
        const chunk = new Uint8Array(await packed.slice(at, at + chunkBytes).arrayBuffer());
        at += chunk.length;
        controller.enqueue(chunk);
      },
    },
    { highWaterMark: 2 },
  );
  const reader = source.pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  let total = 0;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return "ended";
    if (signal?.aborted || total + value.length > budget.bytes) {
      if (!signal?.aborted) sink.write(value.subarray(0, budget.bytes - total));
      await reader.cancel().catch(() => undefined);
      signal?.throwIfAborted();
      return budget.reason;
    }
    total += value.length;
    sink.write(value);
  }
}
