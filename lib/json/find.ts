import type { NodeReader } from "./node-reader.ts";
import { readEscape } from "./string-text.ts";

export type FindScope = "all" | "names" | "values";

/** One folded form for letters that differ in case alone; what has no single counterpart (`ß`) stays itself. */
function foldPoint(point: number): number {
  if (point < 0x80) return point >= 0x41 && point <= 0x5a ? point + 32 : point;
  const text = String.fromCodePoint(point);
  const upper = text.toUpperCase();
  const lower = ([...upper].length === 1 ? upper : text).toLowerCase();
  const folded = lower.codePointAt(0) as number;
  return String.fromCodePoint(folded).length === lower.length ? folded : point;
}

function pointAt(bytes: Uint8Array, at: number): { point: number; size: number } {
  const first = bytes[at] as number;
  const tail = (offset: number) => (bytes[at + offset] as number) & 0x3f;
  if (first < 0xe0) return { point: ((first & 0x1f) << 6) | tail(1), size: 2 };
  if (first < 0xf0) return { point: ((first & 0x0f) << 12) | (tail(1) << 6) | tail(2), size: 3 };
  return { point: ((first & 0x07) << 18) | (tail(1) << 12) | (tail(2) << 6) | tail(3), size: 4 };
}

/** A text to look for, compared letter by letter without case, with escapes read as what they stand for. */
export class Needle {
  readonly #points: number[];
  /** Bytes at which a match can begin. */
  readonly #begins = new Uint8Array(256);

  constructor(text: string) {
    this.#points = [...text].map((character) => foldPoint(character.codePointAt(0) as number));
    const [first] = this.#points;
    this.#begins[0x5c] = 1;
    if (first === undefined) return;
    // Every letter that folds to the first one; the two letters outside ASCII that fold into it are the long s and the Kelvin sign.
    for (const point of [first, 0x17f, 0x212a, 0x1e9e, 0x3f4, 0x2126]) this.#begin(point, first);
    const text1 = String.fromCodePoint(first);
    for (const variant of [text1.toUpperCase(), text1.toLowerCase()])
      this.#begin(variant.codePointAt(0) as number, first);
    if (first >= 0x80) for (let point = 0x80; point < 0x250; point++) this.#begin(point, first);
    if (first >= 0x250) for (let lead = 0xc8; lead < 0xf5; lead++) this.#begins[lead] = 1;
  }

  #begin(point: number, first: number): void {
    if (foldPoint(point) !== first) return;
    const [lead] = new TextEncoder().encode(String.fromCodePoint(point));
    if (lead !== undefined) this.#begins[lead] = 1;
  }

  get isEmpty(): boolean {
    return this.#points.length === 0;
  }

  /** The next offset from `at` on, before `to`, where a match could begin; `to` when there is none. */
  next(bytes: Uint8Array, at: number, to: number): number {
    const begins = this.#begins;
    let index = at;
    while (index < to && begins[bytes[index] as number] === 0) index++;
    return index;
  }

  /** The offset after a match that begins at `from`, or -1. */
  matchEnd(bytes: Uint8Array, from: number): number {
    let at = from;
    for (const point of this.#points) {
      const byte = bytes[at] as number;
      if (byte < 0x80 && byte !== 0x5c) {
        if (byte === 0x22 || (byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte) !== point) return -1;
        at++;
        continue;
      }
      const found = byte === 0x5c ? readEscape(bytes, at) : pointAt(bytes, at);
      if (foldPoint(found.point) !== point) return -1;
      at += found.size;
    }
    return at;
  }
}

/** True when `at` stands inside an escape sequence (its letter or its digits), where no match may begin. */
function insideEscape(bytes: Uint8Array, at: number): boolean {
  for (let back = 1; back <= 5; back++) {
    if (bytes[at - back] !== 0x5c) continue;
    let slashes = 0;
    while (bytes[at - back - slashes] === 0x5c) slashes++;
    if (slashes % 2 === 0) return false;
    return back === 1 || bytes[at - back + 1] === 0x75;
  }
  return false;
}

