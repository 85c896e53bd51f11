import { note, type PictureDefect, warning } from "./model.ts";

const headerBytes = 14;

/** Checks that the pixel rows of a BMP (Windows and OS/2 headers, uncompressed and RLE) are all in the file. */
export function checkBmp(bytes: Uint8Array): PictureDefect[] {
  if (bytes.length < headerBytes + 12) return [warning("header_broken")];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const offset = view.getUint32(10, true);
  const info = view.getUint32(headerBytes, true);
  const isCore = info === 12;
  if (bytes.length < headerBytes + info || (!isCore && info < 16)) return [warning("header_broken")];
  const width = isCore ? view.getUint16(18, true) : view.getInt32(18, true);
  const height = Math.abs(isCore ? view.getInt16(20, true) : view.getInt32(22, true));
  const bits = view.getUint16(isCore ? 24 : 28, true);
  const compression = isCore || info < 20 ? 0 : view.getUint32(30, true);
  if (width <= 0 || height === 0 || ![1, 2, 4, 8, 16, 24, 32].includes(bits)) return [warning("header_broken")];
  if (compression === 4 || compression === 5) return [];
  if (compression === 1 || compression === 2)
    return checkRuns(bytes.subarray(offset), width, height, compression === 2);
  const needed = Math.ceil((width * bits) / 32) * 4 * height;
  const missing = offset + needed - bytes.length;
  if (missing <= 0) return [];
  // Some programs leave out the padding of the last row.
  if (missing <= 3 && (Math.ceil((width * bits) / 8) + 3) % 4 !== 3) return [note("end_mark_missing")];
  return [warning("data_short", { percent: Math.max(1, Math.min(100, Math.round((missing / needed) * 100))) })];
}

/** Walks RLE8 or RLE4 data to their end code. Rows may end early, because missing pixels have the first colour. */
function checkRuns(data: Uint8Array, width: number, height: number, isNibbles: boolean): PictureDefect[] {
  let row = 0;
  let column = 0;
  for (let at = 0; at + 1 < data.length; at += 2) {
    const count = data[at] as number;
    const value = data[at + 1] as number;
    if (count > 0) column += count;
    else if (value === 0) {
      row += 1;
      column = 0;
    } else if (value === 1) return [];
    else if (value === 2) {
      column += data[at + 2] ?? 0;
      row += data[at + 3] ?? 0;
      at += 2;
    } else {
      column += value;
      at += 2 * Math.ceil((isNibbles ? Math.ceil(value / 2) : value) / 2);
    }
    // Some encoders also encode the padding of a row.
    if (column > width + (isNibbles ? 7 : 3) || row > height)
      return [warning("data_broken", { percent: Math.floor((Math.min(row, height) / height) * 100) })];
  }
  if (row >= height || (row === height - 1 && column >= width)) return [note("end_mark_missing")];
  return [warning("data_short", { percent: Math.max(1, Math.round((1 - row / height) * 100)) })];
}
