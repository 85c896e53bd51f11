import { listAfterEnd } from "./after-end.ts";
import { checkGif } from "./check-gif.ts";
import { emptyReport, type PictureReport } from "./model.ts";

export function examineGif(bytes: Uint8Array<ArrayBuffer>): PictureReport {
  const { defects, frames, end } = checkGif(bytes);
  return { ...emptyReport, defects, pictures: frames, parts: end === null ? [] : listAfterEnd(bytes, end) };
}
