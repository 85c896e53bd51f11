import { type TiffDirectory, type TiffField, TiffReader } from "./tiff-directories.ts";

/** Exif 2.32, tag 274: 1 as stored; 2–8 mirrored or turned. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

export type ExifFact = { name: ExifName; value: string };
export type ExifName =
  | "make"
  | "model"
  | "software"
  | "taken"
  | "changed"
  | "orientation"
  | "latitude"
  | "longitude"
  | "artist"
  | "title"
  | "comment"
  | "description";

/** Tags of Exif 2.32 that matter as evidence; Windows writes its own (XP…) in UTF-16 LE. */
const tags: Record<number, ExifName> = {
  270: "description",
  271: "make",
  272: "model",
  274: "orientation",
  305: "software",
  306: "changed",
  315: "artist",
  36867: "taken",
  40091: "title",
  40092: "comment",
  40093: "artist",
};
const pointers = { exif: 0x8769, gps: 0x8825 } as const;
const isWindowsText = (tag: number) => tag >= 40091 && tag <= 40095;
const maxTextBytes = 1000;
const maxDirectories = 3;

export type Exif = { facts: ExifFact[]; orientation: Orientation; thumbnail: [from: number, to: number] | null };

/** Reads an Exif block, which has the structure of a TIFF. Malformed data return the tags read so far; never throws. */
export function readExif(block: Uint8Array): Exif {
  const tiff = new TiffReader(block);
  const facts: ExifFact[] = [];
  const seen = new Set<number>();
  const first = tiff.first === 0 ? null : tiff.read(tiff.first);
  if (first) readFacts(tiff, first, facts, seen);
  const value = (first && tiff.number(first, 274)) ?? 1;
  const thumbs = first && first.next !== first.at ? tiff.read(first.next) : null;
  return {
    facts: facts.filter(
      (fact, index) => facts.findIndex(({ name, value }) => name === fact.name && value === fact.value) === index,
    ),
    orientation: (value >= 1 && value <= 8 ? value : 1) as Orientation,
    thumbnail: thumbs ? readThumbnail(tiff, thumbs) : null,
  };
}

function readFacts(tiff: TiffReader, directory: TiffDirectory, facts: ExifFact[], seen: Set<number>): void {
  if (seen.has(directory.at) || seen.size >= maxDirectories) return;
  seen.add(directory.at);
  for (const field of directory.fields.values()) {
    const name = tags[field.tag];
    const value = name ? readValue(tiff, field) : "";
    if (name && value !== "") facts.push({ name, value });
    if (field.tag !== pointers.exif && field.tag !== pointers.gps) continue;
    const inner = tiff.read(tiff.numbers(field, 1)[0] ?? 0);
    if (inner && field.tag === pointers.exif) readFacts(tiff, inner, facts, seen);
    else if (inner) readGps(tiff, inner, facts);
  }
}

function readValue(tiff: TiffReader, field: TiffField): string {
  if (field.type === 3) return String(tiff.numbers(field, 1)[0] ?? "");
  const { at, count } = field;
  // A text that leaves the block is shown as far as it goes.
  const bytes = tiff.bytes.subarray(at, at + Math.min(count, maxTextBytes));
  const text = isWindowsText(field.tag) ? new TextDecoder("utf-16le").decode(bytes) : decodeText(bytes);
  return text.replace(/\0[\s\S]*$/u, "").trim();
}

/** Exif texts are ASCII; cameras also write UTF-8, and older programs the encoding of their system. */
function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(bytes.includes(0) && bytes.indexOf(0) < bytes.length - 1 ? "utf-8" : "windows-1252").decode(
      bytes,
    );
  }
}

/** Latitude and longitude in a block whose first directory is the one of the GPS, as Canon's CR3 keeps it. */
export function readGpsBlock(block: Uint8Array): ExifFact[] {
  const tiff = new TiffReader(block);
  const first = tiff.first === 0 ? null : tiff.read(tiff.first);
  const facts: ExifFact[] = [];
  if (first) readGps(tiff, first, facts);
  return facts;
}

/** Reads latitude and longitude as decimal degrees, from three rationals each. */
function readGps(tiff: TiffReader, { fields }: TiffDirectory, facts: ExifFact[]): void {
  for (const [tag, name, negative] of [
    [2, "latitude", "S"],
    [4, "longitude", "W"],
  ] as const) {
    const field = fields.get(tag);
    const side = fields.get(tag - 1);
    if (field === undefined || field.at + 24 > tiff.bytes.length) continue;
    const part = (step: number) => tiff.u32(field.at + step * 8) / tiff.u32(field.at + step * 8 + 4);
    const degrees = part(0) + part(1) / 60 + part(2) / 3600;
    const sign = side && readValue(tiff, side) === negative ? -1 : 1;
    if (Number.isFinite(degrees)) facts.push({ name, value: (sign * degrees).toFixed(5) });
  }
}

/** The JPEG thumbnail of the second directory (Exif 2.32 §4.5.8). */
function readThumbnail(tiff: TiffReader, directory: TiffDirectory): [number, number] | null {
  const from = tiff.number(directory, 513) ?? 0;
  const length = tiff.number(directory, 514) ?? 0;
  return from > 0 && length > 0 && from + length <= tiff.bytes.length ? [from, from + length] : null;
}
