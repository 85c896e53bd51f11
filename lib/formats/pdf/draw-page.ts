import { OPS, type PageViewport, type PDFPageProxy } from "pdfjs-dist";
import { defectOfReport } from "./classify-report.ts";
import type { OpenedPdf } from "./open-pdf.ts";
import { type PageDefect, type PageDefectCode, pageDefects } from "./page-defects.ts";
import { refOf, type SpoiledObjects } from "./spoiled-objects.ts";

/** Where a page is drawn: the canvas has its size, in device pixels. */
export type PagePlace = { canvas: HTMLCanvasElement; viewport: PageViewport; ratio: number };

/** @property images drawn, by their references in the file: `5R` */
export type DrawnPage = { defects: PageDefect[]; replacedFonts: string[]; images: string[] };

/** A page that was not drawn at all. */
export const undrawn = (code: PageDefectCode): DrawnPage => ({
  defects: pageDefects([code]),
  replacedFonts: [],
  images: [],
});

/** Annotations that pdf.js does not draw: they play something. */
const playing = new Set(["RichMedia", "Screen", "Sound", "Movie", "3D"]);

/**
 * Draws a page and lists what is missing on it. pdf.js itself draws on without a word: it leaves out what it cannot
 * read. Hence three checks: its reports meanwhile, the pictures and fonts that it should have drawn with, and annotations.
 * Pages of one document are drawn in turn, because reports name no page.
 * @param place called with the page, before it is drawn; null draws nothing
 * @throws Error if nothing could be drawn
 */
export async function drawPage(
  pdf: OpenedPdf,
  number: number,
  place: (page: PDFPageProxy) => PagePlace | null,
  signal: AbortSignal,
): Promise<DrawnPage | null> {
  pdf.takeReports();
  let page: PDFPageProxy;
  try {
    page = await pdf.document.getPage(number);
  } catch {
    if (signal.aborted) return null;
    return undrawn("page_missing");
  }
  const placed = signal.aborted ? null : place(page);
  if (placed === null) return null;
  const { canvas, viewport, ratio } = placed;
  const used = new UsedObjects();
  const task = page.render({
    canvas,
    viewport,
    transform: [ratio, 0, 0, ratio, 0, 0],
    operationsFilter: (index: number, list: OperatorList) => used.add(list.fnArray[index], list.argsArray[index]),
  } as Parameters<PDFPageProxy["render"]>[0]);
  const cancel = () => task.cancel();
  signal.addEventListener("abort", cancel, { once: true });
  const codes = new Set<PageDefectCode>();
  try {
    await task.promise;
  } catch {
    if (signal.aborted) return null;
    codes.add("drawing_failed");
  } finally {
    signal.removeEventListener("abort", cancel);
  }
  const images = used.checkImages(page, pdf.spoiled, codes);
  const replacedFonts = used.checkFonts(page, pdf.spoiled, codes);
  await checkAnnotations(page, codes);
  for (const report of pdf.takeReports()) {
    const code = defectOfReport(report);
    if (code !== null) codes.add(code);
  }
  page.cleanup();
  return { defects: pageDefects(codes), replacedFonts, images };
}

type OperatorList = { fnArray: number[]; argsArray: unknown[][] };

const imageOperators = new Set<number>([
  OPS.paintImageXObject,
  OPS.paintImageXObjectRepeat,
  OPS.paintImageMaskXObject,
  OPS.paintImageMaskXObjectRepeat,
]);

/** Names of the pictures and fonts that the operators of a page use. */
class UsedObjects {
  readonly #images = new Set<string>();
  readonly #fonts = new Set<string>();

  /** @returns true, so that the operator is drawn */
  add(operator: number | undefined, values: unknown[] | null | undefined): boolean {
    if (operator === undefined || !values) return true;
    if (operator === OPS.setFont) this.#fonts.add(String(values[0]));
    else if (imageOperators.has(operator)) {
      const [image] = values;
      const name = typeof image === "object" && image !== null && "data" in image ? image.data : image;
      if (typeof name === "string") this.#images.add(name);
    }
    return true;
  }

  checkImages(page: PDFPageProxy, spoiled: SpoiledObjects, codes: Set<PageDefectCode>): string[] {
    const references: string[] = [];
    for (const name of this.#images) {
      const objects = name.startsWith("g_") ? page.commonObjs : page.objs;
      const image: unknown = objects.has(name) ? objects.get(name) : null;
      if (image === null) codes.add("image");
      const reference = refOf(image);
      if (typeof reference === "string") references.push(reference);
      for (const code of spoiled.find(name, reference)) codes.add(code);
    }
    return references;
  }

  /** @returns names of fonts that the file leaves out and that are not standard */
  checkFonts(page: PDFPageProxy, spoiled: SpoiledObjects, codes: Set<PageDefectCode>): string[] {
    const replaced: string[] = [];
    for (const name of this.#fonts) {
      for (const code of spoiled.find(name)) codes.add(code);
      if (!page.commonObjs.has(name)) continue;
      const font: unknown = page.commonObjs.get(name);
      if (typeof font !== "object" || font === null) codes.add("font");
      else if ("missingFile" in font && font.missingFile && "name" in font && !isStandardFont(String(font.name)))
        replaced.push(String(font.name));
    }
    return replaced;
  }
}

/** The 14 standard fonts and their usual other names, which programs leave out on purpose (ISO 32000-1, 9.6.2.2). */
const isStandardFont = (name: string) =>
  /^(Helvetica|Arial|Times|TimesNewRoman|Courier|CourierNew|Symbol|ZapfDingbats)([,\- ]?(PS|MT|PSMT|New|Roman|Bold|Italic|Oblique|Narrow|Regular)*)*$/i.test(
    name.replaceAll(" ", ""),
  );

async function checkAnnotations(page: PDFPageProxy, codes: Set<PageDefectCode>): Promise<void> {
  try {
    for (const annotation of await page.getAnnotations()) {
      if (playing.has(annotation.subtype)) codes.add("annotation");
      // A field without a picture of its value, which a program that fills forms would make (ISO 32000-1, 12.7.2).
      const isShown = annotation.hasAppearance || annotation.hidden || annotation.pushButton;
      if (annotation.subtype === "Widget" && !isShown && hasValue(annotation.fieldValue)) codes.add("field");
    }
  } catch {
    codes.add("annotation");
  }
}

const hasValue = (value: unknown) =>
  Array.isArray(value) ? value.length > 0 : typeof value === "string" && value !== "" && value !== "Off";
