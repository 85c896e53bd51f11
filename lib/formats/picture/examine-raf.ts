import { examineJpeg } from "./examine-jpeg.ts";
import { emptyReport, type PictureReport, rangePart, warning } from "./model.ts";

/** Offset and length of the JPEG, of the tags, and of the sensor data in the header of a RAF file. */
const places = { jpeg: 84, tags: 92, sensor: 100 } as const;
const headerBytes = 108;

/** Fujifilm's RAF: a header with the places of a JPEG and of the sensor data. Exif is the JPEG's. */
export function examineRaf(bytes: Uint8Array<ArrayBuffer>): PictureReport {
  if (bytes.length < headerBytes) return { ...emptyReport, defects: [warning("header_broken")] };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ranges = [places.jpeg, places.tags, places.sensor].map((at) => {
    const from = view.getUint32(at);
    return [from, from + view.getUint32(at + 4)] as const;
  });
  const isCut = ranges.some(([, to]) => to > bytes.length);
  const report: PictureReport = { ...emptyReport, defects: isCut ? [warning("end_missing")] : [], parts: [] };
  const [from, to] = ranges[0] ?? [0, 0];
  if (from < headerBytes || to <= from || bytes[from] !== 0xff || bytes[from + 1] !== 0xd8) return report;
  const jpeg = examineJpeg(bytes.subarray(from, Math.min(to, bytes.length)));
  report.exif = jpeg.exif;
  if (to <= bytes.length) report.parts.push(rangePart("preview", from, to));
  return report;
}
