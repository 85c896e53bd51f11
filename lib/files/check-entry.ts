import { detectFileType } from "#lib/formats/media/detect-file-type";
import { sniff } from "#lib/formats/media/sniff";
import { type Anomaly, type AnomalyCode, createAnomaly } from "#lib/formats/zip/anomalies";
import { canExtract, compressedRange, type DataEnd, readEntryData } from "#lib/formats/zip/entry-data";
import { EntrySink } from "#lib/formats/zip/entry-sink";
import type { ArchiveEntry, Limits } from "#lib/formats/zip/model";
import { judgeType } from "./judge-type.ts";
import type { CheckState, EntryCheck } from "./model.ts";

const endAnomaly: Partial<Record<DataEnd, AnomalyCode>> = {
  trailing: "data_trailing",
  cut: "data_cut",
  broken: "data_broken",
  over_file: "over_file_budget",
  over_ratio: "over_ratio",
};

export type CheckOptions = {
  signal?: AbortSignal | undefined;
  known?: Uint8Array<ArrayBuffer> | undefined;
  keep?: boolean;
};

/** Result of reading an entry. `check` resolves with its digest; `blob` is empty unless requested. */
export type ReadEntry = { readBytes: number; check: Promise<EntryCheck>; blob: Blob };

const noBytes = new Blob();

/** Reads one entry, compares CRC-32 and size with the central directory, and hashes the output. `keep` also returns readable bytes. */
export async function checkEntry(
  blob: Blob,
  entry: ArchiveEntry,
  limits: Limits,
  options: CheckOptions = {},
): Promise<ReadEntry> {
  if (!canExtract(entry)) return { readBytes: 0, check: Promise.resolve(describeUnreadable(entry)), blob: noBytes };
  const sink = await EntrySink.take(options.keep === true);
  try {
    const end = await readEntryData(blob, entry, limits, sink, options);
    const judged = judge(entry, end, sink, compressedRange(entry, blob.size).cut);
    const digest = judged.state === "stopped" ? null : sink.digest();
    const typed = isUnknown(judged) ? detectRest(entry, judged, sink.readHead().slice()) : judged;
    return {
      readBytes: judged.readBytes,
      check: Promise.all([typed, digest]).then(([check, sha256]) => ({ ...check, sha256 })),
      blob: options.keep ? sink.readBlob() : noBytes,
    };
  } finally {
    sink.release();
  }
}

function judge(entry: ArchiveEntry, end: DataEnd, seen: EntrySink, cut: boolean): EntryCheck {
  const stopped = end === "over_file" || end === "over_ratio";
  const anomalies: Anomaly[] = [];
  const named = endAnomaly[end];
  if (named) anomalies.push(createAnomaly(named, { bytes: seen.bytes, compressed: entry.compressedBytes }));
  // A recovered entry without data descriptor declares no CRC or size.
  const declares = !(entry.recovered && entry.crc32 === 0 && entry.sizeBytes === 0);
  if (!stopped && declares) {
    if (seen.bytes !== entry.sizeBytes)
      anomalies.push(createAnomaly("size_wrong", { declared: entry.sizeBytes, found: seen.bytes }));
    if (seen.crc32 !== entry.crc32) anomalies.push(createAnomaly("crc_wrong"));
  }
  const state: CheckState = stopped ? "stopped" : anomalies.length > 0 || cut || !declares ? "damaged" : "whole";
  const { bytes: readBytes, crc32 } = seen;
  const read = { number: entry.number, state, readBytes, crc32, sha256: null, anomalies };
  const content = sniff(seen.readHead(), seen.bytes, (from, to) => seen.readBytes(from, to));
  // An unrecognised type is judged after the second detector.
  return content.label === "Unknown" ? { ...read, content } : { ...read, ...judgeType(entry.name, content, anomalies) };
}

const isUnknown = (check: EntryCheck) => check.content?.label === "Unknown";

/** Asks the second detector, which is loaded with the first file that needs it. */
async function detectRest(entry: ArchiveEntry, check: EntryCheck, head: Uint8Array): Promise<EntryCheck> {
  const content = check.content && (await detectFileType(check.content, head));
  return content ? { ...check, ...judgeType(entry.name, content, check.anomalies) } : check;
}

/** Describes entries without extractable data: folders need no check, others are unreadable because of their anomalies. */
export function describeUnreadable(entry: ArchiveEntry): EntryCheck {
  return {
    number: entry.number,
    state: "unreadable",
    readBytes: 0,
    crc32: null,
    sha256: null,
    anomalies: [],
    content: null,
  };
}
