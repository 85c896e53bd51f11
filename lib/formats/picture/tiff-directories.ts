import { limitParts } from "./part-limit.ts";

/** A field of a TIFF directory. Its values are at `at`, `count` of them. */
export type TiffField = { tag: number; type: number; count: number; at: number };
export type TiffDirectory = { at: number; fields: Map<number, TiffField>; next: number };

/** Bytes of one value, by type (TIFF 6.0 §2, BigTIFF). */
const typeBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];
const maxFields = 2000;

/** Reads directories of a TIFF, a BigTIFF or an Exif block. Offsets count from the first byte of the block. */
export class TiffReader {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly isLittle: boolean;
  readonly isBig: boolean;
  /** Offset of the first directory; 0 if the header is not one of a TIFF. */
  readonly first: number;
  private fieldsRead = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.isLittle = bytes[0] === 0x49;
    const isTiff = bytes.length >= 8 && bytes[0] === bytes[1] && (bytes[0] === 0x49 || bytes[0] === 0x4d);
    this.isBig = isTiff && this.view.getUint16(2, this.isLittle) === 43 && bytes.length >= 16;
    this.first = !isTiff ? 0 : this.isBig ? this.u64(8) : this.u32(4);
  }

  u16 = (at: number) => this.view.getUint16(at, this.isLittle);
  u32 = (at: number) => this.view.getUint32(at, this.isLittle);
  u64 = (at: number) => {
    const [low, high] = this.isLittle ? [at, at + 4] : [at + 4, at];
    return this.u32(high) * 2 ** 32 + this.u32(low);
  };

  /** @returns null if the directory is not inside the bytes @throws RangeError if all directories have too many fields */
  read(at: number): TiffDirectory | null {
    const [head, length] = this.isBig ? [8, 20] : [2, 12];
    if (at < 8 || at + head > this.bytes.length) return null;
    const count = this.isBig ? this.u64(at) : this.u16(at);
    const end = at + head + count * length;
    if (count > maxFields || end > this.bytes.length) return null;
    // Directories may overlap, so that the size of the file does not limit the number of fields.
    this.fieldsRead += count;
    limitParts(this.fieldsRead);
    const fields = new Map<number, TiffField>();
    for (let entry = at + head; entry < end; entry += length) {
      const field = this.readField(entry);
      if (!fields.has(field.tag)) fields.set(field.tag, field);
    }
    const hasNext = end + (this.isBig ? 8 : 4) <= this.bytes.length;
    return { at, fields, next: !hasNext ? 0 : this.isBig ? this.u64(end) : this.u32(end) };
  }

  private readField(entry: number): TiffField {
    const type = this.u16(entry + 2);
    const count = this.isBig ? this.u64(entry + 4) : this.u32(entry + 4);
    const place = entry + (this.isBig ? 12 : 8);
    const length = (typeBytes[type] ?? 0) * count;
    const at = length <= (this.isBig ? 8 : 4) ? place : this.isBig ? this.u64(place) : this.u32(place);
    return { tag: this.u16(entry), type, count, at };
  }

  /** True if the values of a field are outside the bytes. */
  isOutside({ type, count, at }: TiffField): boolean {
    return at + (typeBytes[type] ?? 0) * count > this.bytes.length;
  }

  /** Bytes of a field, at most `cap`; empty if they are outside the file. */
  content({ type, count, at }: TiffField, cap = Number.POSITIVE_INFINITY): Uint8Array {
    const end = at + Math.min((typeBytes[type] ?? 0) * count, cap);
    return end <= this.bytes.length ? this.bytes.subarray(at, end) : new Uint8Array();
  }

  /** Unsigned integers of a field, at most `cap`; those outside the file are left out. */
  numbers(field: TiffField | undefined, cap = 1_000_000): number[] {
    const values: number[] = [];
    if (field === undefined) return values;
    const step = typeBytes[field.type] ?? 0;
    for (let index = 0; index < Math.min(field.count, cap) && step > 0; index += 1) {
      const at = field.at + index * step;
      if (at + step > this.bytes.length) break;
      values.push(
        step === 1
          ? (this.bytes[at] as number)
          : step === 2
            ? this.u16(at)
            : field.type > 12 && step === 8
              ? this.u64(at)
              : this.u32(at),
      );
    }
    return values;
  }

  number(directory: TiffDirectory, tag: number): number | undefined {
    return this.numbers(directory.fields.get(tag), 1)[0];
  }
}

const mostPages = 5000;

/** Directories in their order. @returns also whether a directory points to an earlier one, or outside the file, or more follow */
export function readDirectories(tiff: TiffReader) {
  const directories: TiffDirectory[] = [];
  const seen = new Set<number>();
  let at = tiff.first;
  while (at !== 0 && directories.length < mostPages) {
    if (seen.has(at)) return { directories, isCycle: true, isBroken: false, hasMore: false };
    seen.add(at);
    const directory = tiff.read(at);
    if (directory === null) return { directories, isCycle: false, isBroken: true, hasMore: false };
    directories.push(directory);
    at = directory.next;
  }
  return { directories, isCycle: false, isBroken: directories.length === 0, hasMore: at !== 0 };
}
