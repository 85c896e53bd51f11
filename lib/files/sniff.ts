import { guessEncoding } from "./guess-encoding.ts";
import { readImageSize } from "./image-size.ts";
import type { ContentKind, ContentType } from "./model.ts";

type Magic = { at: number; bytes: number[]; kind: ContentKind; label: string; mime: string; extension: string };

const text = (value: string) => [...value].map((letter) => letter.charCodeAt(0));
const magic = (
  at: number,
  bytes: number[],
  kind: ContentKind,
  label: string,
  mime: string,
  extension: string,
): Magic => ({
  at,
  bytes,
  kind,
  label,
  mime,
  extension,
});

/** The beginnings that evidence archives really hold; everything rarer is left to file-type. */
const magics: Magic[] = [
  magic(0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], "image", "PNG", "image/png", "png"),
  magic(0, [0xff, 0xd8, 0xff], "image", "JPEG", "image/jpeg", "jpg"),
  magic(0, text("GIF8"), "image", "GIF", "image/gif", "gif"),
  magic(8, text("WEBP"), "image", "WebP", "image/webp", "webp"),
  magic(4, text("ftypavif"), "image", "AVIF", "image/avif", "avif"),
  magic(4, text("ftypavis"), "image", "AVIF", "image/avif", "avif"),
  magic(0, [0, 0, 0, 0x0c, 0x6a, 0x50, 0x20, 0x20], "jpeg2000", "JPEG 2000", "image/jp2", "jp2"),
  magic(0, [0xff, 0x4f, 0xff, 0x51], "jpeg2000", "JPEG 2000 codestream", "image/jp2", "j2k"),
  magic(0, text("%PDF-"), "pdf", "PDF", "application/pdf", "pdf"),
  magic(4, text("ftypqt  "), "video", "QuickTime video", "video/quicktime", "mov"),
  magic(4, text("ftypM4A"), "audio", "MPEG-4 audio", "audio/mp4", "m4a"),
  magic(4, text("ftyphei"), "binary", "HEIC", "image/heic", "heic"),
  magic(4, text("ftypmif1"), "binary", "HEIF", "image/heif", "heif"),
  magic(4, text("ftyp"), "video", "MP4", "video/mp4", "mp4"),
  magic(0, text("OggS"), "audio", "Ogg", "audio/ogg", "ogg"),
  magic(0, text("ID3"), "audio", "MP3", "audio/mpeg", "mp3"),
  magic(8, text("WAVE"), "audio", "WAV", "audio/wav", "wav"),
  magic(0, text("fLaC"), "audio", "FLAC", "audio/flac", "flac"),
  magic(0, text("PK\u0003\u0004"), "archive", "ZIP", "application/zip", "zip"),
  magic(0, text("PK\u0005\u0006"), "archive", "ZIP, empty", "application/zip", "zip"),
  magic(0, text("Rar!"), "binary", "RAR archive", "application/vnd.rar", "rar"),
  magic(0, [0x37, 0x7a, 0xbc, 0xaf], "binary", "7z archive", "application/x-7z-compressed", "7z"),
  magic(0, [0x1f, 0x8b, 0x08], "binary", "gzip", "application/gzip", "gz"),
  magic(0, text("MZ"), "executable", "Windows program", "application/x-msdownload", "exe"),
  magic(0, [0x7f, 0x45, 0x4c, 0x46], "executable", "Linux program", "application/x-elf", "elf"),
  magic(0, [0xcf, 0xfa, 0xed, 0xfe], "executable", "macOS program", "application/x-mach-binary", "macho"),
  magic(0, [0xca, 0xfe, 0xba, 0xbe], "executable", "Java or macOS program", "application/java-vm", "class"),
  magic(0, text("#!"), "executable", "Script", "text/x-script", "script.txt"),
  magic(
    0,
    [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    "binary",
    "Microsoft compound file",
    "application/x-cfb",
    "cfb",
  ),
];

const portraitTag = 117;

/** The elementary files of a passport chip (ICAO 9303-10), by their outer tag. */
const chipTags: Record<number, string> = {
  96: "Chip EF.COM",
  97: "Chip data group 1, machine-readable zone",
  [portraitTag]: "Chip data group 2, portrait",
  99: "Chip data group 3, fingers",
  107: "Chip data group 11, personal details",
  108: "Chip data group 12, document details",
  110: "Chip data group 14, security options",
  111: "Chip data group 15, chip key",
};

/**
 * Names what the bytes are by their beginning; a name never counts. `head` is the first bytes, `sizeBytes` all of them.
 * `binary` with label `Unknown` means that another detector may know more.
 */
export function sniff(head: Uint8Array, sizeBytes: number): ContentType {
  if (sizeBytes === 0) return { kind: "empty", label: "Empty", mime: "application/octet-stream", extension: "bin" };
  for (const one of magics) {
    if (!one.bytes.every((byte, index) => head[one.at + index] === byte)) continue;
    if ((one.label === "WAV" || one.label === "WebP") && !startsWith(head, "RIFF")) continue;
    return withPixels({ kind: one.kind, label: one.label, mime: one.mime, extension: one.extension }, head);
  }
  if (head[0] === 0x42 && head[1] === 0x4d && head[6] === 0 && head[7] === 0 && sizeBytes > 26) {
    return withPixels({ kind: "image", label: "BMP", mime: "image/bmp", extension: "bmp" }, head);
  }
  if (head[0] === 0x1a && head[1] === 0x45 && head[2] === 0xdf && head[3] === 0xa3) return sniffMatroska(head);
  return (
    sniffAsn1(head, sizeBytes) ??
    sniffText(head, sizeBytes) ?? {
      kind: "binary",
      label: "Unknown",
      mime: "application/octet-stream",
      extension: "bin",
    }
  );
}

