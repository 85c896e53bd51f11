import { hasBytesAt } from "#lib/bytes/find-bytes";
import { findPicture } from "./find-picture.ts";
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

/** Magic numbers common in evidence archives; file-type covers rarer ones. */
const magics: Magic[] = [
  magic(0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], "image", "PNG", "image/png", "png"),
  magic(0, [0xff, 0xd8, 0xff], "image", "JPEG", "image/jpeg", "jpg"),
  magic(0, text("GIF8"), "image", "GIF", "image/gif", "gif"),
  magic(8, text("WEBP"), "image", "WebP", "image/webp", "webp"),
  magic(0, [0, 0, 0, 0x0c, 0x6a, 0x50, 0x20, 0x20], "jpeg2000", "JPEG 2000", "image/jp2", "jp2"),
  magic(0, [0xff, 0x4f, 0xff, 0x51], "jpeg2000", "JPEG 2000 codestream", "image/jp2", "j2k"),
  magic(0, [0, 0, 0, 0x0c, 0x4a, 0x58, 0x4c, 0x20, 0x0d, 0x0a, 0x87, 0x0a], "image", "JPEG XL", "image/jxl", "jxl"),
  magic(0, [0xff, 0x0a], "image", "JPEG XL", "image/jxl", "jxl"),
  magic(0, text("FUJIFILMCCD-RAW"), "image", "Camera raw", "image/x-raw", "raf"),
  magic(4, text("ftypcrx "), "image", "Camera raw", "image/x-raw", "cr3"),
  magic(0, text("%PDF-"), "pdf", "PDF", "application/pdf", "pdf"),
  magic(4, text("ftypqt  "), "video", "QuickTime video", "video/quicktime", "mov"),
  magic(4, text("ftypM4A"), "audio", "MPEG-4 audio", "audio/mp4", "m4a"),
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

export function findMagic(head: Uint8Array, sizeBytes: number): ContentType | null {
  const picture = findPicture(head, sizeBytes);
  if (picture !== null) return picture;
  for (const one of magics) {
    if (!hasBytesAt(head, one.at, one.bytes)) continue;
    if ((one.label === "WAV" || one.label === "WebP") && !hasBytesAt(head, 0, text("RIFF"))) continue;
    return { kind: one.kind, label: one.label, mime: one.mime, extension: one.extension };
  }
  if (head[0] === 0x42 && head[1] === 0x4d && head[6] === 0 && head[7] === 0 && sizeBytes > 26)
    return { kind: "image", label: "BMP", mime: "image/bmp", extension: "bmp" };
  if (hasBytesAt(head, 0, [0x1a, 0x45, 0xdf, 0xa3])) return readMatroska(head);
  return null;
}

function readMatroska(head: Uint8Array): ContentType {
  const isWebm = new TextDecoder("latin1").decode(head.subarray(0, 64)).includes("webm");
  return isWebm
    ? { kind: "video", label: "WebM", mime: "video/webm", extension: "webm" }
    : { kind: "video", label: "Matroska", mime: "video/x-matroska", extension: "mkv" };
}
