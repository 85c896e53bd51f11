import type { TiffDirectory, TiffReader } from "./tiff-directories.ts";

export const tiffTags = {
  rawPreview: 46,
  subfile: 254,
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  colours: 262,
  stripOffsets: 273,
  orientation: 274,
  samples: 277,
  rowsPerStrip: 278,
  stripBytes: 279,
  planes: 284,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileBytes: 325,
  rawData: 280,
  subDirectories: 330,
  jpegOffset: 513,
  jpegBytes: 514,
  xmp: 700,
  photoshop: 34377,
  profile: 34675,
} as const;

/** A strip or tile: its bytes `[from, to)`, and its place on the page. `plane` counts samples stored apart. */
export type TiffBlock = {
  from: number;
  to: number;
  left: number;
  top: number;
  width: number;
  height: number;
  plane: number;
};

export type TiffPage = {
  directory: TiffDirectory;
  width: number;
  height: number;
  bits: number;
  samples: number;
  compression: number;
  colours: number;
  orientation: number;
  isPlanar: boolean;
  blocks: TiffBlock[];
  /** Strips or tiles that the size needs; more than `blocks` if the directory lists too few. */
  expected: number;
};

const maxBlocks = 200_000;

/** Reads the layout of one page. @returns null without a usable size */
export function readTiffPage(tiff: TiffReader, directory: TiffDirectory): TiffPage | null {
  const one = (tag: number, otherwise: number) => tiff.number(directory, tag) ?? otherwise;
  const [width, height] = [one(tiffTags.width, 0), one(tiffTags.height, 0)];
  if (width === 0 || height === 0) return null;
  const isTiled = directory.fields.has(tiffTags.tileWidth);
  const samples = one(tiffTags.samples, 1);
  const isPlanar = one(tiffTags.planes, 1) === 2 && samples > 1;
  const blockWidth = isTiled ? one(tiffTags.tileWidth, width) : width;
  const rows = isTiled ? one(tiffTags.tileHeight, height) : Math.min(one(tiffTags.rowsPerStrip, height), height);
  if (blockWidth === 0 || rows === 0) return null;
  const offsets = tiff.numbers(directory.fields.get(isTiled ? tiffTags.tileOffsets : tiffTags.stripOffsets), maxBlocks);
  const sizes = tiff.numbers(directory.fields.get(isTiled ? tiffTags.tileBytes : tiffTags.stripBytes), maxBlocks);
  const across = Math.ceil(width / blockWidth);
  const perPlane = across * Math.ceil(height / rows);
  const expected = perPlane * (isPlanar ? samples : 1);
  const bits = one(tiffTags.bits, 1);
  const compression = one(tiffTags.compression, 1);
  const blocks = offsets.slice(0, expected).map((from, index): TiffBlock => {
    const place = index % perPlane;
    const top = Math.floor(place / across) * rows;
    const blockRows = isTiled ? rows : Math.min(rows, height - top);
    const plain = Math.ceil((blockWidth * bits * (isPlanar ? 1 : samples)) / 8) * blockRows;
    // Some writers leave out the length of a single uncompressed strip.
    const length = sizes[index] || (compression === 1 ? plain : 0);
    return {
      from,
      to: from + length,
      left: (place % across) * blockWidth,
      top,
      width: blockWidth,
      height: blockRows,
      plane: isPlanar ? Math.floor(index / perPlane) : 0,
    };
  });
  return {
    directory,
    width,
    height,
    bits,
    samples,
    compression,
    colours: one(tiffTags.colours, 1),
    orientation: one(tiffTags.orientation, 1),
    isPlanar,
    blocks,
    expected,
  };
}

/** Fewest bytes that uncompressed data of a block can have. */
export function plainBytes({ bits, samples, isPlanar }: TiffPage, { width, height }: TiffBlock): number {
  return Math.ceil((width * bits * (isPlanar ? 1 : samples)) / 8) * height;
}
