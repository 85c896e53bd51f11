import { findBytes, hasBytesAt } from "#lib/bytes/find-bytes";
import { typeOf } from "./families.ts";
import type { ContentType } from "./model.ts";

/** Containers of films and sounds that name themselves. Streams of frames, which only repeat, are in sniff-frames.ts. */
export function sniffFilm(head: Uint8Array): ContentType | null {
  return sniffBoxes(head) ?? sniffMatroska(head) ?? sniffOgg(head) ?? sniffMarked(head);
}

const letters = (head: Uint8Array, from: number, to: number) => String.fromCharCode(...head.subarray(from, to));
const ascii = (value: string) => [...value].map((letter) => letter.charCodeAt(0));

/** Boxes that may begin a file (ISO/IEC 14496-12 §4.3; QuickTime File Format, "Overview of the file format"). */
const startBoxes = new Set(
  "ftyp styp sidx moov moof mdat free skip wide pnot uuid emsg prft udta meta junk PICT".split(" "),
);
const maxBoxes = 64;

function sniffBoxes(head: Uint8Array): ContentType | null {
  const seen: string[] = [];
  let brands: string[] = [];
  let hasHandler: { film: boolean; sound: boolean } = { film: false, sound: false };
  for (let at = 0; at + 8 <= head.length && seen.length < maxBoxes; ) {
    const name = letters(head, at + 4, at + 8);
    if (!startBoxes.has(name)) break;
    const size = boxSize(head, at);
    if (size !== 0 && size < 8) break;
    seen.push(name);
    if (name === "ftyp" || name === "styp") brands = readBrands(head, at, size);
    if (name === "moov") hasHandler = readHandlers(head.subarray(at, at + size));
    if (size === 0) break;
    at += size;
  }
  if (seen.length === 0) return null;
  if (brands.length === 0) return nameWithoutBrand(seen, hasHandler);
  return nameBrand(brands, hasHandler);
}

/** Size of a box; 0 means up to the end of the file. */
function boxSize(head: Uint8Array, at: number): number {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const size = view.getUint32(at);
  if (size !== 1) return size;
  return at + 16 <= head.length ? view.getUint32(at + 8) * 2 ** 32 + view.getUint32(at + 12) : -1;
}

function readBrands(head: Uint8Array, at: number, size: number): string[] {
  const end = Math.min(head.length, at + (size === 0 ? 1024 : Math.min(size, 1024)));
  const brands = [letters(head, at + 8, at + 12)];
  for (let offset = at + 16; offset + 4 <= end; offset += 4) brands.push(letters(head, offset, offset + 4));
  return brands;
}

/** `hdlr` boxes name the tracks: `vide` and `soun`. */
function readHandlers(moov: Uint8Array): { film: boolean; sound: boolean } {
  const found = { film: false, sound: false };
  for (const at of findBytes(moov, ascii("hdlr"))) {
    const handler = letters(moov, at + 12, at + 16);
    if (handler === "vide") found.film = true;
    if (handler === "soun") found.sound = true;
  }
  return found;
}

function nameBrand(brands: string[], tracks: { film: boolean; sound: boolean }): ContentType {
  const [major = ""] = brands;
  const detail = /^[\w .-]{4}$/u.test(major) ? major.trim() : undefined;
  if (major === "qt  ") return typeOf("QuickTime video");
  if (/^(?:M4A |M4B |M4P |F4A |F4B )/u.test(major)) return typeOf("MPEG-4 audio", detail);
  if (tracks.sound && !tracks.film) return typeOf("MPEG-4 audio", detail);
  if (/^3g/u.test(major)) return typeOf("3GPP video", detail);
  return typeOf("MP4", detail);
}

/** Older QuickTime files have no brand; segments of streams begin with `styp`, `sidx` or `moof`. */
function nameWithoutBrand(seen: string[], tracks: { film: boolean; sound: boolean }): ContentType | null {
  if (seen.includes("moof") || seen.includes("sidx")) return typeOf("MP4");
  if (!seen.some((name) => name === "moov" || name === "mdat" || name === "wide" || name === "pnot")) return null;
  return tracks.sound && !tracks.film ? typeOf("MPEG-4 audio") : typeOf("QuickTime video");
}

