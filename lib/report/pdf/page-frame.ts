import type { Report } from "../model.ts";
import { breakLines, type StyledText } from "./break-lines.ts";
import { asArtifact, asContent, drawLine, drawRule } from "./pen.ts";
import { heightOf, ownText, paper, sizes } from "./styles.ts";
import type { Pdf, Typeface } from "./typeface.ts";
import { mm } from "./units.ts";

type Element = PDFKit.PDFStructureElement;
type Tools = { pdf: Pdf; typeface: Typeface };

/** Draws texts from the upper left corner of their place, in as many lines as they need. */
function drawTexts(
  texts: readonly StyledText[],
  at: { x: number; y: number; width: number },
  size: number,
  tools: Tools,
) {
  const { pdf, typeface } = tools;
  const lines = breakLines(texts, at.width, typeface);
  for (const [index, line] of lines.entries())
    drawLine(pdf, line, at.x, at.y + index * heightOf(size), heightOf(size), size);
}

/** Content of the document where it stands first; later it only repeats. */
function drawOnce(pdf: Pdf, element: Element | null, draw: () => void): void {
  if (element === null) asArtifact(pdf, "Pagination", draw);
  else asContent(pdf, element, "P", draw);
}

/** @param element for the first page: what every page repeats is part of the text once */
export function drawPageHead({ product, title, demo }: Report, element: Element | null, tools: Tools): void {
  const { pdf, typeface } = tools;
  const { left, top, width } = paper;
  const size = sizes.heading;
  const mark = demo === null ? null : ownText(demo, { font: "bold", size });
  const markWidth = mark === null ? 0 : typeface.measure(mark.text, mark.style);
  const inset = 2 * mm;
  drawOnce(pdf, element, () => {
    const texts = [ownText(product, { font: "bold", size }), ownText(` ${title}`, { size })];
    drawTexts(texts, { x: left, y: top, width: width - markWidth - 4 * inset }, size, tools);
    if (mark !== null)
      drawTexts([mark], { x: left + width - markWidth - inset, y: top, width: markWidth + 1 }, size, tools);
  });
  asArtifact(pdf, "Layout", () => {
    drawRule(pdf, left, paper.roomTop - 0.15 * mm, width, 0.3 * mm, "#000000");
    if (mark === null) return;
    const x = left + width - markWidth - 2 * inset;
    const height = heightOf(size) + 1 * mm;
    pdf
      .rect(x + 0.15 * mm, top - 0.5 * mm, markWidth + 2 * inset - 0.3 * mm, height)
      .lineWidth(0.3 * mm)
      .strokeColor("#000000")
      .stroke();
  });
}

const footSize = sizes.foot;
/** Two lines fit below the room of a page. */
const usualFootLines = 2;

const footTexts = ({ footer }: Report) => [ownText(footer, { size: footSize })];
const labelTexts = (label: string) => ownText(label, { size: footSize });
const footWidth = (label: string, { typeface }: Tools) =>
  paper.width - typeface.measure(label, labelTexts(label).style) - 4 * mm;

/** What a long foot takes from the room of a page, in points. @param label the widest one */
export function measureFoot(report: Report, label: string, tools: Tools): number {
  const lines = breakLines(footTexts(report), footWidth(label, tools), tools.typeface);
  return Math.max(0, lines.length - usualFootLines) * heightOf(footSize);
}

/** @param element for the last page @param label the page's number and that of all pages @param raised see measureFoot */
export function drawPageFoot(
  report: Report,
  { label, raised }: { label: string; raised: number },
  element: Element | null,
  tools: Tools,
): void {
  const { pdf, typeface } = tools;
  const { left, width } = paper;
  const footTop = paper.footTop - raised;
  const size = footSize;
  const number = labelTexts(label);
  const labelWidth = typeface.measure(number.text, number.style);
  const y = footTop + 1.4 * mm;
  asArtifact(pdf, "Layout", () => drawRule(pdf, left, footTop + 0.1 * mm, width, 0.2 * mm, "#000000"));
  drawOnce(pdf, element, () =>
    drawTexts(footTexts(report), { x: left, y, width: footWidth(label, tools) }, size, tools),
  );
  asArtifact(pdf, "Pagination", () =>
    drawTexts([number], { x: left + width - labelWidth, y, width: labelWidth + 1 }, size, tools),
  );
}
