/** Smallest images and audio of formats that need no encoder. */
import { crc32, deflateSync } from "node:zlib";

const chunk = (type: string, data: Buffer) => {
  const body = Buffer.concat([Buffer.from(type), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
};

/** PNG from the 13 bytes of its header (IHDR) and its scan lines. */
export const makePng = (header: Buffer, scanLines: Buffer) =>
  Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(scanLines)),
    chunk("IEND", Buffer.alloc(0)),
  ]);

/** 2 × 2 pixels, red. */
export const png = makePng(
  Buffer.from([0, 0, 0, 2, 0, 0, 0, 2, 8, 2, 0, 0, 0]),
  Buffer.from([0, 255, 0, 0, 255, 0, 0, 0, 255, 0, 0, 255, 0, 0]),
);
/** One red pixel. */
export const gif = Buffer.from("R0lGODdhAQABAIAAAP8AAP///ywAAAAAAQABAAACAkQBADs=", "base64");
/** One red pixel. */
export const bmp = Buffer.alloc(58);
bmp.write("BM", 0);
for (const [at, value] of [
  [2, 58],
  [10, 54],
  [14, 40],
  [18, 1],
  [22, 1],
] as const)
  bmp.writeUInt32LE(value, at);
bmp.writeUInt16LE(1, 26);
bmp.writeUInt16LE(24, 28);
bmp.set([0, 0, 255], 54);
/** 0.1 s of silence. */
export const wav = Buffer.alloc(44 + 800);
wav.write("RIFF", 0);
wav.writeUInt32LE(836, 4);
wav.write("WAVEfmt ", 8);
for (const [at, value] of [
  [16, 16],
  [24, 8000],
  [28, 8000],
] as const)
  wav.writeUInt32LE(value, at);
for (const [at, value] of [
  [20, 1],
  [22, 1],
  [32, 1],
  [34, 8],
] as const)
  wav.writeUInt16LE(value, at);
wav.write("data", 36);
wav.writeUInt32LE(800, 40);
wav.fill(128, 44);
