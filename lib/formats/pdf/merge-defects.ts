import type { DrawnPage } from "./draw-page.ts";
import { type PageDefect, pageDefects } from "./page-defects.ts";
import type { PdfStructure } from "./structure/model.ts";

/** What is missing on a page: what drawing it showed, and damage in its own parts and in the pictures that it drew. */
export function mergeDefects(page: number, drawn: DrawnPage, structure: PdfStructure | null): PageDefect[] {
  const codes = drawn.defects.map(({ code }) => code);
  if (structure === null) return pageDefects(codes);
  const images = new Map(structure.images);
  return pageDefects([
    ...codes,
    ...(new Map(structure.pages).get(page) ?? []),
    ...drawn.images.flatMap((image) => images.get(image) ?? []),
  ]);
}
