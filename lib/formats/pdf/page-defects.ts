import type { Defect } from "#lib/formats/media/model";

/** What a page lacks, or shows otherwise than its file says. One message per code, `files.pdf.defect`. */
export const pageDefectCodes = [
  "annotation",
  "checksum",
  "colour",
  "content",
  "drawing_failed",
  "drawing_stopped",
  "field",
  "filter",
  "font",
  "form_object",
  "image",
  "image_large",
  "image_partial",
  "layer",
  "mask",
  "object",
  "page_missing",
  "pattern",
  "size",
  "stream",
] as const;
export type PageDefectCode = (typeof pageDefectCodes)[number];

export type PageDefect = Defect<PageDefectCode>;

/** One line per code. */
export function pageDefects(codes: Iterable<PageDefectCode>): PageDefect[] {
  return [...new Set(codes)].sort().map((code) => ({ code, severity: "warning" }));
}
