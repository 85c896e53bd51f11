import type { PixelSize } from "../media/model.ts";
import { findBox, type IsoBox, readIsoBoxes } from "./iso-boxes.ts";

/** An item of a HEIF file: an image, or metadata. `ranges` are offsets `[from, to)` in the file, not cut to it. */
export type HeifItem = {
  id: number;
  type: string;
  contentType: string;
  isHidden: boolean;
  ranges: [from: number, to: number][];
  size: PixelSize | null;
  /** Anticlockwise quarter turns (`irot`), and the mirror axis (`imir`): 0 vertical, 1 horizontal. */
  turns: number;
  mirror: number | null;
  profile: [from: number, to: number] | null;
};

export type HeifReference = { type: string; from: number; to: number[] };

/** The structure of a HEIF or AVIF file (ISO/IEC 23008-12). `boxes` are those of the file itself. */
export type HeifFile = {
  boxes: IsoBox[];
  brand: string;
  brands: string[];
  primary: number | null;
  items: Map<number, HeifItem>;
  references: HeifReference[];
};

const maxItems = 10_000;
const maxPlaces = 100_000;
const codings = new Set([
  "hvc1",
  "av01",
  "avc1",
  "jpeg",
  "grid",
  "iovl",
  "iden",
  "tmap",
  "hev1",
  "lhv1",
  "vvc1",
  "j2k1",
  "unci",
  "mski",
]);

export const isImageItem = ({ type }: HeifItem) => codings.has(type);

/** Reads the items, their places and properties. Never throws; what cannot be read is left out. */
export function readHeif(bytes: Uint8Array): HeifFile {
  const boxes = readIsoBoxes(bytes, 0, bytes.length);
  const file: HeifFile = { boxes, brand: "", brands: [], primary: null, items: new Map(), references: [] };
  const types = findBox(boxes, "ftyp");
  if (types) {
    file.brand = readText(bytes, types.from, types.from + 4);
    for (let at = types.from; at + 4 <= types.to; at += at === types.from ? 8 : 4)
      file.brands.push(readText(bytes, at, at + 4));
  }
  const meta = findBox(boxes, "meta");
  if (meta === undefined) return file;
  const inner = readIsoBoxes(bytes, meta.from + 4, meta.to);
  const read = (type: string, reader: (box: IsoBox) => void) => {
    const box = findBox(inner, type);
    try {
      if (box) reader(box);
    } catch {
      // Out of range: the box is cut or malformed.
    }
  };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data = findBox(inner, "idat");
  read("pitm", ({ from }) => {
    file.primary = bytes[from] === 0 ? view.getUint16(from + 4) : view.getUint32(from + 4);
  });
  read("iinf", (box) => readItems(bytes, view, box, file.items));
  read("iloc", (box) => readPlaces(view, box, file.items, data));
  read("iprp", (box) => readProperties(bytes, view, box, file.items));
  read("iref", (box) => readReferences(bytes, view, box, file.references));
  return file;
}

const readText = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));

function readItems(bytes: Uint8Array, view: DataView, { from, to }: IsoBox, items: Map<number, HeifItem>): void {
  const start = from + (bytes[from] === 0 ? 6 : 8);
  for (const box of readIsoBoxes(bytes, start, to).slice(0, maxItems)) {
    const version = bytes[box.from] ?? 0;
    if (box.type !== "infe" || version < 2) continue;
    const id = version === 2 ? view.getUint16(box.from + 4) : view.getUint32(box.from + 4);
    const at = box.from + (version === 2 ? 8 : 10);
    const texts = new TextDecoder("latin1").decode(bytes.subarray(at + 4, box.to)).split("\0");
    items.set(id, {
      id,
      type: readText(bytes, at, at + 4),
      contentType: texts[1] ?? "",
      isHidden: ((bytes[box.from + 3] ?? 0) & 1) === 1,
      ranges: [],
      size: null,
      turns: 0,
      mirror: null,
      profile: null,
    });
  }
}

