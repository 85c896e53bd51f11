import { typeOf } from "./families.ts";
import { readImageSize } from "./image-size.ts";
import { findMagic, findWeakMagic } from "./magic-numbers.ts";
import type { ContentType } from "./model.ts";
import { sniffAsn1 } from "./sniff-asn1.ts";
import { locateCfbDirectory, sniffCfb } from "./sniff-cfb.ts";
import { sniffChip } from "./sniff-chip.ts";
import { sniffFilm } from "./sniff-film.ts";
import { sniffFrames } from "./sniff-frames.ts";
import { sniffText } from "./sniff-text.ts";
import { findZipAtEnd, refineZip } from "./sniff-zip.ts";

/** Shares one object per type without pixel size, so that structured clone sends it once for thousands of files. */
const shared = new Map<string, ContentType>();
const maxShared = 500;

function share(type: ContentType): ContentType {
  if (type.pixels) return type;
  const key = `${type.kind} ${type.extension} ${type.label} ${type.detail}`;
  const known = shared.get(key);
  if (known) return known;
  if (shared.size < maxShared) shared.set(key, type);
  return type;
}

/** Reads bytes `[from, to)` of the file, as far as they are at hand; what is not is left out. */
export type ReadBytes = (from: number, to: number) => Uint8Array;

const tailBytes = 64 * 1024;
const nothing = new Uint8Array();

/**
 * Detects the file type from the bytes, never from the name: from the first, and in a ZIP archive or a compound file also
 * from the directory, if `read` has it. `binary` with label `Unknown` means that another detector may know more.
 */
export function sniff(head: Uint8Array, sizeBytes: number, read?: ReadBytes): ContentType {
  const readMore: ReadBytes = read ?? ((from, to) => head.subarray(Math.min(from, head.length), to));
  return share(name(head, sizeBytes, readMore));
}

function name(head: Uint8Array, sizeBytes: number, read: ReadBytes): ContentType {
  if (sizeBytes === 0) return typeOf("Empty");
  const readTail = () => read(Math.max(0, sizeBytes - tailBytes), sizeBytes);
  const known = findMagic(head, sizeBytes);
  if (known !== null) return known.label === "ZIP" ? refineZip(known, head, readTail()) : withPixels(known, head);
  const directory = locateCfbDirectory(head);
  return (
    sniffCfb(head, directory ? read(directory.from, Math.min(directory.to, sizeBytes)) : nothing) ??
    sniffFilm(head) ??
    sniffChip(head, sizeBytes) ??
    sniffAsn1(head, sizeBytes) ??
    sniffText(head, sizeBytes) ??
    sniffFrames(head, sizeBytes) ??
    findWeakMagic(head) ??
    findZipAtEnd(readTail()) ??
    typeOf("Unknown")
  );
}

function withPixels(type: ContentType, head: Uint8Array): ContentType {
  if (type.kind !== "image" && type.kind !== "jpeg2000") return type;
  const size = readImageSize(head, type.mime);
  return size ? { ...type, detail: `${size.width} × ${size.height}`, pixels: size } : type;
}
