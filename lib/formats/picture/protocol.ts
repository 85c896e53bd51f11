import type { DrawnPage } from "./draw-tiff-page.ts";
import type { PictureReport } from "./model.ts";

export type PictureMethods = {
  examine: { params: { blob: Blob; mime: string }; result: PictureReport };
  drawTiffPage: { params: { blob: Blob; page: number }; result: DrawnPage };
};
