import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runFileTool } from "./file-tools.ts";

/** Texts of the pages of a PDF, each in reading order with single spaces, and its page sizes in points. */
export function readPdf(folder: string, pdf: Buffer): { pages: string[]; sizes: string[] } {
  const path = join(folder, "printed.pdf");
  writeFileSync(path, pdf);
  const text = runFileTool(folder, "pdftotext", "-layout", path, "-").toString("utf8");
  const pages = text.split("\f").slice(0, -1);
  const info = runFileTool(folder, "pdfinfo", "-f", "1", "-l", String(pages.length), path).toString("utf8");
  const sizes = [...info.matchAll(/^Page +\d+ size: +([\d.]+) x ([\d.]+)/gm)].map(
    ([, width, height]) => `${Math.round(Number(width))} x ${Math.round(Number(height))}`,
  );
  return { pages: pages.map((page) => page.replaceAll(/\s+/g, " ").trim()), sizes };
}
