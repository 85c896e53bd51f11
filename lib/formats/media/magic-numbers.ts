import { hasBytesAt } from "#lib/bytes/find-bytes";
import { typeOf } from "./families.ts";
import { findPicture } from "./find-picture.ts";
import type { ContentType } from "./model.ts";

type Magic = { at: number; bytes: readonly number[]; label: string };

const text = (value: string) => [...value].map((letter) => letter.charCodeAt(0));
const magic = (at: number, bytes: string | readonly number[], label: string): Magic => ({
  at,
  bytes: typeof bytes === "string" ? text(bytes) : bytes,
  label,
});

/** Magic numbers of pictures. */
const pictures: readonly Magic[] = [
  magic(0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], "PNG"),
  magic(0, [0xff, 0xd8, 0xff], "JPEG"),
  magic(0, "GIF8", "GIF"),
  magic(0, [0, 0, 0, 0x0c, 0x6a, 0x50, 0x20, 0x20], "JPEG 2000"),
  magic(0, [0xff, 0x4f, 0xff, 0x51], "JPEG 2000 codestream"),
  magic(4, "ftypcrx ", "Camera raw image"),
  magic(0, [0, 0, 0, 0x0c, 0x4a, 0x58, 0x4c, 0x20], "JPEG XL"),
  magic(0, "8BPS", "Photoshop image"),
  magic(0, "FUJIFILMCCD-RAW", "Camera raw image"),
  magic(6, "HEAPCCDR", "Camera raw image"),
  magic(0, "FOVb", "Camera raw image"),
  magic(0, "\0MRM", "Camera raw image"),
  magic(128, "DICM", "DICOM"),
];

/** Magic numbers of all else that one place names; containers with several shapes have files of their own. */
const others: readonly Magic[] = [
  magic(0, "fLaC", "FLAC"),
  magic(0, "Rar!\u001a\u0007", "RAR archive"),
  magic(0, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], "7z archive"),
  magic(0, [0x1f, 0x8b, 0x08], "gzip"),
  magic(0, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], "XZ"),
  magic(0, [0x28, 0xb5, 0x2f, 0xfd], "Zstandard"),
  magic(0, [0x04, 0x22, 0x4d, 0x18], "LZ4"),
  magic(0, "LZIP\u0001", "lzip"),
  magic(257, "ustar", "TAR archive"),
  magic(0, "070701", "cpio archive"),
  magic(0, "070702", "cpio archive"),
  magic(0, "070707", "cpio archive"),
  magic(0, "!<arch>\ndebian", "Debian package"),
  magic(0, "!<arch>\n", "ar archive"),
  magic(0, "xar!", "xar archive"),
  magic(0, [0xed, 0xab, 0xee, 0xdb], "RPM package"),
  magic(0, "WARC/", "Web archive"),
  magic(32769, "CD001", "Disk image"),
  magic(32769, "BEA01", "Disk image"),
  magic(0, "conectix", "Disk image"),
  magic(0, "vhdxfile", "Disk image"),
  magic(0, "QFI\u00fb", "Disk image"),
  magic(0, "KDMV", "Disk image"),
  magic(0, [0x7f, 0x45, 0x4c, 0x46], "Linux program"),
  magic(0, [0xcf, 0xfa, 0xed, 0xfe], "macOS program"),
  magic(0, [0xce, 0xfa, 0xed, 0xfe], "macOS program"),
  magic(0, [0xfe, 0xed, 0xfa, 0xcf], "macOS program"),
  magic(0, [0xfe, 0xed, 0xfa, 0xce], "macOS program"),
  magic(0, [0xca, 0xfe, 0xba, 0xbe], "Java or macOS program"),
  magic(0, "dex\n0", "Android program"),
  magic(0, [0, 0x61, 0x73, 0x6d], "WebAssembly"),
  magic(0, [0x4c, 0, 0, 0, 0x01, 0x14, 0x02, 0], "Windows shortcut"),
  magic(0, "ITSF\u0003\0\0\0", "Windows help"),
  magic(0, [0xc5, 0xd0, 0xd3, 0xc6], "PostScript with preview"),
  magic(0, "AT&TFORM", "DjVu"),
  magic(0, [0xe4, 0x52, 0x5c, 0x7b, 0x8c, 0xd8, 0xa7, 0x4d], "OneNote"),
  magic(0, "SQLite format 3\0", "SQLite database"),
  magic(0, "bplist0", "Property list"),
  magic(0, "OTTO\0", "Font"),
  magic(0, "ttcf\0", "Font"),
  magic(0, "wOFF", "Font"),
  magic(0, "wOF2", "Font"),
  magic(0, "PAR1", "Parquet"),
  magic(0, "ElfFile\0", "Windows event log"),
  magic(0, [0xd4, 0xc3, 0xb2, 0xa1], "Packet capture"),
  magic(0, [0xa1, 0xb2, 0xc3, 0xd4], "Packet capture"),
  magic(0, [0x0a, 0x0d, 0x0d, 0x0a], "Packet capture"),
  magic(0, [0, 0x05, 0x16, 0x07], "Apple Double"),
  magic(4, "Bud1", "Desktop Services Store"),
  magic(0, [0xfe, 0xed, 0xfe, 0xed], "Java key store"),
];

/** Two bytes, which a text in an old encoding may begin with: compared only once it is known not to be a text. */
const weak: readonly Magic[] = [
  magic(0, [0xff, 0x0a], "JPEG XL"),
  magic(0, [0x1f, 0x9d], "Unix compress"),
  magic(0, [0xc7, 0x71], "cpio archive"),
  magic(0, [0x60, 0xea], "ARJ archive"),
];