function withPixels(type: ContentType, head: Uint8Array): ContentType {
  if (type.kind !== "image" && type.kind !== "jpeg2000") return type;
  const size = readImageSize(head, type.mime);
  return size ? { ...type, detail: `${size.width} × ${size.height}`, pixels: size } : type;
}

function sniffMatroska(head: Uint8Array): ContentType {
  const isWebm = new TextDecoder("latin1").decode(head.subarray(0, 64)).includes("webm");
  return isWebm
    ? { kind: "video", label: "WebM", mime: "video/webm", extension: "webm" }
    : { kind: "video", label: "Matroska", mime: "video/x-matroska", extension: "mkv" };
}

function startsWith(head: Uint8Array, letters: string): boolean {
  for (let at = 0; at < letters.length; at += 1) if (head[at] !== letters.charCodeAt(at)) return false;
  return true;
}

/** DER whose outer length is the file's: certificate, CMS, chip file, or other ASN.1 (X.690). */
function sniffAsn1(head: Uint8Array, sizeBytes: number): ContentType | null {
  const tag = head[0] ?? 0;
  if (tag !== 0x30 && tag !== 0x77 && chipTags[tag] === undefined) return null;
  const outer = readLength(head, 1);
  if (outer === null || outer.next + outer.length !== sizeBytes) return null;
  const chip = chipTags[tag];
  if (chip !== undefined) {
    const kind = tag === portraitTag ? "portrait" : "binary";
    return { kind, label: chip, mime: "application/octet-stream", extension: "bin" };
  }
  const inside = tag === 0x77 ? innerStart(head, outer.next) : outer.next;
  const signedData = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07];
  if (inside !== null && signedData.every((byte, index) => head[inside + index] === byte)) {
    const label = tag === 0x77 ? "Chip security object (CMS)" : "CMS signed data";
    return { kind: "cms", label, mime: "application/pkcs7-signature", extension: tag === 0x77 ? "sod.bin" : "p7s" };
  }
  const body = readLength(head, outer.next + 1);
  if (head[outer.next] === 0x30 && body && head[body.next] === 0xa0 && head[body.next + 2] === 0x02) {
    return { kind: "certificate", label: "X.509 certificate", mime: "application/pkix-cert", extension: "cer" };
  }
  return { kind: "binary", label: "ASN.1 data", mime: "application/octet-stream", extension: "der" };
}

function innerStart(head: Uint8Array, at: number): number | null {
  return head[at] === 0x30 ? (readLength(head, at + 1)?.next ?? null) : null;
}

function readLength(head: Uint8Array, at: number): { length: number; next: number } | null {
  const first = head[at];
  if (first === undefined) return null;
  if (first < 0x80) return { length: first, next: at + 1 };
  const count = first & 0x7f;
  if (count === 0 || count > 4) return null;
  let length = 0;
  for (let index = 1; index <= count; index += 1) {
    const byte = head[at + index];
    if (byte === undefined) return null;
    length = length * 256 + byte;
  }
  return { length, next: at + 1 + count };
}

function sniffText(head: Uint8Array, sizeBytes: number): ContentType | null {
  const sample = head.subarray(0, 64 * 1024);
  const guess = guessEncoding(sample, sample.length === sizeBytes);
  if (guess === null) return null;
  const start = new TextDecoder(guess.encoding).decode(sample.subarray(0, 4096)).trimStart();
  const plain = { mime: "text/plain", detail: guess.label };
  if (/^-----BEGIN (?:TRUSTED )?CERTIFICATE-----/u.test(start))
    return { kind: "certificate", label: "X.509 certificate, PEM", mime: "application/x-pem-file", extension: "pem" };
  if (/^-----BEGIN (?:CMS|PKCS7)-----/u.test(start))
    return { kind: "cms", label: "CMS, PEM", mime: "application/x-pem-file", extension: "pem" };
  if (/^(?:<!doctype\s+html|<html|<head|<body|<script)/iu.test(start))
    return { kind: "markup", label: "HTML", extension: "html.txt", ...plain };
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!doctype\s+svg[^>]*>\s*)?<svg[\s>]/iu.test(start))
    return { kind: "markup", label: "SVG", extension: "svg.txt", ...plain };
  if (/^(?:<\?xml|<[A-Za-z_][\w.:-]*(?:\s[^<>]*)?>)/u.test(start))
    return { kind: "markup", label: "XML", extension: "xml", ...plain };
  if (looksLikeJson(start, sample.length <= 4096 && sample.length === sizeBytes))
    return { kind: "json", label: "JSON", extension: "json", ...plain, mime: "application/json" };
  if (
    /^(?:Return-Path|Received|Delivered-To|From|MIME-Version|Message-ID|Date|Subject|To|DKIM-Signature|X-[\w-]+): .*\r?\n[\w-]+:/iu.test(
      start,
    )
  )
    return { kind: "text", label: "E-mail", extension: "eml", ...plain };
  return { kind: "text", label: "Text", extension: "txt", ...plain };
}

function looksLikeJson(start: string, complete: boolean): boolean {
  if (!/^(?:\{\s*(?:"|\}|$)|\[\s*(?:[[{"\d\]-]|true|false|null|$))/u.test(start)) return false;
  if (!complete) return true;
  try {
    JSON.parse(start);
    return true;
  } catch {
    return false;
  }
}
