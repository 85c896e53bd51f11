import { decodeStream } from "./decode-stream.ts";
import { ObjectReader } from "./object-reader.ts";
import { findWord, type PdfFile, readObject } from "./pdf-file.ts";
import { isName, PdfDict, PdfKeyword, PdfStream, type PdfValue, type XrefTable } from "./values.ts";

export type Xref = {
  table: XrefTable;
  trailer: PdfDict;
  /** The table could not be used; objects were found by searching the file. */
  isRebuilt: boolean;
  /** A table for old programs, and a stream with other objects for newer ones (7.5.8.4). */
  isHybrid: boolean;
};

const maxSections = 1000;
const maxObjects = 2_000_000;
const maxTableBytes = 64 * 1024 * 1024;
const maxPackedBytes = 32 * 1024 * 1024;
const tailBytes = 64 * 1024;

/** Reads the cross-reference tables and streams from the last one back (ISO 32000-1, 7.5.4 to 7.5.8); else rebuilds them. */
export async function readXref(file: PdfFile, headerAt: number, deadline: number): Promise<Xref> {
  for (const shift of headerAt > 0 ? [0, headerAt] : [0]) {
    const read = await readSections(file, findStart(file.bytes), shift);
    if (read !== null && isUsable(file, read)) return read;
  }
  return rebuild(file, deadline);
}

function isUsable(file: PdfFile, { table, trailer }: Xref): boolean {
  file.setTable(table);
  const root = trailer.entries.get("Root");
  if (root === undefined) return false;
  const catalogue = file.dict(root);
  const isPacked = [...table.values()].some(({ kind }) => kind === "compressed");
  if (catalogue === null) return isPacked;
  return catalogue.entries.has("Pages");
}

/** The number after the last `startxref`. */
function findStart(bytes: Uint8Array): number {
  const from = Math.max(0, bytes.length - tailBytes);
  const tail = new TextDecoder("latin1").decode(bytes.subarray(from));
  const at = tail.lastIndexOf("startxref");
  if (at === -1) return -1;
  const value = new ObjectReader(bytes, from + at + 9).read(0, true);
  return typeof value === "number" ? value : -1;
}

async function readSections(file: PdfFile, start: number, shift: number): Promise<Xref | null> {
  const table: XrefTable = new Map();
  const seen = new Set<number>();
  const queue = [start];
  let trailer: PdfDict | null = null;
  let isHybrid = false;
  for (let offset = queue.shift(); offset !== undefined && seen.size < maxSections; offset = queue.shift()) {
    if (seen.has(offset)) continue;
    seen.add(offset);
    if (offset < 0 || offset + shift >= file.bytes.length) return null;
    const dict = await readSection(file, offset + shift, shift, table);
    if (dict === null || table.size > maxObjects) return null;
    trailer ??= dict;
    const hybrid = dict.entries.get("XRefStm");
    if (typeof hybrid === "number") {
      isHybrid = true;
      queue.push(hybrid);
    }
    const previous = dict.entries.get("Prev");
    if (typeof previous === "number") queue.push(previous);
  }
  for (const [number, place] of table) if (place.kind === "offset" && place.offset < 0) table.delete(number);
  return trailer === null ? null : { table, trailer, isRebuilt: false, isHybrid };
}

/** Entries of later sections count. @returns the trailer dictionary */
async function readSection(file: PdfFile, at: number, shift: number, table: XrefTable): Promise<PdfDict | null> {
  const reader = new ObjectReader(file.bytes, at);
  const word = reader.read();
  if (!(word instanceof PdfKeyword)) return readStreamSection(file, at, shift, table);
  if (word.word !== "xref") return null;
  for (;;) {
    const first = reader.read(0, true);
    if (first instanceof PdfKeyword) {
      const trailer = first.word === "trailer" ? reader.read() : null;
      return trailer instanceof PdfDict ? trailer : null;
    }
    const count = reader.read(0, true);
    if (typeof first !== "number" || typeof count !== "number" || count > maxObjects) return null;
    for (let index = 0; index < count; index += 1) {
      const offset = reader.read(0, true);
      const generation = reader.read(0, true);
      const kind = reader.read(0, true);
      if (typeof offset !== "number" || typeof generation !== "number" || !(kind instanceof PdfKeyword)) return null;
      const number = first + index;
      if (!table.has(number)) table.set(number, { kind: "offset", offset: kind.word === "n" ? offset + shift : -1 });
    }
  }
}

