import type { Defect } from "#lib/formats/media/model";
import type { PageDefectCode } from "../page-defects.ts";

/** What the structure of a PDF contradicts or lacks. One message per code, `files.pdf.structure`. */
export type StructureCode =
  | "bytes_after"
  | "bytes_before"
  | "count_differs"
  | "end_missing"
  | "hybrid"
  | "linearized_differs"
  | "objects_lost"
  | "page_repeated"
  | "revisions"
  | "table_rebuilt"
  | "tree_broken"
  | "tree_cycle"
  | "unchecked";

export type StructureDefect = Defect<StructureCode>;

/** Something that the file has and the preview does not show or run. One message per name, `files.pdf.feature`. */
export type PdfFeature =
  | "collection"
  | "encrypted"
  | "hidden_layers"
  | "javascript"
  | "launch"
  | "links"
  | "multimedia"
  | "redactions"
  | "submit"
  | "thumbnails"
  | "xfa";

/** An embedded file, a packet of an XFA form, or the metadata: a stream of the file. `object` is its number. */
export type PdfInside = {
  kind: "attachment" | "xfa" | "metadata";
  name: string;
  object: number;
  /** As the file says, or of the data as it stands; null if unknown. */
  sizeBytes: number | null;
};

/** A signature as the file describes it; nothing of it is verified here. */
export type PdfSignature = {
  field: string;
  name: string;
  reason: string;
  location: string;
  /** As in the file: `D:20260102030405+01'00'`. */
  date: string;
  format: string;
  /** Bytes of the file after the signed range; null if the range is not one of this file. */
  bytesAfter: number | null;
};

export type PdfField = { name: string; value: string };

/** What was found by reading the file without drawing it. */
export type PdfStructure = {
  defects: StructureDefect[];
  /** Pages, from 1, with what is damaged in their own parts. */
  pages: [page: number, codes: PageDefectCode[]][];
  /** Pictures by reference, `5R`: they count for the pages that draw them. */
  images: [reference: string, codes: PageDefectCode[]][];
  features: [feature: PdfFeature, count: number][];
  layers: string[];
  inside: PdfInside[];
  signatures: PdfSignature[];
  fields: PdfField[];
  info: PdfField[];
};

export type StructureMethods = {
  inspect: { params: { blob: Blob }; result: PdfStructure };
  extract: { params: { blob: Blob; object: number }; result: { bytes: Uint8Array<ArrayBuffer> } };
};
