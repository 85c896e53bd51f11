import { pixelCap } from "../media/image-size.ts";
import type { PixelSize } from "../media/model.ts";

/** Larger JPEGs are drawn at reduced size first: all pixels of a scan would take more memory than all else together. */
const reducedJpeg = 32_000_000;
/** Beyond this, not even a reduced picture is drawn. */
const mostPixels = 1_000_000_000;

/** How a picture of this type and stored size is drawn. `canBeWhole`: the browser may decode all of its pixels. */
export function planDrawing(mime: string, { width, height }: PixelSize): { isReduced: boolean; canBeWhole: boolean } {
  const pixels = width * height;
  const least = mime === "image/jpeg" ? reducedJpeg : mime === "image/png" ? pixelCap : Number.POSITIVE_INFINITY;
  return { isReduced: pixels > least && pixels <= mostPixels, canBeWhole: pixels <= pixelCap };
}

/** Smallest power of two that brings a picture to at most `most` pixels. */
export function findReduction({ width, height }: PixelSize, most: number): number {
  let reduction = 1;
  while (Math.ceil(width / reduction) * Math.ceil(height / reduction) > most) reduction *= 2;
  return reduction;
}
