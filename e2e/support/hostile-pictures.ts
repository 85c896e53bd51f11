import { deflateSync } from "node:zlib";
import { makePng } from "./made-media.ts";

const u16 = (...values: number[]) => Buffer.concat(values.map((value) => Buffer.from([value >> 8, value & 255])));
const u32 = (...values: number[]) =>
  Buffer.concat(
    values.map((value) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes;
    }),
  );

/** A box of ISO/IEC 14496-12. */
export function makeBox(type: string, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([u32(content.length + 8), Buffer.from(type, "latin1"), content]);
}

type Field = readonly [tag: number, value: number];

/** A TIFF of directories with fields of 32 bits. @param link offset of the next directory, from the end of this one */
function makeTiff(
  directories: number,
  fields: readonly Field[],
  link: (number: number, end: number) => number,
): Buffer {
  const length = 2 + fields.length * 12 + 4;
  const file = Buffer.alloc(8 + directories * length);
  file.write("MM\0*", "latin1");
  file.writeUInt32BE(8, 4);
  for (let number = 0; number < directories; number += 1) {
    const at = 8 + number * length;
    file.writeUInt16BE(fields.length, at);
    for (const [index, [tag, value]] of fields.entries()) {
      const entry = at + 2 + index * 12;
      file.writeUInt16BE(tag, entry);
      file.writeUInt16BE(4, entry + 2);
      file.writeUInt32BE(1, entry + 4);
      file.writeUInt32BE(value, entry + 8);
    }
    file.writeUInt32BE(link(number, at + length), at + length - 4);
  }
  return file;
}

const bilevel = (width: number, height: number): Field[] => [
  [256, width],
  [257, height],
  [258, 1],
  [259, 1],
  [262, 0],
  [273, 8],
  [277, 1],
  [278, height],
  [279, 4],
];

/** A TIFF whose only directory follows itself. */
export const makeCyclicTiff = () => makeTiff(1, bilevel(16, 2), () => 8);

export const makeLongTiff = (pages: number) =>
  makeTiff(pages, bilevel(16, 2), (number, end) => (number + 1 < pages ? end : 0));

/** Tiles of one pixel on a page of a thousand million pixels. */
export const makeTiledTiff = () =>
  makeTiff(1, [...bilevel(31_000, 31_000), [322, 1], [323, 1], [324, 8], [325, 1]], () => 0);

/** PNG of zeros, one bit per pixel, which deflate to a thousandth. */
export function makePngBomb(side: number): Buffer {
  const header = Buffer.concat([u32(side, side), Buffer.from([1, 0, 0, 0, 0])]);
  return makePng(header, Buffer.alloc((Math.ceil(side / 8) + 1) * side));
}

/** A JPEG whose header states this size, with one scan of few bytes. */
export function makeHugeJpeg(width: number, height: number, marker = 0xc0): Buffer {
  const frame = Buffer.concat([Buffer.from([8]), u16(height, width), Buffer.from([1, 1, 0x11, 0])]);
  const table = Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)]);
  const codes = Buffer.concat([Buffer.from([0, 1]), Buffer.alloc(15), Buffer.from([0])]);
  const segment = (mark: number, content: Buffer) =>
    Buffer.concat([Buffer.from([0xff, mark]), u16(content.length + 2), content]);
  const ac = Buffer.from(codes);
  ac[0] = 0x10;
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xdb, table),
    segment(marker, frame),
    segment(0xc4, codes),
    segment(0xc4, ac),
    segment(0xda, Buffer.from([1, 1, 0, 0, marker === 0xc2 ? 0 : 63, 0])),
    Buffer.alloc(64),
    Buffer.from([0xff, 0xd9]),
  ]);
}

/** A GIF of this many frames of one pixel. */
export function makeGif(frames: number): Buffer {
  const head = Buffer.from("47494638396101000100800000ff0000ffffff", "hex");
  const frame = Buffer.from("2c00000000010001000002024401", "hex");
  return Buffer.concat([
    head,
    ...Array.from({ length: frames }, () => Buffer.concat([frame, Buffer.from([0])])),
    Buffer.from(";"),
  ]);
}

/** Items of a HEIC that are composed of each other, with places of no length in great number. */
export function makeCyclicHeic(): Buffer {
  const item = (id: number, type: string) =>
    makeBox("infe", Buffer.from([2, 0, 0, 0]), u16(id, 0), Buffer.from(`${type}\0`, "latin1"));
  const link = (from: number, ...to: number[]) => makeBox("dimg", u16(from, to.length, ...to));
  const meta = makeBox(
    "meta",
    u32(0),
    makeBox("pitm", u32(0), u16(1)),
    makeBox("iinf", u32(0), u16(2), item(1, "grid"), item(2, "iden")),
    makeBox("iref", u32(0), link(1, 2, 1), link(2, 1, 2)),
    makeBox("iloc", u32(0), u16(0, 2), u16(1, 0, 65_535), u16(2, 0, 65_535)),
  );
  return Buffer.concat([makeBox("ftyp", Buffer.from("heic\0\0\0\0mif1heic", "latin1")), meta]);
}

/** Boxes in boxes, and one that states no length. */
export function makeNestedBoxes(depth: number): Buffer {
  let inner: Buffer = Buffer.alloc(0);
  for (let level = 0; level < depth; level += 1) inner = makeBox("meta", u32(0), inner);
  return Buffer.concat([
    makeBox("ftyp", Buffer.from("avif\0\0\0\0mif1avif", "latin1")),
    inner,
    u32(0),
    Buffer.from("mdat"),
  ]);
}

/** A JPEG 2000 codestream with tiles of one pixel. */
export function makeTiledJpeg2000(side: number): Buffer {
  const size = Buffer.concat([u16(41, 0), u32(side, side, 0, 0, 1, 1, 0, 0), u16(1), Buffer.from([7, 1, 1])]);
  return Buffer.concat([Buffer.from([0xff, 0x4f, 0xff, 0x51]), size, Buffer.alloc(200), Buffer.from([0xff, 0xd9])]);
}

/** A WebP whose header states the largest canvas, and whose chunks are empty. */
export function makeHugeWebp(chunks: number): Buffer {
  const canvas = Buffer.from([...Buffer.from("VP8X"), 10, 0, 0, 0, 0, 0, 0, 0, 0xff, 0x3f, 0, 0xff, 0x3f, 0]);
  const rest = Buffer.alloc(chunks * 8);
  for (let at = 0; at < rest.length; at += 8) rest.write("ABCD", at);
  const body = Buffer.concat([Buffer.from("WEBP"), canvas, rest]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from("RIFF"), length, body]);
}

/** A JPEG of a million empty segments. */
export const makeSegments = (count: number) =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    Buffer.alloc(count * 4, Buffer.from([0xff, 0xe5, 0, 2])),
    Buffer.from([0xff, 0xd9]),
  ]);

/** Text in a PNG that inflates to gigabytes of its own kind. */
export function makeTextBomb(): Buffer {
  const text = Buffer.concat([
    Buffer.from("Raw profile type exif\0\0"),
    deflateSync(Buffer.alloc(64 * 1024 * 1024, 48)),
  ]);
  const png = makePng(Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]), Buffer.alloc(2));
  return Buffer.concat([png.subarray(0, 33), u32(text.length), Buffer.from("zTXt"), text, u32(0), png.subarray(33)]);
}
