import { deflateSync } from "node:zlib";

/** A PDF object: its text, or its bytes if it has a stream. */
export type PdfObject = string | Buffer;

/** Creates a PDF with a valid cross-reference table (ISO 32000-1, 7.5). The first object is the catalogue. */
export function makePdf(objects: readonly PdfObject[], trailer = ""): Buffer {
  const parts: Buffer[] = [Buffer.from("%PDF-1.7\n")];
  let length = parts[0]?.length ?? 0;
  const add = (bytes: Buffer) => {
    parts.push(bytes);
    length += bytes.length;
  };
  const locations = objects.map((object, index) => {
    const location = length;
    add(Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from("\nendobj\n")]));
    return location;
  });
  const start = length;
  const size = objects.length + 1;
  const rows = locations.map((location) => `${String(location).padStart(10, "0")} 00000 n \n`).join("");
  add(Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${rows}`));
  add(Buffer.from(`trailer<</Size ${size}/Root 1 0 R${trailer}>>\nstartxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}

/** A stream object. @param entries of its dictionary, without `Length` */
export function pdfStream(entries: string, data: Buffer | string): Buffer {
  const bytes = Buffer.from(data);
  return Buffer.concat([
    Buffer.from(`<<${entries}/Length ${bytes.length}>>stream\n`),
    bytes,
    Buffer.from("\nendstream"),
  ]);
}

/** A stream object whose data is compressed (7.4.4). */
export const flateStream = (entries: string, data: Buffer | string): Buffer =>
  pdfStream(`${entries}/Filter/FlateDecode`, deflateSync(Buffer.from(data)));

/** A page of a document from `makePages`: its drawing instructions, and entries of its dictionary and resources. */
export type PdfPageParts = { draw?: string; entries?: string; resources?: string };

/**
 * A document of these pages. Objects of `more` follow: the first is `moreStart(pages)`.
 * @param catalogue more entries of the catalogue
 */
export function makePages(pages: readonly PdfPageParts[], more: readonly PdfObject[] = [], catalogue = ""): Buffer {
  const kids = pages.map((_, index) => `${3 + 2 * index} 0 R`).join(" ");
  return makePdf([
    `<</Type/Catalog/Pages 2 0 R${catalogue}>>`,
    `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`,
    ...pages.flatMap(({ draw = "", entries = "", resources = "" }, index): PdfObject[] => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents ${4 + 2 * index} 0 R/Resources<<${resources}>>${entries}>>`,
      pdfStream("", draw),
    ]),
    ...more,
  ]);
}

/** Number of the first object after `count` pages. */
export const moreStart = (count: number) => 3 + 2 * count;
