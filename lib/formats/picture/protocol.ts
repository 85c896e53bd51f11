import type { DrawnPage } from "./draw-tiff-page.ts";
import type { PictureReport, ReducedPicture } from "./model.ts";

export type PictureMethods = {
  examine: { params: { blob: Blob; mime: string }; result: PictureReport };
  drawReduced: { params: { blob: Blob; mime: string }; result: ReducedPicture };
  drawTiffPage: { params: { blob: Blob; page: number }; result: DrawnPage };
};
