/** Reads the Exif 2.32 tags that matter as evidence, as sent. */

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
  | "description";

const tags: Record<number, ExifName> = {
  270: "description",
  271: "make",
  272: "model",
  274: "orientation",
  305: "software",
  306: "changed",
  315: "artist",
  36867: "taken",
};
const pointers = { exif: 0x8769, gps: 0x8825 } as const;
const typeBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
const maxEntries = 200;
const maxFacts = 100;

/** Reads Exif of a JPEG, PNG or WebP. Malformed data returns the tags read so far; never throws. */
export function readExif(data: Uint8Array, mime: string): ExifFact[] {
  const tiff = findTiff(data, mime);
  if (tiff === null) return [];
  const facts: ExifFact[] = [];
  try {
    const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
    const little = view.getUint16(0) === 0x4949;
    readDirectory({ view, little, facts, seen: new Set() }, view.getUint32(4, little));
  } catch {
    // Out-of-range offset: keep the tags read so far.
  }
  return facts.filter(
    (fact, index) => facts.findIndex(({ name, value }) => name === fact.name && value === fact.value) === index,
  );
}

/** `seen` has the directories already read, which prevents pointer loops. */
type Reading = { view: DataView; little: boolean; facts: ExifFact[]; seen: Set<number> };

function readDirectory(reading: Reading, at: number): void {
  const { view, little, facts, seen } = reading;
  if (seen.has(at)) return;
  seen.add(at);
  const count = Math.min(view.getUint16(at, little), maxEntries);
  for (let index = 0; index < count && facts.length < maxFacts; index += 1) {
    const entry = at + 2 + index * 12;
    const tag = view.getUint16(entry, little);
    const name = tags[tag];
    if (name) facts.push({ name, value: readValue(view, entry, little) });
    else if (tag === pointers.exif && seen.size < 3) readDirectory(reading, view.getUint32(entry + 8, little));
    else if (tag === pointers.gps) readGps(reading, view.getUint32(entry + 8, little));
  }
}

function readValue(view: DataView, entry: number, little: boolean): string {
  const type = view.getUint16(entry + 2, little);
  const count = view.getUint32(entry + 4, little);
  const length = (typeBytes[type] ?? 0) * count;
  const at = length <= 4 ? entry + 8 : view.getUint32(entry + 8, little);
  if (type === 3) return String(view.getUint16(at, little));
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, Math.min(length, 500, view.byteLength - at));
  return new TextDecoder()
    .decode(bytes)
    .replace(/\0[\s\S]*$/u, "")
    .trim();
}

/** Reads latitude and longitude as decimal degrees, from three rationals each. */
function readGps({ view, little, facts, seen }: Reading, at: number): void {
  if (seen.has(at)) return;
  seen.add(at);
  const count = Math.min(view.getUint16(at, little), maxEntries);
  const signs: Record<number, string> = {};
  for (let index = 0; index < count; index += 1) {
    const entry = at + 2 + index * 12;
    const tag = view.getUint16(entry, little);
    if (tag === 1 || tag === 3) signs[tag] = readValue(view, entry, little);
    if (tag !== 2 && tag !== 4) continue;
    const from = view.getUint32(entry + 8, little);
    const part = (step: number) =>
      view.getUint32(from + step * 8, little) / view.getUint32(from + step * 8 + 4, little);
    const degrees = part(0) + part(1) / 60 + part(2) / 3600;
    const sign = signs[tag - 1] === "S" || signs[tag - 1] === "W" ? -1 : 1;
    if (Number.isFinite(degrees) && facts.length < maxFacts)
      facts.push({ name: tag === 2 ? "latitude" : "longitude", value: (sign * degrees).toFixed(5) });
  }
}

function findTiff(data: Uint8Array, mime: string): Uint8Array | null {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  try {
    if (mime === "image/jpeg") {
      for (let at = 2; view.getUint8(at) === 0xff && view.getUint8(at + 1) !== 0xda; at += 2 + view.getUint16(at + 2)) {
        if (view.getUint8(at + 1) === 0xe1 && view.getUint32(at + 4) === 0x45786966) return data.subarray(at + 10);
      }
    } else if (mime === "image/png") {
      for (let at = 8; ; at += 12 + view.getUint32(at))
        if (view.getUint32(at + 4) === 0x65584966) return data.subarray(at + 8);
    } else if (mime === "image/webp") {
      for (let at = 12; ; ) {
        if (view.getUint32(at) === 0x45584946) return data.subarray(at + 8);
        const length = view.getUint32(at + 4, true);
        at += 8 + length + (length % 2);
      }
    }
  } catch {
    // Out of range: the chunks have no Exif.
  }
  return null;
}
