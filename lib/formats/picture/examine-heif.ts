import { checkHeif } from "./check-heif.ts";
import { readExif } from "./exif.ts";
import { skipExifHead } from "./exif-head.ts";
import { type HeifFile, isImageItem, readHeif } from "./heif-items.ts";
import { readHeifSequence } from "./heif-sequence.ts";
import { readIccName } from "./icc-name.ts";
import { findBox } from "./iso-boxes.ts";
import { emptyReport, type PicturePart, type PictureReport, rangePart } from "./model.ts";

/** HEIC, HEIF and AVIF. Their own rotation (`irot`, `imir`) counts, not the one in Exif (ISO/IEC 23008-12 §6.5.10). */
export function examineHeif(bytes: Uint8Array<ArrayBuffer>): PictureReport {
  const file = readHeif(bytes);
  const report: PictureReport = { ...emptyReport, defects: checkHeif(bytes, file), parts: [] };
  const thumbnails = new Set(file.references.filter(({ type }) => type === "thmb").map(({ from }) => from));
  const tiles = new Set(file.references.filter(({ type }) => type === "dimg").flatMap(({ to }) => to));
  for (const item of file.items.values()) {
    const [range] = item.ranges;
    const part = (origin: PicturePart["origin"]): PicturePart => ({
      origin,
      name: "",
      sizeBytes: item.ranges.reduce((sum, [from, to]) => sum + to - from, 0),
      ranges: item.ranges,
    });
    if (range === undefined || item.ranges.some(([, to]) => to > bytes.length)) continue;
    if (item.type === "Exif" && report.exif.length === 0) addExif(bytes, range, report);
    else if (item.type === "mime" && item.contentType.includes("rdf+xml")) report.parts.push(part("xmp"));
    else if (item.type === "jpeg" && item.id !== file.primary && !tiles.has(item.id))
      report.parts.push(part(thumbnails.has(item.id) ? "thumbnail" : "preview"));
  }
  const primary = file.primary === null ? undefined : file.items.get(file.primary);
  if (primary?.profile) report.profile = readIccName(bytes.subarray(...primary.profile));
  report.pictures = countPictures(file);
  const sequence = readHeifSequence(bytes, file.boxes);
  report.frames = sequence.frames;
  report.thumbnails = sequence.thumbnails + thumbnails.size;
  const film = findBox(file.boxes, "mpvd");
  if (film) report.parts.push(rangePart("motionPhoto", film.from, film.to));
  return report;
}

/** Images that are shown by themselves: not hidden, no thumbnail, no tile, no gain map. */
export function countPictures({ items, references }: HeifFile): number {
  const lesser = new Set(
    references.flatMap(({ type, from, to }) =>
      type === "dimg" ? to : type === "thmb" || type === "auxl" ? [from] : [],
    ),
  );
  return [...items.values()].filter((item) => isImageItem(item) && !item.isHidden && !lesser.has(item.id)).length;
}

/** The item begins with the offset of the Exif block (ISO/IEC 23008-12 §A.2.1). */
function addExif(bytes: Uint8Array, [from, to]: [number, number], report: PictureReport): void {
  if (to - from < 12) return;
  const offset = new DataView(bytes.buffer, bytes.byteOffset).getUint32(from);
  const start = skipExifHead(bytes, from + 4 + (offset < to - from ? offset : 0));
  const { facts, thumbnail } = readExif(bytes.subarray(start, to));
  report.exif = facts;
  if (thumbnail) report.parts.push(rangePart("exifThumbnail", start + thumbnail[0], start + thumbnail[1]));
}