/** Item locations (`iloc`, ISO/IEC 14496-12 §8.11.3): offsets in the file, or in the `idat` box. */
function readPlaces(view: DataView, { from, to }: IsoBox, items: Map<number, HeifItem>, data?: IsoBox): void {
  const version = view.getUint8(from);
  const [sizes, more] = [view.getUint8(from + 4), view.getUint8(from + 5)];
  let at = from + 6;
  const read = (size: number) => {
    at += size;
    if (at > to) throw new RangeError("The box ends early");
    if (size === 2) return view.getUint16(at - 2);
    if (size === 4) return view.getUint32(at - 4);
    return size === 8 ? view.getUint32(at - 8) * 2 ** 32 + view.getUint32(at - 4) : 0;
  };
  const count = Math.min(read(version < 2 ? 2 : 4), maxItems);
  let places = 0;
  for (let one = 0; one < count; one += 1) {
    const item = items.get(read(version < 2 ? 2 : 4));
    const method = version > 0 ? read(2) & 15 : 0;
    read(2);
    const base = read(more >> 4);
    const extents = read(2);
    // Fields of no length are permitted, so that the size of the box does not limit the number of extents.
    places += extents;
    if (places > maxPlaces) throw new RangeError("Too many extents");
    for (let index = 0; index < extents; index += 1) {
      if (version > 0) read(more & 15);
      const start = base + read(sizes >> 4);
      const length = read(sizes & 15);
      const origin = method === 1 ? (data?.from ?? Number.POSITIVE_INFINITY) : 0;
      if (method < 2) item?.ranges.push([origin + start, origin + start + length]);
    }
  }
}

function readProperties(bytes: Uint8Array, view: DataView, { from, to }: IsoBox, items: Map<number, HeifItem>): void {
  const boxes = readIsoBoxes(bytes, from, to);
  const container = findBox(boxes, "ipco");
  const properties = container ? readIsoBoxes(bytes, container.from, container.to) : [];
  for (const box of boxes.filter(({ type }) => type === "ipma")) {
    const isWide = ((bytes[box.from + 3] ?? 0) & 1) === 1;
    const hasWideIds = (bytes[box.from] ?? 0) > 0;
    const count = view.getUint32(box.from + 4);
    let at = box.from + 8;
    for (let one = 0; one < count && at < box.to; one += 1) {
      const item = items.get(hasWideIds ? view.getUint32(at) : view.getUint16(at));
      at += hasWideIds ? 4 : 2;
      const links = view.getUint8(at);
      at += 1;
      for (let index = 0; index < links; index += 1, at += isWide ? 2 : 1) {
        const property = properties[((isWide ? view.getUint16(at) & 0x7fff : view.getUint8(at) & 0x7f) || 0) - 1];
        if (item && property) applyProperty(bytes, view, property, item);
      }
    }
  }
}

function applyProperty(bytes: Uint8Array, view: DataView, { type, from, to }: IsoBox, item: HeifItem): void {
  if (type === "ispe") item.size = { width: view.getUint32(from + 4), height: view.getUint32(from + 8) };
  else if (type === "irot") item.turns = view.getUint8(from) & 3;
  else if (type === "imir") item.mirror = view.getUint8(from) & 1;
  else if (type === "colr" && ["prof", "rICC"].includes(readText(bytes, from, from + 4))) item.profile = [from + 4, to];
}

function readReferences(bytes: Uint8Array, view: DataView, { from, to }: IsoBox, references: HeifReference[]): void {
  const isWide = (bytes[from] ?? 0) > 0;
  const read = (at: number) => (isWide ? view.getUint32(at) : view.getUint16(at));
  const size = isWide ? 4 : 2;
  for (const box of readIsoBoxes(bytes, from + 4, to).slice(0, maxItems)) {
    const count = view.getUint16(box.from + size);
    if (box.from + size + 2 + count * size > box.to) continue;
    const targets = Array.from({ length: count }, (_, index) => read(box.from + size + 2 + index * size));
    references.push({ type: box.type, from: read(box.from), to: targets });
  }
}
