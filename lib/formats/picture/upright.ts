import type { PixelSize } from "#lib/formats/media/model";

/**
 * `size` is as stored; `orientation` (Exif, 1–8) says how the picture is meant to be seen, `taken` (Exif, as stated) when
 * it was captured.
 */
export type Picture = { blob: Blob; mime: string; size: PixelSize; orientation?: number; taken?: string | null };

/** Formats whose decoders apply the container's own rotation. */
export const turnedByDecoder = /^image\/(?:avif|hei[cf]|jxl)$/u;

/** Turn and mirror as a CSS transform, by Exif orientation. */
export const orientationTransforms = [
  "",
  "scaleX(-1)",
  "rotate(180deg)",
  "scaleY(-1)",
  "rotate(270deg) scaleX(-1)",
  "rotate(90deg)",
  "rotate(90deg) scaleX(-1)",
  "rotate(270deg)",
];

/** Size in pixels as the picture is meant to be seen. */
export const seenSize = ({ size, orientation = 1 }: Picture): PixelSize =>
  orientation >= 5 ? { width: size.height, height: size.width } : size;
