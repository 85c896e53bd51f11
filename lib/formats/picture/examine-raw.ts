import { hasBytesAt } from "#lib/bytes/find-bytes";
import { examineCr3 } from "./examine-cr3.ts";
import { examineRaf } from "./examine-raf.ts";
import { examineTiff } from "./examine-tiff.ts";
import { emptyReport, note, type PictureReport } from "./model.ts";
import { TiffReader } from "./tiff-directories.ts";

const text = (value: string) => new TextEncoder().encode(value);

/** Camera raw files. Only those with the structure of a TIFF go to its reader; each other container has its own. */
export function examineRaw(bytes: Uint8Array<ArrayBuffer>): PictureReport {
  if (hasBytesAt(bytes, 0, text("FUJIFILMCCD-RAW"))) return examineRaf(bytes);
  if (hasBytesAt(bytes, 4, text("ftyp"))) return examineCr3(bytes);
  // CIFF (CRW) begins with the letters of a TIFF, too.
  const isTiff = new TiffReader(bytes).first !== 0 && !hasBytesAt(bytes, 6, text("HEAP"));
  return isTiff ? examineTiff(bytes, true) : { ...emptyReport, defects: [note("whole_unknown")] };
}
