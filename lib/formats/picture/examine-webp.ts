import { listAfterEnd } from "./after-end.ts";
import { checkWebp, countWebpFrames } from "./check-webp.ts";
import { readExif } from "./exif.ts";
import { skipExifHead } from "./exif-head.ts";
import { readIccName } from "./icc-name.ts";
import { emptyReport, type PictureReport, rangePart } from "./model.ts";
import { readWebpChunks } from "./webp-chunks.ts";

export function examineWebp(bytes: Uint8Array<ArrayBuffer>): PictureReport {
  const file = readWebpChunks(bytes);
  const report: PictureReport = {
    ...emptyReport,
    defects: checkWebp(bytes, file),
    parts: [],
    pictures: countWebpFrames(file),
  };
  for (const { type, from, to } of file.chunks) {
    if (type === "EXIF" && report.exif.length === 0) {
      const start = skipExifHead(bytes, from);
      const { facts, orientation, thumbnail } = readExif(bytes.subarray(start, to));
      Object.assign(report, { exif: facts, orientation });
      if (thumbnail) report.parts.push(rangePart("exifThumbnail", start + thumbnail[0], start + thumbnail[1]));
    } else if (type === "XMP ") report.parts.push(rangePart("xmp", from, to));
    else if (type === "ICCP") report.profile = readIccName(bytes.subarray(from, to));
  }
  if (file.end < bytes.length) report.parts.push(...listAfterEnd(bytes, file.end));
  return report;
}
