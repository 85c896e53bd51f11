import { readJxlFrame } from "./jxl-frames.ts";
import { readJxlHeader } from "./jxl-header.ts";
import { note, type PictureDefect, warning } from "./model.ts";

const maxFrames = 100_000;

/** Checks that all frames of a JPEG XL codestream have the bytes that their tables of contents state (ISO/IEC 18181-1 §F.3). */
export function checkJxl(codestream: Uint8Array): PictureDefect[] {
  try {
    const header = readJxlHeader(codestream);
    let at = header.framesAt;
    for (let count = 0; at !== null && count < maxFrames; count += 1) {
      const { from, to, isLast } = readJxlFrame(codestream, at, header);
      if (to !== null && to > codestream.length) {
        const percent = Math.min(100, Math.max(1, Math.round(((to - codestream.length) / (to - from)) * 100)));
        return [count === 0 ? warning("data_short", { percent }) : warning("end_missing")];
      }
      if (to !== null && isLast) return [];
      at = to;
    }
    // A compressed table, a profile or a preview hides where the frames end.
    return [note("whole_unknown")];
  } catch {
    return [warning("end_missing")];
  }
}
