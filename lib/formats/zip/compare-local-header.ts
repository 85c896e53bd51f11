import type { RangeBytes } from "#lib/bytes/blob-ranges";
import { type AnomalyCode, createAnomaly } from "./anomalies.ts";
import { methods } from "./compression-methods.ts";
import { decodeName } from "./decode-name.ts";
import { applyZip64, parseExtraFields } from "./extra-fields.ts";
import { flags, type LocalHeader } from "./headers.ts";
import type { ArchiveEntry } from "./model.ts";
import { isUnknownVersion, type ParsedEntry } from "./read-entry.ts";
import { signatures } from "./signatures.ts";
import { readUnicodeName } from "./unicode-name.ts";
import { wrapBytes } from "./wrapped-values.ts";

/** Compares an entry with its local header. Readers trust either one, so a difference can show two different files. */
export function compareLocalHeader(draft: ParsedEntry, local: LocalHeader): void {
  const { entry, header } = draft;
  const add = (code: AnomalyCode, when: boolean, values?: Record<string, number>, quote?: string) => {
    if (when) entry.anomalies.push(createAnomaly(code, values, quote));
  };
  const extra = parseExtraFields(local.extra, local.rawName);
  const values = applyZip64({ ...local, headerOffset: 0, disk: 0 }, extra);
  const sameName = equalBytes(local.rawName, header.rawName);
  const localUtf8 = (local.flags & flags.utf8) !== 0;
  const sameText = sameName && ((local.flags ^ header.flags) & flags.utf8) === 0;
  const ownName = entry.headerName ?? entry.name;
  const localName = sameText ? ownName : decodeName(local.rawName, localUtf8).text;
  const declared = decodeName(local.rawName, localUtf8);
  const unicode = readUnicodeName(extra, local.rawName, declared, localUtf8);
  const stale = extra.staleName === null ? null : decodeName(extra.staleName, true).text;
  const masked = (header.flags & flags.masked) !== 0;
  const deferred = (local.flags & flags.descriptor) !== 0;
  // With a data descriptor, CRC and sizes may be zero in the local header (APPNOTE 4.4.4 bit 3); other values must match.
  const differs = (ours: number, theirs: number) => ours !== theirs && !masked && !(deferred && theirs === 0);

  add("name_differs", !sameName && !masked, undefined, localName);
  const utf8Differs = ((local.flags ^ header.flags) & flags.utf8) !== 0 && header.rawName.some((byte) => byte > 127);
  add("name_encoding_differs", sameName && (utf8Differs || localName !== ownName));
  const isOther = unicode.name !== null && unicode.name !== entry.name && entry.headerName !== null;
  for (const other of [...unicode.others, ...(isOther && unicode.name !== null ? [unicode.name] : [])])
    add("name_unicode_differs", !isQuoted(entry, "name_unicode_differs", other), undefined, other);
  add(
    "name_unicode_stale",
    stale !== null && stale !== entry.name && !isQuoted(entry, "name_unicode_stale", stale),
    undefined,
    stale ?? "",
  );
  add("method_differs", local.method !== header.method, { directory: header.method, local: local.method });
  add(
    "flags_differ",
    ((local.flags ^ header.flags) &
      (flags.encrypted | flags.descriptor | flags.patch | flags.strong | flags.masked)) !==
      0,
  );
  add("crc_differs", differs(entry.crc32, local.crc32));
  add("size_differs", differs(storedBytes(draft, entry.sizeBytes), values.sizeBytes), {
    directory: entry.sizeBytes,
    local: values.sizeBytes,
  });
  add("compressed_size_differs", differs(storedBytes(draft, entry.compressedBytes), values.compressedBytes), {
    directory: entry.compressedBytes,
    local: values.compressedBytes,
  });
  add("time_differs", (local.time !== header.time || local.date !== header.date) && !masked);
  add("version_differs", local.versionNeeded !== header.versionNeeded);
  add("version_unknown", isUnknownVersion(local.versionNeeded) && !isUnknownVersion(header.versionNeeded), {
    version: local.versionNeeded & 0xff,
  });
  add(
    "descriptor_after_stored",
    deferred && local.method === methods.stored && values.compressedBytes === 0 && entry.compressedBytes > 0,
  );
  add("extra_broken", extra.broken && !entry.anomalies.some((one) => one.code === "extra_broken"));
  add("extra_repeated", extra.repeated && !entry.anomalies.some((one) => one.code === "extra_repeated"));
  add("extra_zip64_broken", values.broken && !deferred);
  add("extra_zip64_differs", values.differs && !deferred);
}

function storedBytes({ isWrapped }: ParsedEntry, bytes: number): number {
  return isWrapped ? bytes % wrapBytes : bytes;
}

/**
 * Measures the data descriptor (APPNOTE 4.3.9), signed or not, with 32- or 64-bit sizes.
 * @returns its length in bytes, or 0 if none of the four forms matches the central directory
 */
export function measureDescriptor(draft: ParsedEntry, { bytes, at: start }: RangeBytes): number {
  const { entry } = draft;
  for (const signed of [4, 0]) {
    if (signed === 4 && !bytes.is(start, signatures.descriptor)) continue;
    const at = start + signed;
    if (at + 20 <= bytes.length && bytes.u32(at) === entry.crc32) {
      if (bytes.u64(at + 4) === entry.compressedBytes && bytes.u64(at + 12) === entry.sizeBytes) return signed + 20;
    }
    if (at + 12 <= bytes.length && bytes.u32(at) === entry.crc32) {
      const [compressed, size] = [bytes.u32(at + 4), bytes.u32(at + 8)];
      if (compressed === storedBytes(draft, entry.compressedBytes) && size === storedBytes(draft, entry.sizeBytes))
        return signed + 12;
    }
  }
  return 0;
}

function isQuoted(entry: ArchiveEntry, code: AnomalyCode, quote: string): boolean {
  return entry.anomalies.some((one) => one.code === code && one.quote === quote);
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
}
