import { ByteReader } from "#lib/bytes/byte-reader";
import { findBytes } from "#lib/bytes/find-bytes";
import type { PixelSize } from "./model.ts";

/** Decode limit in pixels: 64 million pixels take 256 MB. */
export const pixelCap = 64_000_000;

/** Reads the size from an image header. @returns null if it is zero or beyond these bytes */
export function readImageSize(data: Uint8Array, mime: string): PixelSize | null {
  try {
    const size = readSize(data, new DataView(data.buffer, data.byteOffset, data.byteLength), mime);
    return size !== null && size.width > 0 && size.height > 0 ? size : null;
  } catch {
    return null;
  }
}

function readSize(data: Uint8Array, view: DataView, mime: string): PixelSize | null {
  if (mime === "image/png" || mime === "image/apng") return { width: view.getUint32(16), height: view.getUint32(20) };
  if (mime === "image/gif") return readGif(view);
  if (mime === "image/bmp") return readBmp(view);
  if (mime === "image/jpeg") return readJpeg(view);
  if (mime === "image/webp") return readWebp(new ByteReader(data, 0));
  if (mime === "image/avif" || mime === "image/heic" || mime === "image/heif") return readAvif(data, view);
  if (mime === "image/x-icon") return { width: data[6] || 256, height: data[7] || 256 };
  if (mime === "image/jxl") return readJpegXl(data);
  if (mime === "image/jp2") return readJpeg2000(data, view);
  return null;
}

/** Reads the screen size, or the first frame's if that reaches further, because decoders allocate it (GIF89a §18, §20). */
function readGif(view: DataView): PixelSize | null {
  const u16 = (at: number) => view.getUint16(at, true);
  const screen = { width: u16(6), height: u16(8) };
  const colours = view.getUint8(10);
  let at = 13 + ((colours & 0x80) !== 0 ? 3 * 2 ** ((colours & 7) + 1) : 0);
  while (view.getUint8(at) === 0x21) {
    at += 2;
    while (view.getUint8(at) !== 0) at += 1 + view.getUint8(at);
    at += 1;
  }
  if (view.getUint8(at) !== 0x2c) return screen.width > 0 ? screen : null;
  return {
    width: Math.max(screen.width, u16(at + 1) + u16(at + 5)),
    height: Math.max(screen.height, u16(at + 3) + u16(at + 7)),
  };
}

function readBmp(view: DataView): PixelSize {
  if (view.getUint32(14, true) === 12) return { width: view.getUint16(18, true), height: view.getUint16(20, true) };
  return { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
}

/** Finds the first frame header (ITU T.81 §B.2.2). */
function readJpeg(view: DataView): PixelSize | null {
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    } else if (marker === 0xda || marker === 0xd9) return null;
    else at += 2 + view.getUint16(at + 2);
  }
  return null;
}

function readWebp(bytes: ByteReader): PixelSize | null {
  const kind = String.fromCharCode(...bytes.slice(12, 16));
  const u24 = (at: number) => bytes.u16(at) | ((bytes.data[at + 2] as number) << 16);
  if (kind === "VP8X") return { width: u24(24) + 1, height: u24(27) + 1 };
  if (kind === "VP8 ") return { width: bytes.u16(26) & 0x3fff, height: bytes.u16(28) & 0x3fff };
  if (kind !== "VP8L") return null;
  const packedFields = bytes.u32(21);
  return { width: (packedFields & 0x3fff) + 1, height: ((packedFields >>> 14) & 0x3fff) + 1 };
}

/** Reads the largest `ispe` property (ISO/IEC 23008-12 §6.5.3), because grid tiles are smaller than the image; of a sequence without one, the largest track. */
function readAvif(data: Uint8Array, view: DataView): PixelSize | null {
  let largest: PixelSize | null = null;
  const head = data.subarray(0, 16 * 1024);
  for (const at of findBytes(head, [0x69, 0x73, 0x70, 0x65])) {
    const size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (largest === null || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest ?? readTrackSize(data, view);
}

/** Reads the track headers (ISO/IEC 14496-12 §8.3.2), whose sizes are in 65,536ths of a pixel. */
function readTrackSize(data: Uint8Array, view: DataView): PixelSize | null {
  let largest: PixelSize | null = null;
  for (const at of findBytes(data, [0x74, 0x6b, 0x68, 0x64])) {
    const place = at + (data[at + 4] === 1 ? 92 : 80);
    if (place + 8 > data.length) continue;
    const size = { width: view.getUint32(place) >>> 16, height: view.getUint32(place + 4) >>> 16 };
    if (largest === null || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
}

/** Reads the size header of a codestream (ISO/IEC 18181-1 §D.2), before its orientation. */
function readJpegXl(data: Uint8Array): PixelSize | null {
  const at = data[0] === 0xff ? 0 : (findBytes(data.subarray(0, 4096), [0xff, 0x0a]).next().value ?? -1);
  if (at < 0 || at + 12 > data.length) return null;
  let bit = (at + 2) * 8;
  const read = (count: number) => {
    let value = 0;
    for (let index = 0; index < count; index += 1, bit += 1)
      value += (((data[bit >> 3] as number) >> (bit & 7)) & 1) * 2 ** index;
    return value;
  };
  const isSmall = read(1) === 1;
  const side = () => (isSmall ? (read(5) + 1) * 8 : read([9, 13, 18, 30][read(2)] as number) + 1);
  const height = side();
  const ratio = [null, [1, 1], [12, 10], [4, 3], [3, 2], [16, 9], [5, 4], [2, 1]][read(3)];
  const width = ratio ? Math.floor((height * (ratio[0] as number)) / (ratio[1] as number)) : side();
  return { width, height };
}

/** Reads the SIZ segment (ITU T.800 §A.5.1), which decoders use; a JP2 `ihdr` box may declare less. */
function readJpeg2000(data: Uint8Array, view: DataView): PixelSize | null {
  for (const at of findBytes(data, [0xff, 0x4f, 0xff, 0x51])) {
    const [right, bottom, left, top] = [8, 12, 16, 20].map((offset) => view.getUint32(at + offset));
    return { width: Math.max(0, (right ?? 0) - (left ?? 0)), height: Math.max(0, (bottom ?? 0) - (top ?? 0)) };
  }
  return null;
}
