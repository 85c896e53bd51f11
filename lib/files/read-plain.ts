import { hasExtensionMismatch } from "#lib/formats/media/extension";
import { sniff } from "#lib/formats/media/sniff";
import { type Anomaly, type AnomalyCode, createAnomaly } from "#lib/formats/zip/anomalies";
import {
  compressedRange,
  type DataEnd,
  isDeclaredCrc,
  readEntryData,
  type UnreadableReason,
} from "#lib/formats/zip/entry-data";
import { EntrySink } from "#lib/formats/zip/entry-sink";
import type { ArchiveEntry, Limits } from "#lib/formats/zip/model";
import type { CheckState, EntryCheck } from "./model.ts";

const endAnomaly: Partial<Record<DataEnd, AnomalyCode>> = {
  trailing: "data_trailing",
  cut: "data_cut",
  broken: "data_broken",
  over_file: "over_file_budget",
  over_ratio: "over_ratio",
  over_time: "over_time",
  too_large: "decoder_too_large",
};

const stoppedEnds: readonly DataEnd[] = ["over_file", "over_ratio", "over_time", "too_large"];

export type CheckOptions = {
  signal?: AbortSignal | undefined;
  known?: Uint8Array<ArrayBuffer> | undefined;
  keep?: boolean;
  /** Passwords to try on an encrypted entry, in this order. */
  passwords?: readonly string[];
};

/** Result of reading an entry. `check` resolves with its digest; `blob` is empty unless requested. */
export type ReadEntry = { readBytes: number; check: Promise<EntryCheck>; blob: Blob };

const noBytes = new Blob();

export type PlainOptions = CheckOptions & {
  /** The compressed data after decryption; it is shown only if it is as declared, because a wrong password can give any bytes. */
  decrypted?: Blob;
};

export async function readPlain(
  blob: Blob,
  entry: ArchiveEntry,
  limits: Limits,
  options: PlainOptions,
): Promise<ReadEntry> {
  const sink = await EntrySink.take(options.keep === true);
  try {
    const end = await readEntryData(blob, entry, limits, sink, options);
    const judged = judge(entry, end, sink, compressedRange(entry, blob.size).cut);
    const digest = judged.state === "stopped" ? null : sink.digest();
    return {
      readBytes: judged.readBytes,
      check: digest === null ? Promise.resolve(judged) : digest.then((sha256) => ({ ...judged, sha256 })),
      blob: options.keep ? sink.readBlob() : noBytes,
    };
  } finally {
    sink.release();
  }
}

function judge(entry: ArchiveEntry, end: DataEnd, seen: EntrySink, cut: boolean): EntryCheck {
  const stopped = stoppedEnds.includes(end);
  const anomalies: Anomaly[] = [];
  const named = endAnomaly[end];
  if (named) anomalies.push(createAnomaly(named, { bytes: seen.bytes, compressed: entry.compressedBytes }));
  // A recovered entry without data descriptor declares no CRC or size.
  const declares = !(entry.recovered && entry.crc32 === 0 && entry.sizeBytes === 0);
  if (!stopped && declares) {
    if (seen.bytes !== entry.sizeBytes)
      anomalies.push(createAnomaly("size_wrong", { declared: entry.sizeBytes, found: seen.bytes }));
    if (!isDeclaredCrc(entry, seen)) anomalies.push(createAnomaly("crc_wrong"));
  }
  const isBad = anomalies.some(({ code }) => code !== "data_trailing") || cut || !declares;
  const state: CheckState = stopped ? "stopped" : isBad ? "damaged" : "whole";
  const content = sniff(seen.readHead(), seen.bytes);
  if (hasExtensionMismatch(entry.name, content)) anomalies.push(createAnomaly("type_differs"));
  const { bytes: readBytes, crc32 } = seen;
  return { number: entry.number, state, reason: null, readBytes, crc32, sha256: null, anomalies, content };
}

export function unreadable(entry: ArchiveEntry, reason: UnreadableReason): ReadEntry {
  return { readBytes: 0, check: Promise.resolve(describeUnreadable(entry, reason)), blob: noBytes };
}

/** Describes an entry whose data cannot be read here; folders need no check. */
export function describeUnreadable(entry: ArchiveEntry, reason: UnreadableReason | null): EntryCheck {
  return {
    number: entry.number,
    state: "unreadable",
    reason,
    readBytes: 0,
    crc32: null,
    sha256: null,
    anomalies: [],
    content: null,
  };
}
