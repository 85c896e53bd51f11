import { type Anomaly, type AnomalyCode, createAnomaly } from "./anomalies.ts";
import { findNameAnomalies } from "./check-names.ts";
import { decodeName } from "./decode-name.ts";
import { applyZip64, parseExtraFields } from "./extra-fields.ts";
import { type DirectoryHeader, flags, formatDosTime } from "./headers.ts";
import type { ArchiveEntry, EntryKind } from "./model.ts";

/** An entry with its central directory header, kept for comparison with the local header. */
export type ParsedEntry = { entry: ArchiveEntry; header: DirectoryHeader };

const hosts = { unix: 3, darwin: 19 } as const;
const unixKinds: Record<number, EntryKind> = { 8: "file", 4: "folder", 10: "link" };

export const methods = { stored: 0, deflated: 8 } as const;

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
  const unicode = extra.unicodeName === null ? null : decodeName(extra.unicodeName, true).text;
  const kind = readKind(header, decoded.text);
  const encrypted = (header.flags & (flags.encrypted | flags.strong | flags.masked)) !== 0;
  const time = formatDosTime(header.date, header.time);
  const utc = extra.modifiedSeconds === null ? null : new Date(extra.modifiedSeconds * 1000).toISOString().slice(0, 19);

  anomalies.push(...findNameAnomalies(decoded.text));
  add("name_not_utf8", decoded.notUtf8);
  add("name_encoding_guessed", decoded.guessed);
  add("name_unicode_differs", unicode !== null && unicode !== decoded.text, undefined, unicode ?? "");
  const stale = extra.staleName === null ? null : decodeName(extra.staleName, true).text;
  add("name_unicode_stale", stale !== null && stale !== decoded.text, undefined, stale ?? "");
  add("entry_link", kind === "link");
  // The mode applies only to Unix hosts, but some programs create a link without checking the host.
  add("entry_link_unclear", kind !== "link" && unixKinds[header.attributes >>> 28] === "link");
  add("entry_special", kind === "special");
  add("entry_folder_unclear", kind === "file" && (header.attributes & 0x10) !== 0);
  add(
    "entry_folder_with_data",
    kind === "folder" && (zip64.sizeBytes > 0 || (header.crc32 !== 0 && zip64.compressedBytes > 0)),
  );
  add("entry_encrypted", encrypted, { method: header.method });
  add("entry_patch", (header.flags & flags.patch) !== 0);
  add("entry_comment", comment !== "", undefined, comment);
  add("entry_time_invalid", time === null && (header.date !== 0 || header.time !== 0));
  add("entry_other_disk", zip64.disk !== 0 && zip64.disk !== 0xffff);
  add("method_unknown", !isSupportedMethod(header.method), { method: header.method });
  add("version_unknown", isUnknownVersion(header.versionNeeded), { version: header.versionNeeded & 0xff });
  add(
    "stored_sizes_differ",
    header.method === methods.stored && !encrypted && zip64.compressedBytes !== zip64.sizeBytes,
  );
  add("extra_broken", extra.broken);
  add("extra_repeated", extra.repeated);
  add("extra_zip64_broken", zip64.broken);
  add("extra_zip64_differs", zip64.differs);

  const entry: ArchiveEntry = {
    number,
    name: decoded.text,
    kind,
    method: header.method,
    encrypted,
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

export function isSupportedMethod(method: number): boolean {
  return method === methods.stored || method === methods.deflated;
}

/** Derives the kind from a trailing slash, or from the Unix mode on Unix hosts. */
function readKind(header: DirectoryHeader, name: string): EntryKind {
  const mode = header.attributes >>> 28;
  const unix = header.host === hosts.unix || header.host === hosts.darwin;
  const byMode = unix && mode !== 0 ? (unixKinds[mode] ?? "special") : null;
  if (byMode === "link" || byMode === "special") return byMode;
  return name.endsWith("/") ? "folder" : byMode === "folder" ? "folder" : "file";
}
