import { hasBytesAt } from "#lib/bytes/find-bytes";
import { typeOf } from "./families.ts";
import type { ContentType } from "./model.ts";

/** Pictures whose type needs more than a magic number: brands of HEIF, relatives of TIFF, icons. */
export function findPicture(head: Uint8Array, sizeBytes: number): ContentType | null {
  if (head.length < 8) return null;
  return findHeif(head) ?? findTiff(head) ?? findIcon(head, sizeBytes);
}

const text = (value: string) => new TextEncoder().encode(value);

/** Brands of ISO/IEC 23008-12 and AVIF; `mif1` and `msf1` leave the coding to the compatible brands. */
function findHeif(head: Uint8Array): ContentType | null {
  if (!hasBytesAt(head, 4, text("ftyp")) || head.length < 16) return null;
  const length = Math.min(new DataView(head.buffer, head.byteOffset).getUint32(0), head.length, 256);
  const read = (at: number) => String.fromCharCode(...head.subarray(at, at + 4));
  const major = read(8);
  const others = Array.from({ length: Math.max(0, (length - 16) >> 2) }, (_, index) => read(16 + index * 4));
  if (major === "avif" || major === "avis") return typeOf("AVIF");
  if (/^he(?:ic|ix|im|is|vc|vx|vm|vs)$/u.test(major)) return typeOf("HEIC");
  if (!/^(?:mif[12]|msf1|miaf|unif|vvic|jpeg|avci)$/u.test(major)) return null;
  if (others.some((brand) => brand === "avif" || brand === "avis")) return typeOf("AVIF");
  return others.some((brand) => /^he(?:ic|ix|vc|vx)$/u.test(brand)) ? typeOf("HEIC") : typeOf("HEIF");
}

const tiffHeads = [
  [0x49, 0x49, 0x2a, 0],
  [0x4d, 0x4d, 0, 0x2a],
  [0x49, 0x49, 0x2b, 0],
  [0x4d, 0x4d, 0, 0x2b],
];
/** Olympus and Panasonic write their own numbers. */
const rawHeads = [text("IIRO"), text("IIRS"), text("MMOR"), [0x49, 0x49, 0x55, 0]];
const tags = { subfile: 254, maker: 271, subDirectories: 330, dngVersion: 50706 } as const;

function findTiff(head: Uint8Array): ContentType | null {
  if (rawHeads.some((one) => hasBytesAt(head, 0, one))) return typeOf("Camera raw image");
  if (!tiffHeads.some((one) => hasBytesAt(head, 0, one))) return null;
  if (hasBytesAt(head, 8, text("CR"))) return typeOf("Camera raw image");
  const found = readTags(head);
  // Nikon, Sony and others begin with a reduced image, and keep the photograph in a further directory.
  const isRaw =
    found.has(tags.dngVersion) ||
    (found.has(tags.maker) && found.has(tags.subDirectories) && found.get(tags.subfile) === 1);
  return isRaw ? typeOf("Camera raw image") : typeOf("TIFF");
}

/** Tags of the first directory with their inline values. */
function readTags(head: Uint8Array): Map<number, number> {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const isLittle = head[0] === 0x49;
  const found = new Map<number, number>();
  const at = view.getUint32(4, isLittle);
  const count = at + 2 <= head.length ? view.getUint16(at, isLittle) : 0;
  for (let entry = at + 2; entry + 12 <= head.length && found.size < count; entry += 12)
    found.set(view.getUint16(entry, isLittle), view.getUint32(entry + 8, isLittle));
  return found;
}

/** Icons and cursors: each entry must lie inside the file, because their magic number is short. */
function findIcon(head: Uint8Array, sizeBytes: number): ContentType | null {
  if (!hasBytesAt(head, 0, [0, 0, 1, 0])) return null;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const count = view.getUint16(4, true);
  const table = 6 + count * 16;
  if (count === 0 || table > head.length) return null;
  for (let entry = 6; entry < table; entry += 16) {
    const [length, from] = [view.getUint32(entry + 8, true), view.getUint32(entry + 12, true)];
    if (head[entry + 3] !== 0 || length < 16 || from < table || from + length > sizeBytes) return null;
  }
  return typeOf("Icon");
}
