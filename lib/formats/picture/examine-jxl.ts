import { checkJxl } from "./check-jxl.ts";
import { readExif } from "./exif.ts";
import { skipExifHead } from "./exif-head.ts";
import { findBox, type IsoBox, readIsoBoxes } from "./iso-boxes.ts";
import { emptyReport, type PictureReport, rangePart, warning } from "./model.ts";

/** JPEG XL, as a container of boxes (ISO/IEC 18181-2) or a bare codestream. */
export function examineJxl(bytes: Uint8Array<ArrayBuffer>): PictureReport {
  if (bytes[0] === 0xff) return { ...emptyReport, defects: checkJxl(bytes) };
  const boxes = readIsoBoxes(bytes, 0, bytes.length);
  const report: PictureReport = { ...emptyReport, defects: [], parts: [] };
  const last = boxes.at(-1);
  const isCut = last !== undefined && (!last.isWhole || last.to < bytes.length);
  const images = boxes.filter(({ type }) => type === "jxlc" || type === "jxlp");
  if (images.length === 0) report.defects.push(warning("data_short", { percent: 100 }));
  else report.defects.push(...checkJxl(joinCodestream(bytes, images)));
  if (isCut && report.defects.every(({ severity }) => severity === "note")) report.defects = [warning("end_missing")];
  const exif = findBox(boxes, "Exif");
  if (exif && exif.to - exif.from > 12) {
    const offset = new DataView(bytes.buffer, bytes.byteOffset).getUint32(exif.from);
    report.exif = readExif(bytes.subarray(skipExifHead(bytes, exif.from + 4 + offset), exif.to)).facts;
  }
  const xmp = findBox(boxes, "xml ");
  if (xmp) report.parts.push(rangePart("xmp", xmp.from, xmp.to));
  return report;
}

/** The codestream, which may be in several boxes, each beginning with its number (ISO/IEC 18181-2 §9.9). */
function joinCodestream(bytes: Uint8Array, boxes: readonly IsoBox[]): Uint8Array {
  const parts = boxes.map(({ type, from, to }) => bytes.subarray(type === "jxlp" ? Math.min(from + 4, to) : from, to));
  if (parts.length === 1) return parts[0] as Uint8Array;
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
