import { readFileSync } from "node:fs";
import { getDocument, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";
import PDFDocument from "pdfkit";
import type { Cell, Part, Report } from "../model.ts";
import { toClusters } from "./clusters.ts";
import { type FontFiles, type FontName, openTypeface } from "./typeface.ts";

const font = (path: string): Uint8Array => readFileSync(`node_modules/@expo-google-fonts/${path}.ttf`);

export const fonts: FontFiles = {
  regular: font("ibm-plex-sans/400Regular/IBMPlexSans_400Regular"),
  bold: font("ibm-plex-sans/600SemiBold/IBMPlexSans_600SemiBold"),
  mono: font("ibm-plex-mono/400Regular/IBMPlexMono_400Regular"),
};

/** Text of a page as it stands in its content: `x` and `right` in points from the left edge, `y` from the lower one. */
type Text = { text: string; isArtifact: boolean; x: number; right: number; y: number };
export type StructNode = { role: string; alt?: string; children: StructNode[] };
export type ReadPdf = {
  pages: { texts: Text[]; tree: StructNode; width: number; height: number }[];
  outline: string[];
  title: unknown;
  language: unknown;
  isMarked: boolean;
  displaysTitle: boolean;
};

const listRoles = (node: { role?: string; alt?: string; children?: readonly unknown[] }): StructNode => ({
  role: node.role ?? "",
  ...(node.alt === undefined ? {} : { alt: node.alt }),
  children: (node.children ?? []).flatMap((child) =>
    typeof child === "object" && child !== null && "role" in child ? [listRoles(child as StructNode)] : [],
  ),
});

/** Reads a PDF with another program than the one that wrote it. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: VerbosityLevel.ERRORS, useSystemFonts: false });
  const pdf = await task.promise;
  const pages: ReadPdf["pages"] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
    const [, , width = 0, height = 0] = page.view;
    const open: boolean[] = [];
    const texts: Text[] = [];
    for (const item of items) {
      if ("str" in item) {
        const [, , , , x = 0, y = 0] = item.transform as number[];
        texts.push({ text: item.str, isArtifact: open.includes(true), x, right: x + item.width, y });
      } else if (item.type === "endMarkedContent") open.pop();
      else open.push((item as { tag?: string }).tag === "Artifact");
    }
    const tree = await page.getStructTree();
    pages.push({ texts, tree: listRoles(tree as unknown as StructNode), width, height });
  }
  const outline = ((await pdf.getOutline()) ?? []).map(({ title }) => title);
  const { info } = await pdf.getMetadata();
  const read = info as Record<string, unknown>;
  const [marks, preferences] = [await pdf.getMarkInfo(), await pdf.getViewerPreferences()];
  await task.destroy();
  return {
    ...{ pages, outline, title: read.Title, language: read.Language },
    isMarked: (marks as Map<string, unknown> | null)?.get("Marked") === true,
    displaysTitle: (preferences as Map<string, unknown> | null)?.get("DisplayDocTitle") === true,
  };
}

/** All text but artifacts, without spaces: lines end anywhere. */
export const contentOf = ({ pages }: ReadPdf): string =>
  withoutSpaces(pages.flatMap(({ texts }) => texts.flatMap((one) => (one.isArtifact ? [] : [one.text]))).join(""));

export const withoutSpaces = (text: string) => text.replaceAll(/\s/gu, "");

export const listAllRoles = (node: StructNode): string[] => [node.role, ...node.children.flatMap(listAllRoles)];

type Shown = { text: string; isCode: boolean };
const own = (text: string): Shown => ({ text, isCode: false });
const cellText = (cell: Cell): Shown[] => cell.map(({ text, look }) => ({ text, isCode: look === "code" }));

/** Texts of a part in the order of the report, with the signs of lists. */
function partTexts(part: Part): Shown[] {
  if (part.kind === "text") return cellText(part.spans);
  if (part.kind === "list") return part.items.flatMap((item) => [own("•"), ...cellText(item)]);
  if (part.kind === "facts") return part.items.flatMap(({ name, value }) => [own(name), ...cellText(value)]);
  if (part.kind === "table")
    return [...part.columns.map(({ title }) => own(title)), ...part.rows.flatMap((row) => row.flatMap(cellText))];
  return part.items.flatMap(({ lines }) => lines.flatMap(cellText));
}

const { has } = openTypeface(new PDFDocument({ autoFirstPage: false, font: null as unknown as string }), fonts);

/** What a reader of the PDF must get: each text of the report in its order. */
export function expectedContent(report: Report): string {
  const sections = report.sections.flatMap(({ title, aside, parts }) => [
    ...(title === null ? [] : [own(title)]),
    ...(aside === null || title === null ? [] : [own(`(${aside})`)]),
    ...parts.flatMap(partTexts),
  ]);
  const texts = [own(report.product), own(report.title), own(report.demo ?? ""), ...sections, own(report.footer)];
  const shown = texts.flatMap(({ text, isCode }) =>
    toClusters<FontName>(text, isCode ? ["mono", "regular"] : ["regular"], has).map((cluster) => cluster.text),
  );
  return withoutSpaces(shown.join(""));
}
