import type { Samples } from "./tiff-block.ts";
import type { TiffReader } from "./tiff-directories.ts";
import type { TiffPage } from "./tiff-page.ts";

/** Values 0–255 of one row: `planes` has one entry per sample, or a single one with all samples interleaved. */
export type RowReader = (row: number, rgba: Uint8ClampedArray) => void;

const depths = new Set([1, 2, 4, 8, 16, 32]);

/** @returns null if pixels of this kind cannot be converted */
export function makeRowReader(tiff: TiffReader, page: TiffPage, planes: Samples[], width: number): RowReader | null {
  const [first] = planes;
  if (first === undefined || !depths.has(first.bits)) return null;
  const isFloat = tiff.number(page.directory, 339) === 3;
  if (first.bits === 32 && !isFloat) return null;
  const colours = first.isRgb ? 2 : page.colours;
  const samples = first.isRgb ? 3 : page.samples;
  const needed = ({ 0: 1, 1: 1, 2: 3, 3: 1, 5: 4 } as Record<number, number>)[colours];
  if (needed === undefined || samples < needed || (colours === 3 && first.bits > 8)) return null;
  const palette = colours === 3 ? tiff.numbers(page.directory.fields.get(320)) : [];
  const entries = 2 ** first.bits;
  if (colours === 3 && palette.length < entries * 3) return null;
  const hasAlpha = samples > needed && [1, 2].includes(tiff.number(page.directory, 338) ?? 0);
  const read = makeSampleReader(planes, width, samples, first.isLittle);
  const invert = colours === 0;
  return (row, rgba) => {
    for (let column = 0; column < width; column += 1) {
      const at = column * 4;
      rgba[at + 3] = hasAlpha ? read(row, column, needed) : 255;
      if (colours === 3) {
        const index = read(row, column, 0, true);
        for (let part = 0; part < 3; part += 1) rgba[at + part] = (palette[index + part * entries] as number) >> 8;
      } else if (colours === 2) {
        for (let part = 0; part < 3; part += 1) rgba[at + part] = read(row, column, part);
      } else if (colours === 5) {
        const light = 255 - read(row, column, 3);
        for (let part = 0; part < 3; part += 1) rgba[at + part] = ((255 - read(row, column, part)) * light) / 255;
      } else {
        const value = read(row, column, 0);
        rgba.fill(invert ? 255 - value : value, at, at + 3);
      }
    }
  };
}

/** One sample as 0–255, or as stored if `isRaw`. */
function makeSampleReader(planes: Samples[], width: number, samples: number, isLittle: boolean) {
  const isSplit = planes.length > 1;
  const step = isSplit ? 1 : samples;
  const bits = planes[0]?.bits ?? 8;
  const rowBytes = Math.ceil((width * step * bits) / 8);
  const most = 2 ** bits - 1;
  const views = planes.map(({ data }) => new DataView(data.buffer, data.byteOffset, data.byteLength));
  return (row: number, column: number, sample: number, isRaw = false): number => {
    const data = (planes[isSplit ? sample : 0] as Samples).data;
    const index = column * step + (isSplit ? 0 : sample);
    const start = row * rowBytes;
    if (bits === 8) return data[start + index] ?? 0;
    if (bits === 16) return data[start + index * 2 + (isLittle ? 1 : 0)] ?? 0;
    if (bits === 32) {
      const at = start + index * 4;
      return at + 4 <= data.length
        ? Math.max(0, Math.min(1, (views[isSplit ? sample : 0] as DataView).getFloat32(at, isLittle))) * 255
        : 0;
    }
    const bit = index * bits;
    const value = ((data[start + (bit >> 3)] ?? 0) >> (8 - bits - (bit & 7))) & most;
    return isRaw ? value : (value * 255) / most;
  };
}
