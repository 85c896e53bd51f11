import { checkBmp } from "./check-bmp.ts";
import { checkJpeg2000 } from "./check-jpeg2000.ts";
import { examineGif } from "./examine-gif.ts";
import { examineHeif } from "./examine-heif.ts";
import { examineJpeg } from "./examine-jpeg.ts";
import { examineJxl } from "./examine-jxl.ts";
import { examinePng } from "./examine-png.ts";
import { examineRaw } from "./examine-raw.ts";
import { examineTiff } from "./examine-tiff.ts";
import { examineWebp } from "./examine-webp.ts";
import { emptyReport, type PictureReport } from "./model.ts";

type Examine = (bytes: Uint8Array<ArrayBuffer>) => PictureReport | Promise<PictureReport>;

const examiners: Record<string, Examine> = {
  "image/jpeg": examineJpeg,
  "image/png": examinePng,
  "image/gif": examineGif,
  "image/webp": examineWebp,
  "image/avif": examineHeif,
  "image/heic": examineHeif,
  "image/heif": examineHeif,
  "image/jxl": examineJxl,
  "image/tiff": (bytes) => examineTiff(bytes),
  "image/x-raw": examineRaw,
  "image/bmp": (bytes) => ({ ...emptyReport, defects: checkBmp(bytes) }),
  "image/jp2": (bytes) => ({ ...emptyReport, defects: checkJpeg2000(bytes) }),
};

/** Reads the structure of a picture: what is missing, Exif, orientation, profile, and files inside. Decodes no pixels. */
export async function examinePicture(bytes: Uint8Array<ArrayBuffer>, mime: string): Promise<PictureReport> {
  return (await examiners[mime]?.(bytes)) ?? emptyReport;
}
