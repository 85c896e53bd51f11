import type { PageDefectCode } from "../page-defects.ts";
import { filtersOf } from "./decode-stream.ts";
import { inflate } from "./inflate.ts";
import type { PdfFile } from "./pdf-file.ts";
import { isName, PdfDict, PdfName, PdfStream, type PdfValue } from "./values.ts";

/** More is not inflated: what comes to this size is whole, or a bomb that drawing stops at. */
const maxBytes = 256 * 1024 * 1024;

/** Checks the data of a stream as far as its filters allow without drawing: Flate alone or first, or none. */
export async function checkStream(file: PdfFile, stream: PdfStream): Promise<PageDefectCode[]> {
  const { dict } = stream;
  const isImage = isName(file.get(dict, "Subtype"), "Image");
  const [filter, ...more] = filtersOf(file, stream);
  if (stream.isCut) return [isImage ? "image_partial" : "stream"];
  const wanted = isImage && more.length === 0 ? imageBytes(file, dict) : null;
  if (filter === undefined) return isShort(stream.data.length, wanted) ? ["image_partial"] : [];
  if (filter !== "FlateDecode" && filter !== "Fl") return [];
  const { verdict, sizeBytes } = await inflate(stream.data, maxBytes, false);
  if (verdict === "damaged") return ["stream"];
  if (verdict === "checksum") return ["checksum"];
  return verdict === "whole" && isShort(sizeBytes, wanted) ? ["image_partial"] : [];
}

type Wanted = { bytes: number; rowBytes: number };

/** Some programs leave out a few bytes of the last row. */
const isShort = (sizeBytes: number, wanted: Wanted | null) =>
  wanted !== null && sizeBytes + wanted.rowBytes <= wanted.bytes;

/** Bytes of an image's samples (ISO 32000-1, 8.9.3), with one more per row for a PNG predictor. Null if not known. */
function imageBytes(file: PdfFile, dict: PdfDict): Wanted | null {
  const number = (long: string, short: string) => file.get(dict, long) ?? file.get(dict, short);
  const width = number("Width", "W");
  const height = number("Height", "H");
  const isMask = number("ImageMask", "IM") === true;
  const bits = isMask ? 1 : number("BitsPerComponent", "BPC");
  const components = isMask ? 1 : countComponents(file, number("ColorSpace", "CS"));
  if (typeof width !== "number" || typeof height !== "number" || typeof bits !== "number" || components === null)
    return null;
  const params = number("DecodeParms", "DP");
  const first = Array.isArray(params) ? file.resolve(params[0]) : params;
  const predictor = first instanceof PdfDict ? file.get(first, "Predictor") : 1;
  const rowBytes =
    Math.ceil((width * components * bits) / 8) + (typeof predictor === "number" && predictor >= 10 ? 1 : 0);
  return { bytes: rowBytes * height, rowBytes };
}

const known: Record<string, number> = {
  DeviceGray: 1,
  G: 1,
  CalGray: 1,
  Indexed: 1,
  I: 1,
  Separation: 1,
  DeviceRGB: 3,
  RGB: 3,
  CalRGB: 3,
  Lab: 3,
  DeviceCMYK: 4,
  CMYK: 4,
};

/** Null for a colour space of a page's resources, which are not at hand here. */
function countComponents(file: PdfFile, space: PdfValue): number | null {
  if (space instanceof PdfName) return known[space.name] ?? null;
  if (!Array.isArray(space)) return null;
  const family = file.resolve(space[0]);
  const second = file.resolve(space[1]);
  if (!(family instanceof PdfName)) return null;
  if (family.name === "ICCBased" && second instanceof PdfStream) {
    const count = file.get(second.dict, "N");
    return typeof count === "number" ? count : null;
  }
  if (family.name === "DeviceN") return Array.isArray(second) ? second.length : null;
  return known[family.name] ?? null;
}