async function readStreamSection(file: PdfFile, at: number, shift: number, table: XrefTable): Promise<PdfDict | null> {
  const stream = readObject(file.bytes, at, null, null);
  if (!(stream instanceof PdfStream) || !isName(stream.dict.entries.get("Type"), "XRef")) return null;
  const data = await decodeStream(file, stream, maxTableBytes);
  const widths = numbers(stream.dict.entries.get("W"));
  if (data === null || widths.length < 3) return null;
  const size = stream.dict.entries.get("Size");
  const index = numbers(stream.dict.entries.get("Index") ?? [0, typeof size === "number" ? size : 0]);
  const [typeBytes = 0, secondBytes = 0, thirdBytes = 0] = widths;
  const rowBytes = typeBytes + secondBytes + thirdBytes;
  if (rowBytes <= 0 || rowBytes > 32) return null;
  let from = 0;
  const take = (count: number) => {
    let value = 0;
    for (let step = 0; step < count; step += 1) value = value * 256 + (data[from++] ?? 0);
    return value;
  };
  for (let pair = 0; pair + 1 < index.length; pair += 2) {
    const first = index[pair] as number;
    for (let row = 0; row < (index[pair + 1] as number) && from + rowBytes <= data.length; row += 1) {
      const type = typeBytes === 0 ? 1 : take(typeBytes);
      const second = take(secondBytes);
      take(thirdBytes);
      const number = first + row;
      if (table.has(number)) continue;
      if (type === 2) table.set(number, { kind: "compressed", stream: second });
      else table.set(number, { kind: "offset", offset: type === 1 ? second + shift : -1 });
    }
  }
  return stream.dict;
}

const numbers = (value: PdfValue | undefined): number[] =>
  Array.isArray(value) ? value.filter((each): each is number => typeof each === "number") : [];

const objectWord = [0x20, 0x6f, 0x62, 0x6a];

/** Finds `5 0 obj` everywhere; the last object of a number counts. */
async function rebuild(file: PdfFile, deadline: number): Promise<Xref> {
  const table: XrefTable = new Map();
  const trailer = new PdfDict();
  const { bytes } = file;
  const text = new TextDecoder("latin1");
  const packing: number[] = [];
  for (
    let at = findWord(bytes, objectWord, 0);
    at !== -1 && table.size < maxObjects;
    at = findWord(bytes, objectWord, at + 4)
  ) {
    const before = text.decode(bytes.subarray(Math.max(0, at - 20), at));
    const match = /(?:^|[^0-9])(\d{1,10})\s+\d{1,5}$/.exec(before);
    if (match === null) continue;
    const number = Number(match[1]);
    const digits = /\d+\s+\d+$/.exec(before)?.[0].length ?? 0;
    table.set(number, { kind: "offset", offset: at - digits });
  }
  file.setTable(table);
  for (const [number, place] of table) {
    if (place.kind !== "offset") continue;
    const head = text.decode(bytes.subarray(place.offset, place.offset + 300));
    if (/\/Type\s*\/ObjStm/.test(head)) packing.push(number);
    if (/\/Type\s*\/Catalog/.test(head))
      trailer.entries.set("Root", new ObjectReader(new TextEncoder().encode(`${number} 0 R`)).read());
  }
  for (const number of packing) if (Date.now() < deadline) await addPacked(file, number, table);
  file.setTable(table);
  addTrailers(bytes, trailer);
  return { table, trailer, isRebuilt: true, isHybrid: false };
}

async function addPacked(file: PdfFile, number: number, table: XrefTable): Promise<void> {
  const place = table.get(number);
  if (place?.kind !== "offset") return;
  const stream = readObject(file.bytes, place.offset, number, file);
  if (!(stream instanceof PdfStream)) return;
  const data = await decodeStream(file, stream, maxPackedBytes);
  const count = file.get(stream.dict, "N");
  if (data === null || typeof count !== "number") return;
  const header = new ObjectReader(data);
  for (let index = 0; index < count && !header.isAtEnd; index += 1) {
    const packed = header.read(0, true);
    header.read(0, true);
    if (typeof packed === "number" && !table.has(packed)) table.set(packed, { kind: "compressed", stream: number });
  }
}

const trailerWord = [..."trailer"].map((letter) => letter.charCodeAt(0));

function addTrailers(bytes: Uint8Array, trailer: PdfDict): void {
  for (let at = findWord(bytes, trailerWord, 0), count = 0; at !== -1 && count < maxSections; count += 1) {
    const dict = new ObjectReader(bytes, at + trailerWord.length).read();
    if (dict instanceof PdfDict)
      for (const [name, value] of dict.entries)
        if (["Root", "Info", "Encrypt", "ID"].includes(name)) trailer.entries.set(name, value);
    at = findWord(bytes, trailerWord, at + trailerWord.length);
  }
}
