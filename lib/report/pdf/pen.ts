import type { Mark } from "../model.ts";
import type { Line } from "./break-lines.ts";
import { features, type Pdf, type Style } from "./typeface.ts";
import { mm } from "./units.ts";

/** Distance from the top of a line to its baseline, for text of this size. */
const baselineOf = (lineHeight: number, size: number) => lineHeight / 2 + size * 0.345;

/** Drawings of the signs in a square of 24, with round ends, as the icons of the screen. */
const signPaths: Record<Mark, string> = {
  agrees: "M20 6 9 17l-5-5",
  differs: "M18 6 6 18 M6 6l12 12",
  unsure: "M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0 M9.1 9a3 3 0 0 1 5.8 1c0 2-3 3-3 3 M12 17v.1",
  none: "M5 12h14",
};

export function drawSign(pdf: Pdf, mark: Mark, x: number, middle: number): void {
  const side = 3 * mm;
  pdf.save();
  pdf.translate(x, middle - side / 2).scale(side / 24);
  pdf.path(signPaths[mark]).lineWidth(2.6).lineCap("round").lineJoin("round").strokeColor("#000").stroke();
  pdf.restore();
}

export const drawSigns = (pdf: Pdf, { signs }: Line, x: number, y: number, lineHeight: number): void => {
  for (const sign of signs) drawSign(pdf, sign.mark, x + sign.x, y + lineHeight / 2);
};

export function drawText(pdf: Pdf, text: string, { font, size, color }: Style, x: number, baseline: number): void {
  pdf.font(font).fontSize(size).fillColor(color);
  pdf.text(text, x, baseline, { lineBreak: false, baseline: "alphabetic", features });
}

/** @param size of the text whose baseline all runs share */
export function drawLine(pdf: Pdf, line: Line, x: number, y: number, lineHeight: number, size: number): void {
  for (const run of line.runs) drawText(pdf, run.text, run.style, x + run.x, y + baselineOf(lineHeight, size));
}

export function drawRule(pdf: Pdf, x: number, y: number, width: number, thickness: number, color: string): void {
  pdf
    .moveTo(x, y)
    .lineTo(x + width, y)
    .lineWidth(thickness)
    .strokeColor(color)
    .stroke();
}

/** Draws what is not part of the text: rules, signs, repeated heads. */
export function asArtifact(pdf: Pdf, type: "Layout" | "Pagination", draw: () => void): void {
  pdf.markContent("Artifact", { type });
  draw();
  pdf.endMarkedContent();
}

/** Draws the content of a tagged element; an element may have several, on several pages. */
export function asContent(pdf: Pdf, element: PDFKit.PDFStructureElement, tag: string, draw: () => void): void {
  const content = pdf.markStructureContent(tag);
  draw();
  pdf.endMarkedContent();
  element.add(content);
}
