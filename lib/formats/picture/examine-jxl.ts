import { readExif } from "./exif.ts";
import { skipExifHead } from "./exif-head.ts";
import { findBox, readIsoBoxes } from "./iso-boxes.ts";
import { emptyReport, type PictureReport, rangePart, warning } from "./model.ts";

/** JPEG XL, as a container of boxes (ISO/IEC 18181-2) or a bare codestream, whose own end is not marked. */
export function examineJxl(bytes: Uint8Array<ArrayBuffer>): PictureReport {
  if (bytes[0] === 0xff) return emptyReport;
  const boxes = readIsoBoxes(bytes, 0, bytes.length);
  const report: PictureReport = { ...emptyReport, defects: [], parts: [] };
  const last = boxes.at(-1);
  const hasImage = boxes.some(({ type }) => type === "jxlc" || type === "jxlp");
  if (!hasImage) report.defects.push(warning("data_short", { percent: 100 }));
  else if (last && (!last.isWhole || last.to < bytes.length)) report.defects.push(warning("end_missing"));
  const exif = findBox(boxes, "Exif");
  if (exif && exif.to - exif.from > 12) {
    const offset = new DataView(bytes.buffer, bytes.byteOffset).getUint32(exif.from);
    report.exif = readExif(bytes.subarray(skipExifHead(bytes, exif.from + 4 + offset), exif.to)).facts;
  }
  const xmp = findBox(boxes, "xml ");
  if (xmp) report.parts.push(rangePart("xmp", xmp.from, xmp.to));
  return report;
}