/** EBML elements that may stand before the header: Void and CRC-32 (RFC 8794 §11.3). */
function sniffMatroska(head: Uint8Array): ContentType | null {
  let at = 0;
  while (head[at] === 0xec || head[at] === 0xbf) {
    const size = readEbmlSize(head, at + 1);
    if (size === null) return null;
    at = size.next + size.value;
  }
  if (!hasBytesAt(head, at, [0x1a, 0x45, 0xdf, 0xa3])) return null;
  const start = letters(head, at, at + 4096);
  const docType = /\u0042\u0082[\u0080-\u00ff](webm|matroska)/u.exec(start)?.[1] ?? "matroska";
  const codecs = letters(head, at, Math.min(head.length, at + 32 * 1024));
  const onlySound = /A_[A-Z0-9/_.]{3}/u.test(codecs) && !/[VS]_[A-Z0-9/_.]{3}/u.test(codecs);
  if (docType === "webm") return typeOf(onlySound ? "WebM audio" : "WebM");
  return typeOf(onlySound ? "Matroska audio" : "Matroska");
}

function readEbmlSize(head: Uint8Array, at: number): { value: number; next: number } | null {
  const first = head[at] ?? 0;
  const length = Math.clz32(first) - 23;
  if (first === 0 || length > 8) return null;
  let value = first & (0xff >> length);
  for (let index = 1; index < length; index += 1) value = value * 256 + (head[at + index] ?? 0);
  return { value, next: at + length };
}

const oggCodecs: readonly [start: string, name: string, isFilm: boolean][] = [
  ["\u0080theora", "Theora", true],
  ["OVP80", "VP8", true],
  ["BBCD\0", "Dirac", true],
  ["\u0001video\0", "OGM", true],
  ["OpusHead", "Opus", false],
  ["\u0001vorbis", "Vorbis", false],
  ["\u007fFLAC", "FLAC", false],
  ["Speex   ", "Speex", false],
];

/** The first page of each stream names its codec (RFC 3533 §4, RFC 5334 §5). */
function sniffOgg(head: Uint8Array): ContentType | null {
  if (!hasBytesAt(head, 0, ascii("OggS"))) return null;
  const start = letters(head, 0, 4096);
  const found = oggCodecs.filter(([mark]) => start.includes(mark));
  const names = found.map(([, name]) => name).join(", ");
  return typeOf(found.some(([, , isFilm]) => isFilm) ? "Ogg video" : "Ogg", names === "" ? undefined : names);
}

const marked: readonly [at: number, bytes: readonly number[], label: string][] = [
  [0, [0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11], "Windows Media"],
  [0, [0x46, 0x4c, 0x56, 0x01], "Flash video"],
  [0, ascii("#!AMR"), "AMR"],
  [0, ascii("caff\0\u0001"), "Core Audio"],
  [0, ascii("MThd\0\0\0\u0006"), "MIDI"],
  [0, [0x7f, 0xfe, 0x80, 0x01], "DTS"],
  [0, [0xfe, 0x7f, 0x01, 0x80], "DTS"],
  [0, [0x1f, 0xff, 0xe8, 0x00], "DTS"],
  [0, [0xff, 0x1f, 0x00, 0xe8], "DTS"],
  [0, ascii("DTSHDHDR"), "DTS"],
  [0, ascii("ADIF"), "AAC"],
  [0, ascii(".snd\0"), "Sun audio"],
  [0, [0, 0, 1, 0xba], "MPEG program stream"],
  [0, [0, 0, 1, 0xb3], "MPEG video"],
  [0, [0, 0, 1, 0xb6], "MPEG video"],
  [0, [0, 0, 0, 1, 0x67], "H.264 stream"],
  [0, [0, 0, 0, 1, 0x09], "H.264 stream"],
  [0, [0, 0, 1, 0x09], "H.264 stream"],
  [0, ascii("riff\u002e\u0091\u00cf\u0011"), "WAV"],
];

function sniffMarked(head: Uint8Array): ContentType | null {
  if (hasBytesAt(head, 0, ascii("FORM")) && /^AIF[FC]$/u.test(letters(head, 8, 12))) return typeOf("AIFF");
  const found = marked.find(([at, bytes]) => hasBytesAt(head, at, bytes));
  return found ? typeOf(found[2]) : null;
}
