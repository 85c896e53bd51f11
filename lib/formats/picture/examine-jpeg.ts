import { hasBytesAt } from "#lib/bytes/find-bytes";
import { listAfterEnd } from "./after-end.ts";
import { checkJpeg } from "./check-jpeg.ts";
import { readExif } from "./exif.ts";
import { readIccName } from "./icc-name.ts";
import { type JpegSegment, jpegMarkers, readJpegSegments } from "./jpeg-segments.ts";
import { emptyReport, type PicturePart, type PictureReport, rangePart } from "./model.ts";

const ascii = (text: string) => new TextEncoder().encode(text);
const heads = {
  exif: ascii("Exif\0"),
  xmp: ascii("http://ns.adobe.com/xap/1.0/\0"),
  xmpExtended: ascii("http://ns.adobe.com/xmp/extension/\0"),
  profile: ascii("ICC_PROFILE\0"),
  jfif: ascii("JFXX\0"),
  photoshop: ascii("Photoshop 3.0\0"),
};

export function examineJpeg(bytes: Uint8Array<ArrayBuffer>): PictureReport {
  const file = readJpegSegments(bytes);
  const report: PictureReport = { ...emptyReport, defects: checkJpeg(bytes, file), parts: [] };
  const profile: Uint8Array[] = [];
  const extended: [number, number][] = [];
  for (const segment of file.segments) {
    const has = (head: Uint8Array) => segment.to - segment.from >= head.length && hasBytesAt(bytes, segment.from, head);
    if (segment.marker === jpegMarkers.app1 && has(heads.exif)) addExif(bytes, segment, report);
    else if (segment.marker === jpegMarkers.app1 && has(heads.xmp))
      report.parts.push(rangePart("xmp", segment.from + heads.xmp.length, segment.to));
    // The packet's digest (32), length (4) and offset (4) precede each portion.
    else if (segment.marker === jpegMarkers.app1 && has(heads.xmpExtended))
      extended.push([segment.from + heads.xmpExtended.length + 40, segment.to]);
    else if (segment.marker === jpegMarkers.app2 && has(heads.profile))
      profile.push(bytes.subarray(segment.from + 14, segment.to));
    else if (segment.marker === jpegMarkers.app0 && has(heads.jfif) && bytes[segment.from + 5] === 0x10)
      report.parts.push(rangePart("jfifThumbnail", segment.from + 6, segment.to));
    else if (segment.marker === jpegMarkers.app13 && has(heads.photoshop))
      report.parts.push(...listPhotoshopThumbnails(bytes, segment.from + heads.photoshop.length, segment.to));
  }
  if (extended.length > 0) report.parts.push(joinRanges(extended));
  report.profile = profile[0] ? readIccName(profile[0]) : "";
  if (file.end !== null) report.parts.push(...listAfterEnd(bytes, file.end));
  report.pictures += report.parts.filter(({ origin }) => origin === "secondPicture").length;
  return report;
}

function addExif(bytes: Uint8Array<ArrayBuffer>, { from, to }: JpegSegment, report: PictureReport): void {
  if (report.exif.length > 0) return;
  const start = from + 6;
  const { facts, orientation, thumbnail } = readExif(bytes.subarray(start, to));
  report.exif = facts;
  report.orientation = orientation;
  if (thumbnail) report.parts.push(rangePart("exifThumbnail", start + thumbnail[0], start + thumbnail[1]));
}

const joinRanges = (ranges: [number, number][]): PicturePart => ({
  origin: "xmpExtended",
  name: "",
  sizeBytes: ranges.reduce((sum, [from, to]) => sum + Math.max(0, to - from), 0),
  ranges,
});

/** Thumbnails in Photoshop's image resources 1033 and 1036, each with a header of 28 bytes before its JPEG. */
export function listPhotoshopThumbnails(bytes: Uint8Array, from: number, to: number): PicturePart[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: PicturePart[] = [];
  for (let at = from; at + 12 <= to && view.getUint32(at) === 0x3842494d; ) {
    const id = view.getUint16(at + 4);
    const name = 1 + (bytes[at + 6] as number);
    const size = at + 6 + name + (name % 2);
    if (size + 4 > to) break;
    const length = view.getUint32(size);
    const end = size + 4 + length;
    if ((id === 1033 || id === 1036) && length > 28 && end <= to)
      parts.push(rangePart("photoshopThumbnail", size + 32, end));
    at = end + (length % 2);
  }
  return parts;
}