export const findWeakMagic = (head: Uint8Array): ContentType | null => findIn(weak, head);

/** Programs whose magic number has two letters that a text may begin with: a header must follow. */
const dosHeaderBytes = 64;

/** Detects by magic numbers alone; null if none matches. `sizeBytes` is the size of the whole file. */
export function findMagic(head: Uint8Array, sizeBytes: number): ContentType | null {
  return (
    findIn(pictures, head) ??
    findPicture(head, sizeBytes) ??
    findRiff(head) ??
    findBmp(head, sizeBytes) ??
    findPdf(head) ??
    findZip(head) ??
    findIn(others, head) ??
    findBzip2(head) ??
    findDosProgram(head) ??
    findSfnt(head)
  );
}

function findIn(list: readonly Magic[], head: Uint8Array): ContentType | null {
  const found = list.find(({ at, bytes }) => hasBytesAt(head, at, bytes));
  if (!found) return null;
  if (found.label === "Java or macOS program") return typeOf(isJavaClass(head) ? "Java class" : "macOS program");
  return typeOf(found.label);
}

/** The number after the magic is a version from 45 of a class (JVMS §4.1), and a small count of a universal binary. */
const isJavaClass = (head: Uint8Array) => (head[6] ?? 0) * 256 + (head[7] ?? 0) >= 43;

const tag = (head: Uint8Array, at: number) => String.fromCharCode(...head.subarray(at, at + 4));

function findRiff(head: Uint8Array): ContentType | null {
  // "R" or "B"
  if (head[0] !== 0x52 && head[0] !== 0x42) return null;
  const outer = tag(head, 0);
  if (outer !== "RIFF" && outer !== "RIFX" && outer !== "RF64" && outer !== "BW64") return null;
  const form = tag(head, 8);
  if (form === "WEBP") return typeOf("WebP");
  if (form === "WAVE") return typeOf("WAV");
  if (form === "AVI " || form === "AVIX") return typeOf("AVI");
  if (form === "RMID") return typeOf("MIDI");
  return form === "CDXA" ? typeOf("MPEG program stream") : null;
}

/** The header after `BM` has one of the known sizes, and the reserved bytes are zero. */
function findBmp(head: Uint8Array, sizeBytes: number): ContentType | null {
  if (head[0] !== 0x42 || head[1] !== 0x4d || sizeBytes <= 26) return null;
  const isKnown = [12, 16, 40, 52, 56, 64, 108, 124].includes(head[14] ?? 0) && head[15] === 0 && head[16] === 0;
  return isKnown && head[6] === 0 && head[7] === 0 ? typeOf("BMP") : null;
}

/** Readers accept the header anywhere in the first 1024 bytes (ISO 32000-1 annex H, note 13). */
function findPdf(head: Uint8Array): ContentType | null {
  const searched = head.subarray(0, 1024 + 8);
  // Most files have no percent sign there; the search in a string takes longer.
  if (!searched.includes(0x25)) return null;
  const start = String.fromCharCode(...searched);
  const at = start.search(/%(?:PDF|FDF)-[0-9]\.[0-9]/u);
  if (at < 0) return hasBytesAt(head, 0, text("%PDF-")) ? typeOf("PDF") : null;
  // A page or a mail that quotes the header is not a PDF: only bytes that begin no other format stand before it.
  return at === 0 || !/^\s*(?:<|From |[\w-]+: |\{|\[|#!)/u.test(start.slice(0, at)) ? typeOf("PDF") : null;
}

function findZip(head: Uint8Array): ContentType | null {
  if (head[0] !== 0x50 || head[1] !== 0x4b) return null;
  const kind = `${head[2]} ${head[3]}`;
  if (kind === "5 6") return typeOf("ZIP, empty");
  // Split archives begin with a marker; `PK00` marks one that needed no splitting (APPNOTE §8.5).
  return kind === "3 4" || kind === "7 8" || kind === "48 48" ? typeOf("ZIP") : null;
}

function findBzip2(head: Uint8Array): ContentType | null {
  const level = head[3] ?? 0;
  const isBlock = hasBytesAt(head, 4, [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]);
  const isEmpty = hasBytesAt(head, 4, [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]);
  return hasBytesAt(head, 0, text("BZh")) && level >= 0x31 && level <= 0x39 && (isBlock || isEmpty)
    ? typeOf("bzip2")
    : null;
}

/** `MZ`, then a header: either it names a PE, NE or LE header, or its sizes are those of a DOS program. */
function findDosProgram(head: Uint8Array): ContentType | null {
  const start = `${head[0]} ${head[1]}`;
  if (start !== "77 90" && start !== "90 77") return null;
  const u16 = (at: number) => (head[at] ?? 0) + 256 * (head[at + 1] ?? 0);
  const at = u16(60) + 65536 * u16(62);
  const mark = at >= 4 ? tag(head, at) : "";
  if (/^(?:PE\0\0|NE|LE|LX)/u.test(mark)) return typeOf("Windows program");
  const isText = head
    .subarray(0, dosHeaderBytes)
    .every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13);
  return isText ? null : typeOf(at >= head.length ? "Windows program" : "DOS program");
}

/** TrueType: version 1.0 and a plausible number of tables. */
function findSfnt(head: Uint8Array): ContentType | null {
  const isSfnt = hasBytesAt(head, 0, [0, 1, 0, 0, 0]) || hasBytesAt(head, 0, text("true\0"));
  return isSfnt && (head[5] ?? 0) > 3 && (head[5] ?? 0) < 64 && /^[A-Za-z/ 0-9]{4}$/u.test(tag(head, 12))
    ? typeOf("Font")
    : null;
}
