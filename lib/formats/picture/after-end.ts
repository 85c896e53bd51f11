import { findBytes, hasBytesAt } from "#lib/bytes/find-bytes";
import { readJpegSegments } from "./jpeg-segments.ts";
import { type PicturePart, rangePart } from "./model.ts";

const mostPictures = 50;
const gainMapMarks = ["hdrgm:", "HDRGainMap", "urn:iso:std:iso:ts:21496"].map((text) => new TextEncoder().encode(text));
const sefHeader = [0x53, 0x45, 0x46, 0x48];

/**
 * Names what follows the end of a picture: further JPEGs (MPO, CIPA DC-007; gain maps), the film of a motion photo, or
 * other bytes. Padding of zeros is nothing.
 */
export function listAfterEnd(bytes: Uint8Array, end: number): PicturePart[] {
  const parts: PicturePart[] = [];
  let at = skipZeros(bytes, end);
  while (at < bytes.length && hasBytesAt(bytes, at, [0xff, 0xd8, 0xff]) && parts.length < mostPictures) {
    const to = readJpegSegments(bytes, at).end ?? bytes.length;
    const isGainMap = gainMapMarks.some(
      (mark) => !findBytes(bytes.subarray(at, Math.min(to, at + 65_536)), mark).next().done,
    );
    parts.push(rangePart(isGainMap ? "gainMap" : "secondPicture", at, to));
    at = skipZeros(bytes, to);
  }
  if (at >= bytes.length) return parts;
  const film = findFilm(bytes, at);
  if (film !== null) parts.push(rangePart("motionPhoto", ...film));
  const rest = film === null || film[0] - at > 64 ? at : film[1];
  if (rest < bytes.length)
    parts.push(rangePart("afterEnd", rest, film !== null && rest === at ? film[0] : bytes.length));
  return parts;
}

function skipZeros(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === 0) at += 1;
  // A box of an MPEG-4 file begins with a length whose first bytes are zero.
  return at < bytes.length && isFilm(bytes, Math.max(from, at - 3)) ? Math.max(from, at - 3) : at;
}

const isFilm = (bytes: Uint8Array, at: number) =>
  hasBytesAt(bytes, at, [0, 0, 0]) &&
  (bytes[at + 3] ?? 255) <= 64 &&
  hasBytesAt(bytes, at + 4, [0x66, 0x74, 0x79, 0x70]);

/** The film that phones append, up to the directory of Samsung's trailer (SEFH). */
function findFilm(bytes: Uint8Array, from: number): [number, number] | null {
  for (const at of findBytes(bytes.subarray(from), [0x66, 0x74, 0x79, 0x70])) {
    const start = from + at - 4;
    if (start < from || !isFilm(bytes, start)) continue;
    const [trailer] = findBytes(bytes.subarray(start), sefHeader);
    return [start, trailer === undefined ? bytes.length : start + trailer];
  }
  return null;
}
