import UTIF, { type IFD } from "utif2";
import type { TiffReader } from "./tiff-directories.ts";
import { decodeTiffLzw } from "./tiff-lzw.ts";
import { plainBytes, type TiffBlock, type TiffPage } from "./tiff-page.ts";

/** Tags that decompression needs besides the layout: options of Group 3, predictor, JPEG tables. */
const decodingTags = [292, 317, 347];
const codings = new Set([1, 2, 3, 4, 5, 7, 8, 32946, 32773]);

/** Samples of a block, row by row as TIFF stores them; JPEG data become 8-bit RGB. */
export type Samples = { data: Uint8Array; bits: number; samples: number; isRgb: boolean; isLittle: boolean };

export const canDecode = ({ compression }: TiffPage) => codings.has(compression);

/** Decompresses one strip or tile. @throws if the data are damaged */
export function decodeTiffBlock(tiff: TiffReader, page: TiffPage, block: TiffBlock): Samples {
  const isJpeg = page.compression === 7;
  const samples = isJpeg ? 3 : page.isPlanar ? 1 : page.samples;
  const bits = isJpeg ? 8 : page.bits;
  if (block.to > tiff.bytes.length || block.to <= block.from) throw new RangeError("The block is not in the file");
  const isReversed = tiff.number(page.directory, 266) === 2;
  if (page.compression === 1) {
    const data = tiff.bytes.slice(block.from, block.from + plainBytes(page, block));
    if (isReversed) reverseBits(data);
    return { data, bits, samples, isRgb: false, isLittle: tiff.isLittle };
  }
  const packed = tiff.bytes.slice(block.from, block.to);
  if (isReversed) reverseBits(packed);
  const isLzw = page.compression === 5;
  const plain = Math.ceil((block.width * bits * samples) / 8) * block.height;
  const data = isLzw ? decodeTiffLzw(packed, plain) : isJpeg && page.colours === 2 ? markAsRgb(packed) : packed;
  const head = 8;
  const file = new Uint8Array(head + data.length);
  file.fill(tiff.isLittle ? 0x49 : 0x4d, 0, 2);
  file.set(data, head);
  const image: Record<string, number[]> = {
    t256: [block.width],
    t257: [block.height],
    t258: Array.from({ length: samples }, () => bits),
    t259: [isLzw ? 1 : page.compression],
    t262: [isJpeg ? 2 : page.colours],
    t273: [head],
    t277: [samples],
    t278: [block.height],
    t279: [data.length],
  };
  for (const tag of decodingTags) {
    const values = tiff.numbers(page.directory.fields.get(tag), 100_000);
    if (values.length > 0) image[`t${tag}`] = values;
  }
  UTIF.decodeImage(file.buffer, image as unknown as IFD);
  // The decoder returns 16-bit samples in little-endian order.
  return { data: (image as unknown as IFD).data, bits, samples, isRgb: isJpeg, isLittle: bits === 16 || tiff.isLittle };
}

/** Inserts Adobe's marker with transform 0, because a JPEG in a TIFF leaves its colours to the TIFF. */
function markAsRgb(jpeg: Uint8Array): Uint8Array {
  const marker = [0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, 0];
  const marked = new Uint8Array(jpeg.length + marker.length);
  marked.set(jpeg.subarray(0, 2));
  marked.set(marker, 2);
  marked.set(jpeg.subarray(2), 2 + marker.length);
  return marked;
}

function reverseBits(data: Uint8Array): void {
  for (const [at, byte] of data.entries()) {
    let reversed = 0;
    for (let bit = 0; bit < 8; bit += 1) reversed |= ((byte >> bit) & 1) << (7 - bit);
    data[at] = reversed;
  }
}
