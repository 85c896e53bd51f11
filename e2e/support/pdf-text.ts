import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runFileTool } from "./file-tools.ts";

/** Width and height of A4 in points; browsers round them. */
const a4 = [595.28, 841.89];

/**
 * Texts of the pages of a PDF with single spaces, and whether each page is A4.
 * @param order as read on the page, or as written in the file: text across other text is whole only there
 */
export function readPdf(
  folder: string,
  pdf: Buffer,
  order: "layout" | "raw" = "layout",
): { pages: string[]; areA4: boolean[] } {
  const path = join(folder, "printed.pdf");
  writeFileSync(path, pdf);
  const text = runFileTool(folder, "pdftotext", `-${order}`, path, "-").toString("utf8");
  const pages = text.split("\f").slice(0, -1);
  const info = runFileTool(folder, "pdfinfo", "-f", "1", "-l", String(pages.length), path).toString("utf8");
  const areA4 = [...info.matchAll(/^Page +\d+ size: +([\d.]+) x ([\d.]+)/gm)].map(([, ...sides]) =>
    sides.every((side, index) => Math.abs(Number(side) - (a4[index] ?? 0)) < 1),
  );
  return { pages: pages.map((page) => page.replaceAll(/\s+/g, " ").trim()), areA4 };
}
