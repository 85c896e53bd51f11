import { decodeStream } from "./decode-stream.ts";
import { ObjectReader } from "./object-reader.ts";
import { type ObjectSource, PdfDict, PdfKeyword, PdfRef, PdfStream, type PdfValue, type XrefTable } from "./values.ts";

const maxObjectStreamBytes = 32 * 1024 * 1024;
/** All object streams of a file together: their objects stay in memory. */
const maxPackedBytes = 64 * 1024 * 1024;
/** Objects may stand in each other: each byte is read a few times, not once for each object. */
const maxReadings = 3;
const minReadBytes = 64 * 1024 * 1024;

/** `lost`: a stream of objects cannot be read. `too_large`: the rest was not read. */
export type PackedObjects = "whole" | "lost" | "too_large";
/** A reference to a reference to a reference … */
const maxSteps = 10;

const endWord = [0x65, 0x6e, 0x64, 0x73, 0x74, 0x72, 0x65, 0x61, 0x6d];

/** The objects of a PDF, read when they are asked for. Object streams are read before: see `loadObjectStreams`. */
export class PdfFile implements ObjectSource {
  readonly bytes: Uint8Array<ArrayBuffer>;
  #table: XrefTable = new Map();
  readonly #objects = new Map<string, PdfValue>();
  readonly #packed = new Map<number, Map<number, PdfValue>>();
  #readBytes = 0;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.bytes = bytes;
  }

  /** True when objects were left out, because reading them would take too long. */
  get isExhausted(): boolean {
    return this.#readBytes > Math.max(minReadBytes, this.bytes.length * maxReadings);
  }

  get size(): number {
    return this.#table.size;
  }

  setTable(table: XrefTable): void {
    this.#table = table;
    this.#objects.clear();
    this.#packed.clear();
  }

  /** Object numbers of the table, in its order. */
  numbers(): Iterable<number> {
    return this.#table.keys();
  }

  /** Null for an object that does not exist (7.3.10). */
  load({ number, key }: PdfRef): PdfValue {
    const known = this.#objects.get(key);
    if (known !== undefined) return known;
    const place = this.#table.get(number);
    let value: PdfValue = null;
    // A length that refers to its own stream is not followed.
    this.#objects.set(key, null);
    if (place?.kind === "offset" && !this.isExhausted)
      value = readObject(this.bytes, place.offset, number, this, (count) => this.#count(count)) ?? null;
    if (place?.kind === "compressed") value = this.#packed.get(place.stream)?.get(number) ?? null;
    this.#objects.set(key, value);
    return value;
  }

  #count(bytes: number): void {
    this.#readBytes += bytes;
  }

  exists({ number }: PdfRef): boolean {
    return this.#table.has(number);
  }

  resolve(value: PdfValue | undefined): PdfValue {
    let found = value ?? null;
    for (let step = 0; found instanceof PdfRef && step < maxSteps; step += 1) found = this.load(found);
    return found instanceof PdfRef ? null : found;
  }

  get(dict: PdfDict, name: string): PdfValue {
    return this.resolve(dict.entries.get(name));
  }

  dict(value: PdfValue | undefined): PdfDict | null {
    const found = this.resolve(value);
    return found instanceof PdfDict ? found : found instanceof PdfStream ? found.dict : null;
  }

  /** Reads the objects that stand in object streams (7.5.7). */
  async loadObjectStreams(deadline: number): Promise<PackedObjects> {
    const streams = new Set<number>();
    for (const place of this.#table.values()) if (place.kind === "compressed") streams.add(place.stream);
    let state: PackedObjects = "whole";
    let packedBytes = 0;
    for (const number of streams) {
      if (Date.now() > deadline || packedBytes > maxPackedBytes) {
        state = "too_large";
        break;
      }
      const stream = this.load(new PdfRef(number, 0));
      const data = stream instanceof PdfStream ? await decodeStream(this, stream, maxObjectStreamBytes) : null;
      const objects = stream instanceof PdfStream && data !== null ? this.#unpack(stream, data) : null;
      packedBytes += data?.length ?? 0;
      if (objects === null) state = "lost";
      else this.#packed.set(number, objects);
    }
    for (const [key, value] of this.#objects) if (value === null) this.#objects.delete(key);
    return state;
  }

  #unpack(stream: PdfStream, data: Uint8Array): Map<number, PdfValue> | null {
    const count = this.get(stream.dict, "N");
    const first = this.get(stream.dict, "First");
    if (typeof count !== "number" || typeof first !== "number") return null;
    const header = new ObjectReader(data);
    const objects = new Map<number, PdfValue>();
    for (let index = 0; index < count && header.at < first; index += 1) {
      const number = header.read(0, true);
      const offset = header.read(0, true);
      if (typeof number !== "number" || typeof offset !== "number") return null;
      if (objects.has(number) || this.isExhausted) continue;
      const reader = new ObjectReader(data, first + offset);
      objects.set(number, reader.read());
      this.#count(reader.at - first - offset);
    }
    return objects;
  }
}

/** Reads `5 0 obj … endobj`. @returns undefined if another object, or none, stands there */
export function readObject(
  bytes: Uint8Array<ArrayBuffer>,
  offset: number,
  number: number | null,
  file: ObjectSource | null,
  onRead: (bytes: number) => void = () => undefined,
): PdfValue | undefined {
  const reader = new ObjectReader(bytes, offset);
  const found = reader.read(0, true);
  const generation = reader.read(0, true);
  const word = reader.read();
  if (typeof found !== "number" || typeof generation !== "number") return undefined;
  if (!(word instanceof PdfKeyword) || !word.word.startsWith("obj") || (number !== null && found !== number))
    return undefined;
  reader.at -= word.word.length - 3;
  const value = reader.read();
  onRead(reader.at - offset);
  if (!(value instanceof PdfDict)) return value instanceof PdfKeyword ? null : value;
  const next = reader.read();
  if (!(next instanceof PdfKeyword) || next.word !== "stream") return value;
  return readStream(bytes, reader.at, value, file);
}

/** The data begins after the line of `stream`, and has the declared length if `endstream` follows (7.3.8.1). */
function readStream(bytes: Uint8Array<ArrayBuffer>, at: number, dict: PdfDict, file: ObjectSource | null): PdfStream {
  let start = at;
  if (bytes[start] === 0x0d) start += 1;
  if (bytes[start] === 0x0a) start += 1;
  const raw = dict.entries.get("Length");
  const length = file === null ? raw : file.resolve(raw);
  if (typeof length === "number" && length >= 0 && isEnd(bytes, start + length))
    return new PdfStream(dict, bytes.subarray(start, start + length), false);
  const end = findWord(bytes, endWord, start);
  if (end === -1) return new PdfStream(dict, bytes.subarray(start), true);
  return new PdfStream(dict, bytes.subarray(start, end), false);
}

function isEnd(bytes: Uint8Array, at: number): boolean {
  const reader = new ObjectReader(bytes, at);
  if (at > bytes.length) return false;
  while (reader.at - at < 4 && [0x0a, 0x0d, 0x20].includes(bytes[reader.at] ?? -1)) reader.at += 1;
  return endWord.every((byte, index) => bytes[reader.at + index] === byte);
}

export function findWord(bytes: Uint8Array, word: readonly number[], from: number): number {
  const [first] = word;
  for (let at = bytes.indexOf(first as number, from); at !== -1; at = bytes.indexOf(first as number, at + 1))
    if (word.every((byte, index) => bytes[at + index] === byte)) return at;
  return -1;
}
