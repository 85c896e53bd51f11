import PDFDocument from "pdfkit";
import { toBlocks } from "../blocks.ts";
import type { Report } from "../model.ts";
import { paginate } from "../paginate.ts";
import { layoutReport } from "./layout.ts";
import { drawPageFoot, drawPageHead, measureFoot } from "./page-frame.ts";
import type { PictureFiles } from "./pictures.ts";
import { paper } from "./styles.ts";
import { type FontFiles, openTypeface, type Pdf } from "./typeface.ts";

export type ReportPdfOptions = { fonts: FontFiles; pictures: PictureFiles; madeAt: Date };

/** pdfkit writes the title into XML as it is. */
const withoutMarkup = (text: string) => text.replaceAll(/[<>&]/g, " ");

function openPdf({ language, title, product }: Report, madeAt: Date): Pdf {
  const name = withoutMarkup(product);
  return new PDFDocument({
    ...{ size: "A4", margin: 0, autoFirstPage: false, pdfVersion: "1.7" },
    ...{ subset: "PDF/A-2b", tagged: true, lang: language, displayTitle: true },
    // Without a font of the reader, which would not be embedded.
    font: null as unknown as string,
    info: { Title: withoutMarkup(title), Author: name, Creator: name, Producer: name, CreationDate: madeAt },
  });
}

async function readPdf(pdf: Pdf): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  await new Promise<void>((resolve, reject) => {
    pdf.on("data", (chunk: Uint8Array<ArrayBuffer>) => chunks.push(chunk));
    pdf.on("end", resolve);
    pdf.on("error", reject);
    pdf.end();
  });
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/**
 * Formats a report as PDF/A-2b (ISO 19005-2) with tags, A4, in the layout of the printed report. Characters that the fonts lack are
 * named, as `[U+5F20]`.
 * @throws Error for a picture that is not JPEG; then there is no PDF
 */
export async function formatReportPdf(report: Report, options: ReportPdfOptions): Promise<Uint8Array<ArrayBuffer>> {
  const pdf = openPdf(report, options.madeAt);
  // Bookmarks of the first level are always seen, so that their count is stated (ISO 32000-1 section 12.3.3).
  Object.assign(pdf.outline, { options: { expanded: true } });
  const typeface = openTypeface(pdf, options.fonts);
  const tools = { pdf, typeface };
  const root = pdf.struct("Document");
  pdf.addStructure(root);
  const begin = pdf.struct("P");
  root.add(begin);
  const labelOf = (page: number, pages: number) =>
    report.pageLabel.replace("{page}", String(page)).replace("{pages}", String(pages));
  // A name of letters that the fonts lack makes a foot of many lines.
  const raised = Math.min(paper.roomHeight / 2, measureFoot(report, labelOf(9_999, 9_999), tools));
  const roomHeight = paper.roomHeight - raised;
  const { fragments, layoutRepeatedHead } = layoutReport(report, options.pictures, root, { ...tools, roomHeight });
  const end = pdf.struct("P");
  root.add(end);
  const contents = fragments.map(({ content }) => content);
  const heights = fragments.map(({ item }) => item.height);
  const pages = paginate(toBlocks(contents, heights), roomHeight);
  for (const [index, { blocks }] of pages.entries()) {
    pdf.addPage();
    drawPageHead(report, index === 0 ? begin : null, tools);
    const first = fragments[blocks[0] ?? 0]?.content;
    const heads = first?.kind === "row" ? layoutRepeatedHead(first.table) : [];
    let y = paper.roomTop;
    for (const item of [...heads, ...blocks.flatMap((block) => fragments[block]?.item ?? [])]) {
      item.draw(pdf, paper.left, y);
      y += item.height;
    }
    drawPageFoot(
      report,
      { label: labelOf(index + 1, pages.length), raised },
      index === pages.length - 1 ? end : null,
      tools,
    );
  }
  return readPdf(pdf);
}
