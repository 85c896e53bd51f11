import { readStringText } from "#lib/formats/json/string-text";

/** Interns paths without array indexes: half a million values of a 10 MB record share a few paths. */

export const rootPath = 0;
/** Marks an unstored path: unreadable names, or too many of them. */
export const noPath = -1;

const maxPaths = 100_000;
const maxNameBytes = 1024;
const maxDepth = 256;

export class PathTable {
  readonly #bytes: Uint8Array;
  readonly #names: (readonly string[])[] = [[]];
  /** Three numbers per path: parent, start of the name (opening quote), end (after the closing quote). */
  readonly #spans: number[] = [-1, 0, 0];
  readonly #next: number[] = [-1];
  readonly #byHash = new Map<number, number>();
  readonly #after: number[] = [];
  #last = rootPath;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Returns the path ID of a member whose quoted name is the byte range `[from, to)`. */
  child(parent: number, from: number, to: number): number {
    if (parent === noPath || to - from > maxNameBytes) return noPath;
    // List entries repeat the same sequence, so the last successor is the best guess.
    const guess = this.#after[this.#last] ?? noPath;
    const path = guess !== noPath && this.#isSame(guess, parent, from, to) ? guess : this.#find(parent, from, to);
    if (path !== noPath) {
      this.#after[this.#last] = path;
      this.#last = path;
    }
    return path;
  }

  #find(parent: number, from: number, to: number): number {
    const bytes = this.#bytes;
    let hash = parent + 0x811c9dc5;
    for (let at = from + 1; at < to - 1; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
    const first = this.#byHash.get(hash) ?? -1;
    for (let known = first; known >= 0; known = this.#next[known] ?? -1)
      if (this.#isSame(known, parent, from, to)) return known;
    const path = this.#names.length;
    const around = this.#names[parent] ?? [];
    if (path >= maxPaths || around.length >= maxDepth) return noPath;
    this.#names.push([...around, readStringText(bytes, from)]);
    this.#spans.push(parent, from, to);
    this.#next.push(first);
    this.#byHash.set(hash, path);
    return path;
  }

  #isSame(path: number, parent: number, from: number, to: number): boolean {
    const [bytes, spans] = [this.#bytes, this.#spans];
    const ownFrom = spans[path * 3 + 1] as number;
    if (spans[path * 3] !== parent || (spans[path * 3 + 2] as number) - ownFrom !== to - from) return false;
    for (let at = 1; at < to - from; at++) if (bytes[ownFrom + at] !== bytes[from + at]) return false;
    return true;
  }

  namesOf(path: number): readonly string[] {
    return this.#names[path] ?? [];
  }
}
