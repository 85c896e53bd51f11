import type { Report } from "../model.ts";
import type { PictureFiles } from "./pictures.ts";

/** What the page asks the worker for. */
export type ReportPdfMethods = {
  format: {
    params: { report: Report; pictures: PictureFiles; madeAt: Date };
    result: Blob;
    event: never;
  };
};
