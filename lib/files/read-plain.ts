import { detectFileType } from "#lib/formats/media/detect-file-type";
import { sniff } from "#lib/formats/media/sniff";
import { locateCfbDirectory } from "#lib/formats/media/sniff-cfb";
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
import { judgeType } from "./judge-type.ts";
import type { CheckState, EntryCheck } from "./model.ts";

const endAnomaly: Partial<Record<DataEnd, AnomalyCode>> = {
  trailing: "data_trailing",
  cut: "data_cut",
  broken: "data_broken",
  over_file: "over_file_budget",
  over_ratio: "over_ratio",
  over_time: "over_time",
  too_large: "decoder_too_large",
  dictionary: "dictionary_missing",
};

const stoppedEnds: readonly DataEnd[] = ["over_file", "over_ratio", "over_time", "too_large", "dictionary"];

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
  const sink = await EntrySink.take(options.keep === true, locateCfbDirectory);
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
  const { bytes: readBytes, crc32 } = seen;
  const read = { number: entry.number, state, reason: null, readBytes, crc32, sha256: null, anomalies };
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