const pageHits = 16_384;

/** Looks for a text through the whole record in steps; hits are kept as offsets, in order. */
export class Finder {
  readonly needle: Needle;
  readonly scope: FindScope;
  readonly #reader: NodeReader;
  readonly #pages: Uint32Array[] = [];
  /** Hits so far. */
  count = 0;
  /** How far the search has come, in bytes. */
  at = 0;
  /** Ended before its end, by a person. */
  stopped = false;
  #node = -1;
  #spanOf = -1;
  #name = { from: 0, to: 0 };
  #value = { from: 0, to: 0 };

  constructor(reader: NodeReader, text: string, scope: FindScope) {
    this.#reader = reader;
    this.needle = new Needle(text);
    this.scope = scope;
  }

  stop(): void {
    this.stopped = true;
  }

  /** The offset of hit `number`, from 0. */
  hit(number: number): number {
    return this.#pages[Math.floor(number / pageHits)]?.[number % pageHits] as number;
  }

  /** Searches up to the byte `until`, but no further than the scanner has come. */
  run(until: number): void {
    const { bytes } = this.#reader;
    const { needle } = this;
    let at = this.at;
    if (needle.isEmpty) at = until;
    while (at < until) {
      at = needle.next(bytes, at, until);
      if (at >= until) break;
      const end = needle.matchEnd(bytes, at);
      if (end > 0 && this.#isInText(at, end)) {
        this.#add(at);
        at = end;
      } else at += bytes[at] === 0x5c ? 2 : 1;
    }
    this.at = at;
  }

  #add(offset: number): void {
    if (this.count % pageHits === 0) this.#pages.push(new Uint32Array(pageHits));
    (this.#pages.at(-1) as Uint32Array)[this.count % pageHits] = offset;
    this.count++;
  }

  /** A match counts when it lies within one name or one value, not across the punctuation between them. */
  #isInText(from: number, to: number): boolean {
    const node = this.#nodeAt(from);
    if (node < 0) return false;
    if (node !== this.#spanOf) this.#readSpan(node);
    const { scope } = this;
    const inName = scope !== "values" && from >= this.#name.from && to <= this.#name.to;
    const inValue = scope !== "names" && from >= this.#value.from && to <= this.#value.to;
    return (inName || inValue) && !insideEscape(this.#reader.bytes, from);
  }

  #readSpan(node: number): void {
    const texts = this.#reader.texts(node);
    this.#spanOf = node;
    this.#name = texts.name;
    this.#value = texts.value;
  }

  /** Hits come in order, so the node is looked for from the last one on, in growing steps. */
  #nodeAt(offset: number): number {
    const { index } = this.#reader;
    let low = this.#node;
    let step = 1;
    while (low + step < index.nodeCount && index.offsetOf(low + step) <= offset) {
      low += step;
      step *= 2;
    }
    let high = Math.min(low + step, index.nodeCount);
    while (low + 1 < high) {
      const middle = (low + high) >>> 1;
      if (index.offsetOf(middle) <= offset) low = middle;
      else high = middle;
    }
    this.#node = low;
    return low;
  }

  /** Matches inside one stretch of bytes, as byte offsets; for marking what is on screen. */
  marks(from: number, to: number): { from: number; to: number }[] {
    const { bytes } = this.#reader;
    const found: { from: number; to: number }[] = [];
    let at = from;
    while (at < to && !this.needle.isEmpty) {
      at = this.needle.next(bytes, at, to);
      if (at >= to) break;
      const end = this.needle.matchEnd(bytes, at);
      if (end > 0 && end <= to && !insideEscape(bytes, at)) {
        found.push({ from: at, to: end });
        at = end;
      } else at += bytes[at] === 0x5c ? 2 : 1;
    }
    return found;
  }
}
