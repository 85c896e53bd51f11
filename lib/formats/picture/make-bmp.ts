const headerBytes = 14 + 108;

/** Wraps RGBA pixels in a BMP with a version 4 header, top-down, with alpha. */
export function makeBmp(rgba: Uint8ClampedArray, width: number, height: number): Uint8Array<ArrayBuffer> {
  const { bmp, pixels } = startBmp(width, height);
  pixels.set(rgba);
  return bmp;
}

/** A BMP whose `pixels` (RGBA, rows from the top) are to be filled in. */
export function startBmp(width: number, height: number): { bmp: Uint8Array<ArrayBuffer>; pixels: Uint8Array } {
  const sizeBytes = width * height * 4;
  const bmp = new Uint8Array(headerBytes + sizeBytes);
  const view = new DataView(bmp.buffer);
  bmp.set([0x42, 0x4d]);
  view.setUint32(2, bmp.length, true);
  view.setUint32(10, headerBytes, true);
  view.setUint32(14, 108, true);
  view.setInt32(18, width, true);
  view.setInt32(22, -height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 32, true);
  // Masks of red, green, blue and alpha follow (BI_BITFIELDS), so the bytes stay in their order.
  view.setUint32(30, 3, true);
  view.setUint32(34, sizeBytes, true);
  for (const [index, mask] of [0xff, 0xff00, 0xff0000, 0xff000000].entries())
    view.setUint32(54 + index * 4, mask, true);
  view.setUint32(70, 0x73524742, true);
  return { bmp, pixels: bmp.subarray(headerBytes) };
}
