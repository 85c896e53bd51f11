import { fromHex } from "#lib/bytes/hex";
import { listAfterEnd } from "./after-end.ts";
import { checkPng, readFrameCount } from "./check-png.ts";
import { readExif } from "./exif.ts";
import { readIccName } from "./icc-name.ts";
import { inflatePart } from "./inflate-part.ts";
import { bytesPart, emptyReport, type PictureReport, rangePart } from "./model.ts";
import { type PngChunk, readPngChunks } from "./png-chunks.ts";

export async function examinePng(bytes: Uint8Array<ArrayBuffer>): Promise<PictureReport> {
  const file = readPngChunks(bytes);
  const report: PictureReport = { ...emptyReport, defects: await checkPng(bytes, file), parts: [] };
  for (const chunk of file.chunks) {
    if (chunk.type === "eXIf") addExif(report, bytes.subarray(chunk.from, chunk.to), chunk.from);
    else if (["zTXt", "iTXt", "tEXt"].includes(chunk.type)) await addText(report, bytes, chunk);
    else if (chunk.type === "iCCP") {
      const at = bytes.indexOf(0, chunk.from);
      const profile = at < 0 ? null : await inflatePart(bytes.subarray(at + 2, chunk.to));
      report.profile = profile ? readIccName(profile) : "";
    }
  }
  if (file.end !== null) report.parts.push(...listAfterEnd(bytes, file.end));
  report.pictures = readFrameCount(bytes, file.chunks) ?? 1;
  return report;
}

function addExif(report: PictureReport, block: Uint8Array<ArrayBuffer>, at: number | null): void {
  if (report.exif.length > 0) return;
  const { facts, orientation, thumbnail } = readExif(block);
  report.exif = facts;
  report.orientation = orientation;
  if (thumbnail === null) return;
  const [from, to] = thumbnail;
  report.parts.push(
    at === null ? bytesPart("exifThumbnail", block.slice(from, to)) : rangePart("exifThumbnail", at + from, at + to),
  );
}

/** XMP in iTXt, and Exif as ImageMagick writes it: hexadecimal text in a chunk named "Raw profile type exif". */
async function addText(
  report: PictureReport,
  bytes: Uint8Array<ArrayBuffer>,
  { type, from, to }: PngChunk,
): Promise<void> {
  const end = bytes.indexOf(0, from);
  if (end < 0 || end > to) return;
  const keyword = new TextDecoder("latin1").decode(bytes.subarray(from, end));
  const isXmp = keyword === "XML:com.adobe.xmp";
  if (!isXmp && keyword !== "Raw profile type exif" && keyword !== "Raw profile type APP1") return;
  let start = end + 1;
  let isCompressed = type === "zTXt";
  if (type === "zTXt") start += 1;
  if (type === "iTXt") {
    isCompressed = bytes[start] === 1;
    start = bytes.indexOf(0, bytes.indexOf(0, start + 2) + 1) + 1;
  }
  const text = isCompressed ? await inflatePart(bytes.subarray(start, to)) : bytes.subarray(start, to);
  if (text === null) return;
  if (isXmp) {
    report.parts.push(isCompressed ? bytesPart("xmp", text) : rangePart("xmp", start, to));
    return;
  }
  // A line with the name and one with the length precede the digits.
  const digits = new TextDecoder("latin1")
    .decode(text)
    .replace(/^\s*\S+\s+\d+/u, "")
    .replaceAll(/\s/gu, "");
  const block = fromHex(digits);
  const hasPrefix = block !== null && String.fromCharCode(...block.subarray(0, 4)) === "Exif";
  if (block) addExif(report, hasPrefix ? block.subarray(6) : block, null);
}
