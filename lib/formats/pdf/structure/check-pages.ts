import type { PageDefectCode } from "../page-defects.ts";
import { checkStream } from "./check-stream.ts";
import type { PageLeaf } from "./page-tree.ts";
import type { PdfFile } from "./pdf-file.ts";
import { isName, PdfDict, PdfRef, PdfStream, type PdfValue } from "./values.ts";

export type PageFindings = {
  pages: [page: number, codes: PageDefectCode[]][];
  images: [reference: string, codes: PageDefectCode[]][];
  isComplete: boolean;
};

/** Entries that lead away from what a page draws: to other pages, the tree, actions, the logical structure. */
const foreign = new Set([
  "Parent",
  "P",
  "A",
  "AA",
  "Dest",
  "Popup",
  "IRT",
  "B",
  "StructParent",
  "StructParents",
  "PieceInfo",
  "Metadata",
  "Thumb",
  "OC",
  "V",
  "FS",
  "RichMediaContent",
  "Group",
  "LastModified",
]);
/** Entries whose object must exist for the page to be whole; others may be missing (ISO 32000-1, 7.3.10). */
const needed: Record<string, PageDefectCode> = {
  FontFile: "font",
  FontFile2: "font",
  FontFile3: "font",
  SMask: "mask",
  DescendantFonts: "font",
};

type Part = { kids: PdfRef[]; codes: PageDefectCode[]; isImage: boolean };

/**
 * Checks the parts of each page: the streams that it draws with, and references to what is not there. Pictures are
 * returned by reference, because pages share resources that they do not draw.
 */
export async function checkPages(file: PdfFile, leaves: readonly PageLeaf[], deadline: number): Promise<PageFindings> {
  const parts = new Map<string, Part>();
  const pages: PageFindings["pages"] = [];
  for (const [index, leaf] of leaves.entries()) {
    const codes = new Set<PageDefectCode>();
    const queue = startOf(file, leaf, codes);
    const seen = new Set<string>();
    for (let ref = queue.pop(); ref !== undefined; ref = queue.pop()) {
      if (seen.has(ref.key)) continue;
      seen.add(ref.key);
      if (Date.now() > deadline) return { pages, images: imagesOf(parts), isComplete: false };
      const part = parts.get(ref.key) ?? (await readPart(file, ref));
      parts.set(ref.key, part);
      for (const kid of part.kids) if (!seen.has(kid.key)) queue.push(kid);
      if (!part.isImage) for (const code of part.codes) codes.add(code);
    }
    if (codes.size > 0) pages.push([index + 1, [...codes]]);
  }
  return { pages, images: imagesOf(parts), isComplete: true };
}

const imagesOf = (parts: ReadonlyMap<string, Part>): PageFindings["images"] =>
  [...parts].flatMap(([key, { isImage, codes }]) =>
    isImage && codes.length > 0 ? [[key, codes] as const] : [],
  ) as PageFindings["images"];

function startOf(file: PdfFile, { dict, resources }: PageLeaf, codes: Set<PageDefectCode>): PdfRef[] {
  const kids: PdfRef[] = [];
  const contents = dict.entries.get("Contents");
  const streams = file.resolve(contents);
  for (const each of Array.isArray(streams) ? streams : contents === undefined ? [] : [contents]) {
    if (each instanceof PdfRef) kids.push(each);
    if (!(file.resolve(each) instanceof PdfStream)) codes.add("content");
  }
  for (const value of [resources, dict.entries.get("Annots")]) collect(file, value ?? null, kids, codes, 0);
  return kids;
}

async function readPart(file: PdfFile, ref: PdfRef): Promise<Part> {
  const value = file.load(ref);
  const codes = new Set<PageDefectCode>();
  const kids: PdfRef[] = [];
  const dict = value instanceof PdfStream ? value.dict : value;
  const isPage =
    dict instanceof PdfDict && ["Page", "Pages", "Catalog"].some((name) => isName(file.get(dict, "Type"), name));
  if (isPage) return { kids, codes: [], isImage: false };
  collect(file, dict, kids, codes, 0);
  const isImage =
    value instanceof PdfStream &&
    isName(file.get(value.dict, "Subtype"), "Image") &&
    file.get(value.dict, "ImageMask") !== true;
  if (value instanceof PdfStream) {
    for (const code of await checkStream(file, value)) codes.add(code);
    if (isImage) await checkMask(file, value, codes);
  }
  return { kids, codes: [...codes], isImage };
}

/** A soft mask is a picture of its own, which is not drawn by its reference. */
async function checkMask(file: PdfFile, image: PdfStream, codes: Set<PageDefectCode>): Promise<void> {
  for (const name of ["SMask", "Mask"]) {
    const mask = file.get(image.dict, name);
    if (mask instanceof PdfStream && (await checkStream(file, mask)).length > 0) codes.add("mask");
  }
}

const maxDepth = 20;

function collect(file: PdfFile, value: PdfValue, kids: PdfRef[], codes: Set<PageDefectCode>, depth: number): void {
  if (depth > maxDepth) return;
  if (value instanceof PdfRef) kids.push(value);
  else if (Array.isArray(value)) for (const each of value) collect(file, each, kids, codes, depth + 1);
  else if (value instanceof PdfDict)
    for (const [name, each] of value.entries) {
      if (foreign.has(name)) continue;
      const code = Object.hasOwn(needed, name) ? needed[name] : undefined;
      if (code !== undefined && each instanceof PdfRef && file.resolve(each) === null) codes.add(code);
      collect(file, each, kids, codes, depth + 1);
    }
}
