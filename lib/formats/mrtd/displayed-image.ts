import { hasBytesAt } from "#lib/bytes/find-bytes";
import { readElement } from "#lib/formats/x509/der";

/** JPEG, JPEG 2000 as a file and as a codestream, and PNG. */
const starts = [
  [0xff, 0xd8, 0xff],
  [0, 0, 0, 0x0c, 0x6a, 0x50, 0x20, 0x20],
  [0xff, 0x4f, 0xff, 0x51],
  [0x89, 0x50, 0x4e, 0x47],
] as const;
const maxDepth = 16;
const maxElements = 2000;

/**
 * Locates the first element whose value is an image: a displayed portrait or signature (tags 5F40 and 5F43, ICAO 9303-10
 * §4.7.5, §4.7.7), or the representation data of a tagged record (ISO/IEC 39794-5).
 * @returns byte range `[from, to)`, or null without one
 */
export function locateDisplayedImage(bytes: Uint8Array<ArrayBuffer>): { from: number; to: number } | null {
  let left = maxElements;
  const search = (from: number, to: number, depth: number): { from: number; to: number } | null => {
    for (let at = from; at < to && left > 0; left -= 1) {
      const element = read(bytes.subarray(at, to));
      if (element === null || element.whole.length === 0) return null;
      const { content, whole, tag } = element;
      const start = content.byteOffset - bytes.byteOffset;
      if (starts.some((magic) => hasBytesAt(content, 0, magic))) return { from: start, to: start + content.length };
      const isConstructed = ((tag > 0xff ? tag >> 8 : tag) & 0x20) !== 0;
      const inside = isConstructed && depth < maxDepth ? search(start, start + content.length, depth + 1) : null;
      if (inside) return inside;
      at += whole.length;
    }
    return null;
  };
  return search(0, bytes.length, 0);
}

function read(bytes: Uint8Array<ArrayBuffer>) {
  try {
    return readElement(bytes);
  } catch {
    return null;
  }
}
