import type { Report } from "../model.ts";
import type { PictureFiles } from "./pictures.ts";

/** What the page asks the worker for. */
export type ReportPdfMethods = {
  format: {
    params: { report: Report; pictures: PictureFiles; madeAt: Date };
    result: Blob;
    event: never;
  };
  /** Formats a small report, so that code and fonts are ready for the next one. */
  warm: { params: null; result: null; event: never };
};
