import { type PictureDefect, warning } from "./model.ts";
import { type RiffChunk, readRiffChunks, type WebpFile } from "./webp-chunks.ts";

type Size = { width: number; height: number };

/** Checks sizes, chunks and frames of a WebP (RFC 9649). Its compressed data have no checksum. */
export function checkWebp(bytes: Uint8Array, { chunks, brokenAt, end }: WebpFile): PictureDefect[] {
  const defects: PictureDefect[] = [];
  const all = brokenAt === null ? chunks : [...chunks, brokenAt];
  const canvas = readCanvas(bytes, all);
  const images = all.filter(({ type }) => type === "VP8 " || type === "VP8L");
  const frames = all.filter(({ type }) => type === "ANMF");
  if (end > bytes.length || brokenAt !== null) {
    const cut = brokenAt !== null && ["VP8 ", "VP8L", "ANMF", "ALPH"].includes(brokenAt.type);
    defects.push(
      cut || images.length + frames.length === 0
        ? warning("data_short", { percent: missingPercent(bytes, end) })
        : warning("end_missing"),
    );
  }
  const isAnimated = all[0]?.type === "VP8X" && ((bytes[all[0].from] ?? 0) & 2) !== 0;
  if (!isAnimated && images.length === 0) return defects.length > 0 ? defects : [warning("header_missing")];
  if (isAnimated && frames.length === 0) defects.push(warning("data_short", { percent: 100 }));
  for (const image of isAnimated ? [] : images.slice(0, 1)) {
    const size = readImage(bytes, image);
    if (size === null) defects.push(warning("header_broken"));
    else if (canvas !== null && (canvas.width !== size.width || canvas.height !== size.height))
      defects.push(warning("sizes_differ", { first: format(canvas), second: format(size) }));
  }
  const broken = frames.findIndex((frame) => !isWholeFrame(bytes, frame, canvas));
  if (broken >= 0 && defects.length === 0) defects.push(warning("frame_broken", { frame: broken + 1 }));
  return defects;
}

const format = ({ width, height }: Size) => `${width} × ${height}`;

const missingPercent = (bytes: Uint8Array, end: number) =>
  Math.min(99, Math.max(1, Math.round((1 - bytes.length / Math.max(end, 1)) * 100)));

const u24 = (bytes: Uint8Array, at: number) =>
  (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);

function readCanvas(bytes: Uint8Array, [first]: readonly RiffChunk[]): Size | null {
  if (first?.type !== "VP8X" || first.to - first.from < 10) return null;
  return { width: u24(bytes, first.from + 4) + 1, height: u24(bytes, first.from + 7) + 1 };
}

/** Size in the image's own header (RFC 6386 §9.1, RFC 9649 §3.4); null if the header is not one. */
function readImage(bytes: Uint8Array, { type, from, to }: RiffChunk): Size | null {
  if (type === "VP8L") {
    if (bytes[from] !== 0x2f || to - from < 5) return null;
    const fields = u24(bytes, from + 1) | ((bytes[from + 4] ?? 0) << 24);
    return { width: (fields & 0x3fff) + 1, height: ((fields >>> 14) & 0x3fff) + 1 };
  }
  if (u24(bytes, from + 3) !== 0x2a019d || to - from < 10) return null;
  const tag = u24(bytes, from);
  // An image is a key frame, and its first partition is inside the chunk.
  if ((tag & 1) !== 0 || (tag >> 5) + 10 > to - from) return null;
  return { width: u24(bytes, from + 6) & 0x3fff, height: u24(bytes, from + 8) & 0x3fff };
}

/** True if an animation frame has an image of its size inside the canvas. */
function isWholeFrame(bytes: Uint8Array, { from, to }: RiffChunk, canvas: Size | null): boolean {
  const { chunks, brokenAt } = readRiffChunks(bytes, from + 16, to);
  const image = chunks.find(({ type }) => type === "VP8 " || type === "VP8L");
  if (brokenAt !== null || image === undefined) return false;
  const size = readImage(bytes, image);
  const [left, top] = [2 * u24(bytes, from), 2 * u24(bytes, from + 3)];
  const [width, height] = [u24(bytes, from + 6) + 1, u24(bytes, from + 9) + 1];
  if (size === null || size.width !== width || size.height !== height) return false;
  return canvas === null || (left + width <= canvas.width && top + height <= canvas.height);
}

export const countWebpFrames = ({ chunks }: WebpFile) =>
  Math.max(1, chunks.filter(({ type }) => type === "ANMF").length);
