import { NodeReader } from "#lib/json/node-reader";
import type { Scanner } from "#lib/json/scan";
import type { Leaf } from "./model.ts";
import { OpenContainers } from "./open-containers.ts";
import { noPlace, Places, topPlace } from "./places.ts";
import { type BesideRole, readBeside, readRole } from "./read-beside.ts";
import type { LeafInterest } from "./read-leaves.ts";
import { findNameEnd, findValueEnd, findValueStart, kindOf, quote, readText } from "./scalar-spans.ts";
import { looksLikeDigest, looksLikeMrz, Stretches, TextSet } from "./text-forms.ts";

/** A scalar longer than this is a picture or a document, not a statement. Bytes. */
const maxTextBytes = 4096;
/** Different texts that one place may state, and digests that it may claim. */
const maxTexts = 200;
const maxDigests = 5000;
const maxDepth = 256;

/** What was kept of one place: a list of a hundred thousand entries must not become as many statements. */
type Kept = { matters: boolean; role: BesideRole; texts: Stretches; digests: number };

/** One walk along the structural index of a text, value by value, that keeps the scalars which matter. */
export class LeafWalk {
  readonly leaves: Leaf[] = [];
  isCut = false;
  readonly #bytes: Uint8Array;
  readonly #scanner: Scanner;
  readonly #interest: LeafInterest;
  readonly #reader: NodeReader;
  readonly #places: Places;
  readonly #texts: TextSet;
  readonly #kept: Kept[] = [];
  readonly #open = new OpenContainers();

  constructor(bytes: Uint8Array, scanner: Scanner, interest: LeafInterest) {
    this.#bytes = bytes;
    this.#scanner = scanner;
    this.#interest = interest;
    this.#reader = new NodeReader(bytes, scanner.index, () => scanner.at);
    this.#places = new Places(bytes);
    this.#texts = new TextSet(interest.texts);
  }

  run(): void {
    const { index } = this.#scanner;
    const [bytes, open, places] = [this.#bytes, this.#open, this.#places];
    const { nodeCount, containerCount } = index;
    let container = 0;
    let containerNode = containerCount > 0 ? index.nodeOf(0) : -1;
    let next = nodeCount > 0 ? index.offsetOf(0) : -1;
    for (let node = 0; node < nodeCount; node++) {
      const offset = next;
      next = node + 1 < nodeCount ? index.offsetOf(node + 1) : -1;
      while (node >= open.end) open.pop();
      open.children++;
      let place = open.depth > 0 ? open.place : topPlace;
      let from = offset;
      if (open.isObject) {
        const nameEnd = findNameEnd(bytes, offset);
        place = places.child(place, offset, nameEnd);
        from = findValueStart(bytes, nameEnd);
      }
      const isReadable = place !== noPlace && open.depth <= maxDepth;
      if (!isReadable) this.isCut = true;
      if (node === containerNode) {
        open.push(container, index.endOf(container), place, bytes[from] === 0x7b);
        container++;
        containerNode = container < containerCount ? index.nodeOf(container) : -1;
      } else if (isReadable) this.#look(place, from, next);
    }
  }

  #keptOf(place: number): Kept {
    const known = this.#kept[place];
    if (known) return known;
    const names = this.#places.namesOf(place);
    const kept = { matters: this.#interest.matters(names), role: readRole(names), texts: new Stretches(), digests: 0 };
    this.#kept[place] = kept;
    return kept;
  }

  #look(place: number, from: number, next: number): void {
    const bytes = this.#bytes;
    const kept = this.#keptOf(place);
    const isString = bytes[from] === quote;
    if (!isString && !kept.matters) return;
    const to = findValueEnd(bytes, from, next);
    if (to - from > maxTextBytes) return;
    if (isString && looksLikeDigest(bytes, from + 1, to - 1)) {
      if (kept.digests++ < maxDigests) this.#keep(place, from, to, this.#readBeside());
      else this.isCut = true;
      return;
    }
    if (!kept.matters && !this.#texts.has(bytes, from + 1, to - 1) && !looksLikeMrz(bytes, from + 1, to - 1)) return;
    if (kept.texts.size < maxTexts) {
      if (kept.texts.add(bytes, from, to)) this.#keep(place, from, to, null);
    }
    // A list of thousands of entries states nothing by its last ones; outside of lists so many texts are odd.
    else if (this.#open.lists === 0) this.isCut = true;
  }

  #keep(place: number, from: number, to: number, beside: Leaf["beside"]): void {
    this.leaves.push({
      path: this.#open.pathTo(place, this.#places),
      names: this.#places.namesOf(place),
      text: readText(this.#bytes, from, to),
      kind: kindOf(this.#bytes[from] ?? 0),
      inList: this.#open.lists > 0,
      beside,
    });
  }

  #readBeside(): NonNullable<Leaf["beside"]> {
    const { isObject, container, place: around } = this.#open;
    if (!isObject) return { claimedName: null, claimedSizeBytes: null };
    return readBeside(this.#reader, container, (from, to) => {
      const place = this.#places.child(around, from, to);
      return place === noPlace ? null : this.#keptOf(place).role;
    });
  }
}
