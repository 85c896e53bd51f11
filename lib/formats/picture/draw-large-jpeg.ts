import { readJpegFrame } from "./jpeg-frame.ts";
import { isFrame, readJpegSegments } from "./jpeg-segments.ts";
import { findReduction } from "./large-picture.ts";
import { startBmp } from "./make-bmp.ts";
import type { ReducedPicture } from "./model.ts";

/** Some cameras write this much before the frame header. Bytes. */
const headBytes = 4 * 1024 * 1024;
/** All coefficients of a progressive image are in memory, two bytes each. */
const maxCoefficientBytes = 400 * 1024 * 1024;
/** A decoder can leave out seven of eight rows and columns of each block, no more. */
const maxReduction = 8;

/** WebCodecs, which TypeScript's library does not have yet. */
type Frame = Pick<VideoFrame, "visibleRect" | "close"> & {
  copyTo(to: Uint8Array, options: { format: string }): Promise<unknown>;
};
type Decoder = {
  decode(options: { completeFramesOnly: boolean }): Promise<{ image: Frame }>;
  close(): void;
};
declare const ImageDecoder: new (init: {
  data: ReadableStream;
  type: string;
  desiredWidth: number;
  desiredHeight: number;
}) => Decoder;

/**
 * Draws a JPEG at an eighth, a quarter or half of its size, which decoders do from the coefficients, without the pixels.
 * @throws Error if the browser cannot, or the picture would take too much memory
 */
export async function drawLargeJpeg(blob: Blob, mostPixels: number): Promise<ReducedPicture> {
  const frame = readFrame(new Uint8Array(await blob.slice(0, headBytes).arrayBuffer()));
  if (frame === null || frame.height === 0) throw new Error("No frame header");
  const coefficients = frame.components.reduce((sum, one) => sum + one.blocksWide * one.blocksHigh, 0) * 128;
  if (frame.marker === 0xc2 && coefficients > maxCoefficientBytes) throw new RangeError("Too many coefficients");
  const reduction = Math.max(2, findReduction(frame, mostPixels));
  if (reduction > maxReduction) throw new RangeError("Too many pixels");
  const width = Math.ceil(frame.width / reduction);
  const height = Math.ceil(frame.height / reduction);
  // Decoders refuse a file without an end; with an end mark, they draw what is there.
  const data = new Blob([blob, new Uint8Array([0xff, 0xd9])]).stream();
  const decoder = new ImageDecoder({ data, type: "image/jpeg", desiredWidth: width, desiredHeight: height });
  try {
    const { image } = await decoder.decode({ completeFramesOnly: true });
    const { width: drawnWidth = 0, height: drawnHeight = 0 } = image.visibleRect ?? {};
    const { bmp, pixels } = startBmp(drawnWidth, drawnHeight);
    await image.copyTo(pixels, { format: "RGBA" });
    image.close();
    return { bmp, width: drawnWidth, height: drawnHeight, reduction: frame.width / drawnWidth };
  } finally {
    decoder.close();
  }
}

function readFrame(head: Uint8Array) {
  const found = readJpegSegments(head).segments.find(({ marker }) => isFrame(marker));
  return found ? readJpegFrame(found.marker, head.subarray(found.from, found.to), 0) : null;
}
