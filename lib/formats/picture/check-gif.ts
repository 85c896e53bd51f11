import { countLzwPixels } from "./gif-lzw.ts";
import { note, type PictureDefect, warning } from "./model.ts";

/** Enough for every animation; a file with more frames is hostile, and its further frames are not checked. */
const maxFrames = 20_000;

export type GifReport = { defects: PictureDefect[]; frames: number; end: number | null };

/** Checks blocks, the LZW data of each frame and the trailer of a GIF (GIF89a). Never throws. */
export function checkGif(bytes: Uint8Array): GifReport {
  const u16 = (at: number) => ((bytes[at + 1] ?? 0) << 8) | (bytes[at] ?? 0);
  const defects: PictureDefect[] = [];
  let frames = 0;
  let at = 13 + paletteBytes(bytes[10] ?? 0);
  while (at < bytes.length) {
    const kind = bytes[at];
    if (kind === 0x3b) {
      if (frames === 0) defects.push(warning("data_short", { percent: 100 }));
      return { defects, frames, end: at + 1 };
    }
    if (kind === 0x21) {
      at = skipBlocks(bytes, at + 2);
    } else if (kind === 0x2c) {
      frames += 1;
      if (frames > maxFrames) return { defects: [...defects, warning("check_stopped")], frames, end: null };
      const data = at + 10 + paletteBytes(bytes[at + 9] ?? 0);
      const size = u16(at + 5) * u16(at + 7);
      const end = skipBlocks(bytes, data + 1);
      const { pixels, isBroken } = countLzwPixels(bytes.subarray(data, end), size);
      const percent = Math.max(1, Math.round((1 - pixels / size) * 100));
      if (pixels < size && defects.length === 0) {
        if (frames > 1) defects.push(warning("frame_broken", { frame: frames }));
        else if (isBroken) defects.push(warning("data_broken", { percent: 100 - percent }));
        else defects.push(warning("data_short", { percent }));
      }
      at = end;
    } else {
      return { defects: [...defects, warning(frames === 0 ? "header_broken" : "order_wrong")], frames, end: null };
    }
  }
  return {
    defects: [...defects, defects.length > 0 ? note("end_mark_missing") : warning("end_missing")],
    frames,
    end: null,
  };
}

const paletteBytes = (flags: number) => ((flags & 0x80) !== 0 ? 3 * 2 ** ((flags & 7) + 1) : 0);

/** Offset after the sub-blocks that begin at `at`; beyond the file if they do not end. */
function skipBlocks(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 0) at += 1 + (bytes[at] as number);
  return at + 1;
}
