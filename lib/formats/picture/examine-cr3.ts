import { findBytes, hasBytesAt } from "#lib/bytes/find-bytes";
import { readExif, readGpsBlock } from "./exif.ts";
import { findBox, type IsoBox, readIsoBoxes } from "./iso-boxes.ts";
import { readJpegSegments } from "./jpeg-segments.ts";
import { emptyReport, type PicturePart, type PictureReport, rangePart, warning } from "./model.ts";

const hex = (text: string) => Uint8Array.from(text.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16));
/** Canon's boxes of the extended type: metadata in `moov`, and a preview beside it. */
const uuids = { canon: hex("85c0b687820f11e08111f4ce462b6a48"), preview: hex("eaf42b5e1c984b88b9fbb7dc406e4d16") };

/** Canon's CR3: boxes of ISO/IEC 14496-12, with Exif blocks and JPEGs in boxes of Canon's own. */
export function examineCr3(bytes: Uint8Array<ArrayBuffer>): PictureReport {
  const boxes = readIsoBoxes(bytes, 0, bytes.length);
  const report: PictureReport = { ...emptyReport, defects: [], parts: [] };
  const last = boxes.at(-1);
  const isCut = last === undefined || !last.isWhole || last.to < bytes.length;
  if (isCut || findBox(boxes, "moov") === undefined || findBox(boxes, "mdat") === undefined)
    report.defects.push(warning("end_missing"));
  const film = findBox(boxes, "moov");
  const inner = film ? readIsoBoxes(bytes, film.from, film.to) : [];
  const canon = findUuid(bytes, inner, uuids.canon);
  for (const box of canon ? readIsoBoxes(bytes, canon.from + 16, canon.to) : []) {
    const block = bytes.subarray(box.from, box.to);
    if (/^CMT[12]$/u.test(box.type)) report.exif = [...report.exif, ...readExif(block).facts];
    else if (box.type === "CMT4") report.exif = [...report.exif, ...readGpsBlock(block)];
    else if (box.type === "THMB") report.parts.push(...findJpeg(bytes, box, "thumbnail"));
  }
  const preview = findUuid(bytes, boxes, uuids.preview);
  if (preview) report.parts.push(...findJpeg(bytes, preview, "preview"));
  const whole = inner.find(({ type }) => type === "trak");
  if (whole) report.parts.push(...findFirstSample(bytes, whole));
  return report;
}

const findUuid = (bytes: Uint8Array, boxes: readonly IsoBox[], id: Uint8Array) =>
  boxes.find(({ type, from, to }) => type === "uuid" && to - from > 16 && hasBytesAt(bytes, from, id));

/** A JPEG near the start of a box, if its own end is in the box. */
function findJpeg(bytes: Uint8Array, { from, to }: IsoBox, origin: PicturePart["origin"]): PicturePart[] {
  const [at] = findBytes(bytes.subarray(from, Math.min(to, from + 128)), [0xff, 0xd8, 0xff]);
  const end = at === undefined ? null : readJpegSegments(bytes.subarray(0, to), from + at).end;
  return at === undefined || end === null ? [] : [rangePart(origin, from + at, end)];
}

/** The first sample of a track, where the camera keeps its own JPEG of the photograph. */
function findFirstSample(bytes: Uint8Array, track: IsoBox): PicturePart[] {
  let box: IsoBox | undefined = track;
  for (const type of ["mdia", "minf", "stbl"]) box = box && findBox(readIsoBoxes(bytes, box.from, box.to), type);
  const tables = box ? readIsoBoxes(bytes, box.from, box.to) : [];
  const [sizes, places] = [findBox(tables, "stsz"), findBox(tables, "co64")];
  if (!sizes || !places || sizes.to - sizes.from < 12 || places.to - places.from < 16) return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shared = view.getUint32(sizes.from + 4);
  const length = shared > 0 || sizes.to - sizes.from < 16 ? shared : view.getUint32(sizes.from + 12);
  const from = view.getUint32(places.from + 8) * 2 ** 32 + view.getUint32(places.from + 12);
  const isInside = length > 4 && from + length <= bytes.length;
  return isInside && hasBytesAt(bytes, from, [0xff, 0xd8, 0xff]) ? [rangePart("preview", from, from + length)] : [];
}
