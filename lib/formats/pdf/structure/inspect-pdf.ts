import { checkPages } from "./check-pages.ts";
import type { PdfFeature, PdfStructure, StructureDefect } from "./model.ts";
import { walkPageTree } from "./page-tree.ts";
import { findWord, type PackedObjects, PdfFile } from "./pdf-file.ts";
import { documentInfo, formFields, hiddenLayers, metadata, xfaPackets } from "./read-catalogue.ts";
import { readXref, type Xref } from "./read-xref.ts";
import { scanObjects } from "./scan-objects.ts";
import { PdfDict, PdfRef } from "./values.ts";

/** Time for the checks; what was not reached is said. */
const checkMs = 6_000;

export type OpenedFile = { file: PdfFile; xref: Xref; root: PdfDict | null; packed: PackedObjects; headerAt: number };

export async function openFile(bytes: Uint8Array<ArrayBuffer>, deadline: number): Promise<OpenedFile> {
  const file = new PdfFile(bytes);
  const headerAt = Math.max(0, findWord(bytes.subarray(0, 2048), [0x25, 0x50, 0x44, 0x46, 0x2d], 0));
  const xref = await readXref(file, headerAt, deadline);
  file.setTable(xref.table);
  const packed = xref.trailer.entries.has("Encrypt") ? "whole" : await file.loadObjectStreams(deadline);
  return { file, xref, root: file.dict(xref.trailer.entries.get("Root")), packed, headerAt };
}

/**
 * Reads the structure of a PDF without drawing it: what its pages need and do not have, what contradicts the page tree,
 * and what the file has inside that no page shows. Never throws for a damaged file.
 */
export async function inspectPdf(bytes: Uint8Array<ArrayBuffer>): Promise<PdfStructure> {
  const deadline = Date.now() + checkMs;
  const { file, xref, root, packed, headerAt } = await openFile(bytes, deadline);
  const structure: PdfStructure = {
    defects: fileDefects(bytes, xref, headerAt),
    pages: [],
    images: [],
    features: [],
    layers: [],
    inside: [],
    signatures: [],
    fields: [],
    info: [],
  };
  if (xref.trailer.entries.has("Encrypt")) {
    // Strings and streams are encrypted, and with them the objects in object streams: only pdf.js reads them.
    return { ...structure, features: [["encrypted", 1]] };
  }
  if (root === null) return structure;
  if (packed === "lost") structure.defects.push({ code: "objects_lost", severity: "warning" });
  const tree = walkPageTree(file, root);
  structure.defects.push(...tree.defects, ...linearization(file, bytes, tree.leaves.length));
  const scanned = scanObjects(file, deadline);
  const checked = await checkPages(file, tree.leaves, deadline);
  const isComplete = scanned.isComplete && checked.isComplete && tree.isComplete && packed !== "too_large";
  if (!isComplete || file.isExhausted) structure.defects.push({ code: "unchecked", severity: "warning" });
  const features = new Map<PdfFeature, number>(scanned.features);
  const packets = xfaPackets(file, root);
  const layers = hiddenLayers(file, root);
  if (packets.length > 0) features.set("xfa", packets.length);
  if (layers.length > 0) features.set("hidden_layers", layers.length);
  if (root.entries.has("Collection")) features.set("collection", 1);
  return {
    ...structure,
    pages: checked.pages,
    images: checked.images,
    features: [...features],
    layers,
    inside: [...scanned.attachments, ...packets, ...metadata(file, root)],
    signatures: scanned.signatures,
    fields: formFields(file, root),
    info: documentInfo(file, xref.trailer),
  };
}

const endMark = [0x25, 0x25, 0x45, 0x4f, 0x46];

function fileDefects(bytes: Uint8Array, xref: Xref, headerAt: number): StructureDefect[] {
  const defects: StructureDefect[] = [];
  let ends = 0;
  let last = -1;
  for (let at = findWord(bytes, endMark, 0); at !== -1; at = findWord(bytes, endMark, at + 5)) {
    ends += 1;
    last = at;
  }
  const after = last === -1 ? 0 : countAfter(bytes, last + endMark.length);
  if (xref.isRebuilt) defects.push({ code: "table_rebuilt", severity: "warning" });
  if (last === -1) defects.push({ code: "end_missing", severity: "warning" });
  if (after > 0) defects.push({ code: "bytes_after", severity: "warning", values: { count: after } });
  if (headerAt > 0) defects.push({ code: "bytes_before", severity: "note", values: { count: headerAt } });
  const revisions = ends - (isLinearized(bytes) ? 1 : 0);
  if (revisions > 1) defects.push({ code: "revisions", severity: "note", values: { count: revisions } });
  if (xref.isHybrid) defects.push({ code: "hybrid", severity: "note" });
  return defects;
}

/** White space and zeros are common, and mean nothing. */
function countAfter(bytes: Uint8Array, from: number): number {
  let end = bytes.length;
  while (end > from && [0, 9, 10, 12, 13, 26, 32].includes(bytes[end - 1] ?? 0)) end -= 1;
  return end - from;
}

const headBytes = 1024;
const isLinearized = (bytes: Uint8Array) =>
  new TextDecoder("latin1").decode(bytes.subarray(0, headBytes)).includes("/Linearized");

/** The number of pages in the parameters of a linearized file, which some readers take (Annex F). */
function linearization(file: PdfFile, bytes: Uint8Array, pages: number): StructureDefect[] {
  if (!isLinearized(bytes)) return [];
  for (const number of file.numbers()) {
    const dict = file.dict(file.resolve(new PdfRef(number, 0)));
    if (!(dict instanceof PdfDict) || !dict.entries.has("Linearized")) continue;
    const [length, declared] = [file.get(dict, "L"), file.get(dict, "N")];
    if (length !== bytes.length || typeof declared !== "number" || declared === pages) return [];
    return [{ code: "linearized_differs", severity: "error", values: { declared, found: pages } }];
  }
  return [];
}
