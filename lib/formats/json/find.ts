import type { ByteRange } from "#lib/bytes/blob-ranges";
import { lowerBound, lowerBoundNear } from "#lib/runtime/lower-bound";
import type { NodeReader } from "./node-reader.ts";
import { SearchPattern } from "./search-pattern.ts";

export type FindScope = "all" | "names" | "values";

/** True if `at` is inside an escape sequence, where no match may start. */
export function insideEscape(bytes: Uint8Array, at: number): boolean {
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

/** Searches the record in steps and stores hits as ascending offsets. */
export class Finder {
  readonly needle: SearchPattern;
  readonly scope: FindScope;
  readonly #reader: NodeReader;
  readonly #pages: Uint32Array[] = [];
  count = 0;
  at = 0;
  /** Set when the user stopped the search early. */
  stopped = false;
  /** Offset of the selected hit, or -1. */
  current = -1;
  #node = -1;
  #spanOf = -1;
  #name = { from: 0, to: 0 };
  #value = { from: 0, to: 0 };

  constructor(reader: NodeReader, text: string, scope: FindScope) {
    this.#reader = reader;
    this.needle = new SearchPattern(text);
    this.scope = scope;
  }

  stop(): void {
    this.stopped = true;
  }

  hit(number: number): number {
    return this.#pages[Math.floor(number / pageHits)]?.[number % pageHits] as number;
  }

  /** Returns the number of the first hit at or after `offset`, or `count`. */
  hitFrom(offset: number): number {
    return lowerBound(0, this.count, (number) => this.hit(number) < offset);
  }

  /** Returns the hits that overlap a byte range, clipped to it. */
  hitsIn(from: number, to: number): ByteRange[] {
    const found: ByteRange[] = [];
    const first = this.hitFrom(from);
    for (let number = Math.max(first - 1, 0); number < this.count && this.hit(number) < to; number++) {
      const end = this.needle.matchEnd(this.#reader.bytes, this.hit(number));
      if (end > from) found.push({ from: Math.max(this.hit(number), from), to: Math.min(end, to) });
    }
    return found;
  }

  /** Searches up to the byte `until`, or up to the scanner's current offset. */
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
      } else at += SearchPattern.step(bytes, at);
    }
    this.at = at;
  }

  #add(offset: number): void {
    if (this.count % pageHits === 0) this.#pages.push(new Uint32Array(pageHits));
    (this.#pages.at(-1) as Uint32Array)[this.count % pageHits] = offset;
    this.count++;
  }

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

  /** Searches from the last node, because hits arrive in ascending order. */
  #nodeAt(offset: number): number {
    const { index } = this.#reader;
    this.#node = lowerBoundNear(this.#node, index.nodeCount, (node) => index.offsetOf(node) <= offset) - 1;
    return this.#node;
  }

  /** Returns matches inside a byte range, for highlighting the visible rows. */
  marks(from: number, to: number): ByteRange[] {
    const { bytes } = this.#reader;
    const found: ByteRange[] = [];
    let at = from;
    while (at < to && !this.needle.isEmpty) {
      at = this.needle.next(bytes, at, to);
      if (at >= to) break;
      const end = this.needle.matchEnd(bytes, at);
      if (end > 0 && end <= to && !insideEscape(bytes, at)) {
        found.push({ from: at, to: end });
        at = end;
      } else at += SearchPattern.step(bytes, at);
    }
    return found;
  }
}
