import { readRange } from "#lib/bytes/blob-ranges";
import { streamBlob } from "#lib/bytes/stream-blob";
import { methodSupport, methods } from "./compression-methods.ts";
import { declaresNoCrc } from "./encryption.ts";
import type { DecoderEnd } from "./entry-decoder.ts";
import { inflateBuffer, isSmall } from "./inflate-buffer.ts";
import { inflateStream } from "./inflate-stream.ts";
import type { ArchiveEntry, ByteSink, Limits } from "./model.ts";
import { type OneEntry, oneEntryLimitBytes } from "./one-entry-archive.ts";
import { measureDeflate } from "./validate-deflate.ts";

/**
 * `trailing`: compressed bytes were left; `cut`: truncated; `broken`: invalid; `over_file`, `over_ratio`, `over_time`:
 * budget exceeded; `too_large`: the decoder needs more memory than it may have; `dictionary`: it needs one that is not here.
 */
export type DataEnd = DecoderEnd | "over_file" | "over_ratio" | "over_time";

/**
 * `header`: no local header; `method`: a compression method that is not read here; `encryption`: an encryption that is not
 * read here; `password`: needed; `password_wrong`; `password_unproven`: it may fit, but the data then is not as declared.
 */
export type UnreadableReason = "header" | "method" | "encryption" | "password" | "password_wrong" | "password_unproven";

/** @returns null if the data of the entry can be decoded, with a password if it is encrypted */
export function findObstacle(entry: ArchiveEntry, hasPassword: boolean): UnreadableReason | null {
  if (entry.dataOffset === null) return "header";
  if (entry.encryption?.kind === "unknown") return "encryption";
  if (methodSupport(entry.method) !== "read") return "method";
  return entry.encryption !== null && !hasPassword ? "password" : null;
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

type ReadOptions = {
  signal?: AbortSignal | undefined;
  /** The compressed bytes, if they are in memory. */
  known?: Uint8Array<ArrayBuffer> | undefined;
  /** Instead of the entry's bytes in the archive: what decryption gave. */
  decrypted?: Blob | undefined;
};

/** Reads one entry to its end or its budget. Aborting `signal` throws its reason. */
export async function readEntryData(
  blob: Blob,
  entry: ArchiveEntry,
  limits: Limits,
  sink: ByteSink,
  { signal, known, decrypted }: ReadOptions = {},
): Promise<DataEnd> {
  const range = compressedRange(entry, blob.size);
  const compressed = () => decrypted ?? blob.slice(range.from, range.to);
  const length = decrypted?.size ?? range.to - range.from;
  if (entry.method === methods.stored) return readStored(compressed(), limits, sink, range.cut, signal, known);
  const budget = findBudget(length, limits);
  if (entry.method !== methods.deflated)
    return readOther(blob, entry, compressed(), limits, sink, { budget, cut: range.cut, signal });
  if (isSmall(length, entry.sizeBytes) && entry.sizeBytes <= budget.bytes) {
    const bytes = known ?? new Uint8Array(await compressed().arrayBuffer());
    const data = inflateBuffer(bytes, entry.sizeBytes);
    if (data) {
      sink.write(data);
      return "ended";
    }
  }
  const end = await inflateStream(compressed(), budget.bytes, sink, signal);
  if (end === "full") return budget.reason;
  if (end === "ended") return "ended";
  // All declared bytes were produced and match: bytes after the end, which no reader sees, or an end that is missing.
  if (sink.bytes === entry.sizeBytes && isDeclaredCrc(entry, sink) && (await hasEnd(compressed()))) return "trailing";
  return end === "cut" ? "cut" : "broken";
}

/** Larger data is not searched for its end, because that needs all of it in memory. */
const maxMeasuredBytes = 64 * 1024 * 1024;

async function hasEnd(compressed: Blob): Promise<boolean> {
  if (compressed.size > maxMeasuredBytes) return false;
  const used = measureDeflate(new Uint8Array(await compressed.arrayBuffer()));
  return used !== null && used < compressed.size;
}

export function isDeclaredCrc(entry: ArchiveEntry, sink: Pick<ByteSink, "crc32">): boolean {
  return declaresNoCrc(entry) || sink.crc32 === entry.crc32;
}

async function readOther(
  blob: Blob,
  entry: ArchiveEntry,
  compressed: Blob,
  limits: Limits,
  sink: ByteSink,
  { budget, cut, signal }: { budget: ReturnType<typeof findBudget>; cut: boolean; signal?: AbortSignal | undefined },
): Promise<DataEnd> {
  if (compressed.size > oneEntryLimitBytes) return "too_large";
  const local = await readRange(blob, entry.headerOffset, entry.headerOffset + 30);
  const one: OneEntry = {
    method: entry.method,
    // Says whether LZMA has an end marker (APPNOTE 4.4.4).
    flags: local.length === 30 ? local.u16(6) & 2 : 0,
    time: 0,
    crc32: entry.crc32,
    sizeBytes: entry.sizeBytes,
    compressedBytes: compressed.size,
    extra: new Uint8Array(),
  };
  const options = { maxBytes: budget.bytes, maxMs: limits.decodeMs, signal };
  const end =
    entry.method === methods.deflate64
      ? await (await import("./inflate64.ts")).inflate64(one, compressed, sink, options)
      : await (await import("./decode-other.ts")).decodeOther(one, compressed, sink, options);
  if (end === "full") return budget.reason;
  const isAsDeclared = sink.bytes === entry.sizeBytes && isDeclaredCrc(entry, sink);
  if (cut && end !== "over_time" && end !== "too_large" && end !== "dictionary") return "cut";
  // libarchive finds nothing to decode in an empty LZMA entry, and calls that an error.
  if (end === "broken" && sink.bytes === 0 && entry.sizeBytes === 0) return "ended";
  // Libraries stop with an error at bytes after the end, and after output that is not as declared.
  if (end === "trailing") return isAsDeclared ? "trailing" : "ended";
  return end;
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
