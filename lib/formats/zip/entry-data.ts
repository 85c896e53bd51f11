import { streamBlob } from "#lib/bytes/stream-blob";
import { inflateBuffer, isSmall } from "./inflate-buffer.ts";
import { inflateStream } from "./inflate-stream.ts";
import type { ArchiveEntry, ByteSink, Limits } from "./model.ts";
import { methods } from "./read-entry.ts";

/** `trailing`: compressed bytes were left; `cut`: truncated; `broken`: invalid; `over_file`, `over_ratio`: budget exceeded. */
export type DataEnd = "ended" | "trailing" | "cut" | "broken" | "over_file" | "over_ratio";

/** True if an entry is readable: local header found, not encrypted, supported method. */
export function canExtract(entry: ArchiveEntry): boolean {
  return (
    entry.dataOffset !== null &&
    !entry.encrypted &&
    (entry.method === methods.stored || entry.method === methods.deflated)
  );
}

function findBudget(compressedBytes: number, limits: Limits): { bytes: number; reason: "over_file" | "over_ratio" } {
  const byRatio = Math.max(limits.ratioFromBytes, compressedBytes * limits.ratio);
  return byRatio < limits.fileBytes
    ? { bytes: byRatio, reason: "over_ratio" }
    : { bytes: limits.fileBytes, reason: "over_file" };
}

export function compressedRange(entry: ArchiveEntry, archiveBytes: number): { from: number; to: number; cut: boolean } {
  const from = Math.min(entry.dataOffset ?? 0, archiveBytes);
  const to = Math.min(from + entry.compressedBytes, archiveBytes);
  return { from, to, cut: to - from < entry.compressedBytes };
}

/** Reads one entry to its end or its budget. `known` has its compressed bytes if they are in memory. Aborting `signal` throws its reason. */
export async function readEntryData(
  blob: Blob,
  entry: ArchiveEntry,
  limits: Limits,
  sink: ByteSink,
  more: { signal?: AbortSignal | undefined; known?: Uint8Array<ArrayBuffer> | undefined } = {},
): Promise<DataEnd> {
  const range = compressedRange(entry, blob.size);
  const length = range.to - range.from;
  const compressed = () => blob.slice(range.from, range.to);
  if (entry.method === methods.stored)
    return readStored(compressed(), limits, sink, range.cut, more.signal, more.known);
  const budget = findBudget(length, limits);
  if (isSmall(length, entry.sizeBytes) && entry.sizeBytes <= budget.bytes) {
    const bytes = more.known ?? new Uint8Array(await compressed().arrayBuffer());
    const data = inflateBuffer(bytes, entry.sizeBytes);
    if (data) {
      sink.write(data);
      return "ended";
    }
  }
  const end = await inflateStream(compressed(), budget.bytes, sink, more.signal);
  if (end === "full") return budget.reason;
  if (end !== "refused") return end;
  // All declared bytes were produced and match, but the browser rejected bytes after the end.
  return sink.bytes === entry.sizeBytes && sink.crc32 === entry.crc32 ? "trailing" : "broken";
}

async function readStored(
  data: Blob,
  limits: Limits,
  sink: ByteSink,
  cut: boolean,
  signal?: AbortSignal,
  known?: Uint8Array<ArrayBuffer>,
): Promise<DataEnd> {
  const stop = Math.min(data.size, limits.fileBytes);
  if (known && known.length <= stop) sink.write(known);
  else {
    for await (const bytes of streamBlob(data.slice(0, stop))) {
      signal?.throwIfAborted();
      sink.write(bytes);
    }
  }
  if (data.size > stop) return "over_file";
  return cut ? "cut" : "ended";
}
