import { type Anomaly, type AnomalyCode, createAnomaly } from "./anomalies.ts";
import { findNameAnomalies } from "./check-names.ts";
import { methodSupport, methods } from "./compression-methods.ts";
import { decodeName } from "./decode-name.ts";
import { readEncryption } from "./encryption.ts";
import { applyZip64, parseExtraFields } from "./extra-fields.ts";
import { type DirectoryHeader, flags, formatDosTime } from "./headers.ts";
import type { ArchiveEntry, EntryKind } from "./model.ts";
import { readUnicodeName } from "./unicode-name.ts";

/** An entry with its central directory header, kept for comparison with the local header. */
export type ParsedEntry = {
  entry: ArchiveEntry;
  header: DirectoryHeader;
  /** The headers store sizes and offsets modulo 2^32. */
  isWrapped?: boolean;
};

const hosts = { unix: 3, darwin: 19 } as const;
/** Info-ZIP stores what it read from standard input with the mode of the pipe. */
const unixPipe = 1;
const unixKinds: Record<number, EntryKind> = { 8: "file", 4: "folder", 10: "link" };

export function readEntry(header: DirectoryHeader, number: number, shift: number): ParsedEntry {
  const anomalies: Anomaly[] = [];
  const add = (code: AnomalyCode, when: boolean, values?: Record<string, number>, quote?: string) => {
    if (when) anomalies.push(createAnomaly(code, values, quote));
  };
  const saysUtf8 = (header.flags & flags.utf8) !== 0;
  const decoded = decodeName(header.rawName, saysUtf8);
  const comment = decodeName(header.comment, saysUtf8).text;
  const extra = parseExtraFields(header.extra, header.rawName);
  const zip64 = applyZip64(header, extra);
  const unicode = readUnicodeName(extra, header.rawName, decoded, saysUtf8);
  const name = unicode.name ?? decoded.text;
  const kind = readKind(header, name, zip64.sizeBytes);
  const encryption = readEncryption(header.flags, header.method, extra.aes);
  const method = encryption?.kind === "aes" && extra.aes !== null ? extra.aes.method : header.method;
  const time = formatDosTime(header.date, header.time);
  const utc = extra.modifiedSeconds === null ? null : new Date(extra.modifiedSeconds * 1000).toISOString().slice(0, 19);

  const isGuess = unicode.name === null && decoded.guessed;
  anomalies.push(...findNameAnomalies(name, isGuess && !decoded.isUtf8));
  add("name_not_utf8", decoded.notUtf8 || unicode.notUtf8);
  add("name_encoding_guessed", isGuess);
  for (const other of unicode.others) add("name_unicode_differs", true, undefined, other);
  const stale = extra.staleName === null ? null : decodeName(extra.staleName, true).text;
  add("name_unicode_stale", stale !== null && stale !== name, undefined, stale ?? "");
  add("entry_link", kind === "link");
  // The mode applies only to Unix hosts, but some programs create a link without checking the host.
  add("entry_link_unclear", kind !== "link" && unixKinds[header.attributes >>> 28] === "link");
  add("entry_special", kind === "special");
  add("entry_folder_unclear", kind === "file" && (header.attributes & 0x10) !== 0);
  add(
    "entry_folder_with_data",
    kind === "folder" && (zip64.sizeBytes > 0 || (header.crc32 !== 0 && zip64.compressedBytes > 0)),
  );
  add("entry_encrypted", encryption !== null);
  add("encryption_unsupported", encryption?.kind === "unknown");
  add("entry_patch", (header.flags & flags.patch) !== 0);
  add("entry_comment", comment !== "", undefined, comment);
  add("entry_time_invalid", time === null && (header.date !== 0 || header.time !== 0));
  add("entry_other_disk", zip64.disk !== 0 && zip64.disk !== 0xffff);
  const support = encryption?.kind === "unknown" ? "read" : methodSupport(method);
  add("method_unsupported", support === "named", { method });
  add("method_unknown", support === "unknown", { method });
  add("version_unknown", isUnknownVersion(header.versionNeeded), { version: header.versionNeeded & 0xff });
  add(
    "stored_sizes_differ",
    header.method === methods.stored && encryption === null && zip64.compressedBytes !== zip64.sizeBytes,
  );
  add("extra_broken", extra.broken);
  add("extra_repeated", extra.repeated);
  add("extra_zip64_broken", zip64.broken);
  add("extra_zip64_differs", zip64.differs);

  const entry: ArchiveEntry = {
    number,
    name,
    headerName: name === decoded.text ? null : decoded.text,
    kind,
    method,
    encryption,
    crc32: header.crc32,
    compressedBytes: zip64.compressedBytes,
    sizeBytes: zip64.sizeBytes,
    headerOffset: zip64.headerOffset + shift,
    dataOffset: null,
    modified: utc ?? time,
    modifiedIsUtc: utc !== null,
    comment,
    recovered: false,
    anomalies,
  };
  return { entry, header };
}

/** Checks the low byte, version × 10 (APPNOTE 4.4.3.2). 6.3 is the latest version, and programs reject later ones. */
export function isUnknownVersion(versionNeeded: number): boolean {
  return (versionNeeded & 0xff) > 63;
}

/** Derives the kind from a trailing slash, or from the Unix mode on Unix hosts. A pipe with data is a file from standard input. */
function readKind(header: DirectoryHeader, name: string, sizeBytes: number): EntryKind {
  const mode = header.attributes >>> 28;
  const unix = header.host === hosts.unix || header.host === hosts.darwin;
  const isInput = mode === unixPipe && (sizeBytes > 0 || name === "-");
  const byMode = unix && mode !== 0 ? (isInput ? "file" : (unixKinds[mode] ?? "special")) : null;
  if (byMode === "link" || byMode === "special") return byMode;
  return name.endsWith("/") ? "folder" : byMode === "folder" ? "folder" : "file";
}
