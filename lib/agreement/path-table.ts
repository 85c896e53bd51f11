import { readStringText } from "#lib/formats/json/string-text";

/**
 * The places of a JSON text: the names on the way from the top to a value, positions in arrays left out. A record of 10 MB
 * has half a million values and a few dozen places, so what follows from the names is worked out once for each place.
 */

/** The top: no name. */
export const topPlace = 0;
/** Where no place is kept: names beyond reading, or more of them than any schema has. */
export const noPlace = -1;

const maxPlaces = 100_000;
const maxNameBytes = 1024;
const maxDepth = 256;

export class PathTable {
  readonly #bytes: Uint8Array;
  readonly #names: (readonly string[])[] = [[]];
  /** Three numbers for each place: the place around it, and where its name stands (opening quote, byte after the closing one). */
  readonly #spans: number[] = [-1, 0, 0];
  readonly #next: number[] = [-1];
  readonly #byHash = new Map<number, number>();
  readonly #after: number[] = [];
  #last = topPlace;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The place of the member whose name stands from `from` (its opening quote) to `to` (after its closing one). */
  child(parent: number, from: number, to: number): number {
    if (parent === noPlace || to - from > maxNameBytes) return noPlace;
    // Entries of a list are alike: what came after the last place before comes after it again.
    const guess = this.#after[this.#last] ?? noPlace;
    const place = guess !== noPlace && this.#isSame(guess, parent, from, to) ? guess : this.#find(parent, from, to);
    if (place !== noPlace) {
      this.#after[this.#last] = place;
      this.#last = place;
    }
    return place;
  }

  #find(parent: number, from: number, to: number): number {
    const bytes = this.#bytes;
    let hash = parent + 0x811c9dc5;
    for (let at = from + 1; at < to - 1; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
    const first = this.#byHash.get(hash) ?? -1;
    for (let place = first; place >= 0; place = this.#next[place] ?? -1)
      if (this.#isSame(place, parent, from, to)) return place;
    const place = this.#names.length;
    const around = this.#names[parent] ?? [];
    if (place >= maxPlaces || around.length >= maxDepth) return noPlace;
    this.#names.push([...around, readStringText(bytes, from)]);
    this.#spans.push(parent, from, to);
    this.#next.push(first);
    this.#byHash.set(hash, place);
    return place;
  }

  #isSame(place: number, parent: number, from: number, to: number): boolean {
    const [bytes, spans] = [this.#bytes, this.#spans];
    const ownFrom = spans[place * 3 + 1] as number;
    if (spans[place * 3] !== parent || (spans[place * 3 + 2] as number) - ownFrom !== to - from) return false;
    for (let at = 1; at < to - from; at++) if (bytes[ownFrom + at] !== bytes[from + at]) return false;
    return true;
  }

  /** Names from the top to this place, as sent. */
  namesOf(place: number): readonly string[] {
    return this.#names[place] ?? [];
  }
}
