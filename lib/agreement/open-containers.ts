import type { Step } from "#lib/formats/json/path";
import type { PathTable } from "./path-table.ts";

/**
 * The containers around the value that is looked at, innermost last. Parallel arrays instead of objects: a long record opens
 * a hundred thousand containers, and each would be garbage a moment later.
 */
export class OpenContainers {
  depth = 0;
  /** Arrays among the open containers. */
  lists = 0;
  /** The node after the last descendant of the innermost container; endless while none is open. */
  end = Number.POSITIVE_INFINITY;
  /** Of the innermost container: its number, its place, whether its members have names, and its children so far. */
  container = -1;
  place = 0;
  isObject = false;
  children = 0;
  readonly #ends: number[] = [];
  readonly #containers: number[] = [];
  readonly #places: number[] = [];
  readonly #areObjects: boolean[] = [];
  readonly #children: number[] = [];

  push(container: number, end: number, place: number, isObject: boolean): void {
    const around = this.depth++;
    this.#ends[around] = this.end;
    this.#containers[around] = this.container;
    this.#places[around] = this.place;
    this.#areObjects[around] = this.isObject;
    this.#children[around] = this.children;
    if (!isObject) this.lists++;
    this.end = end;
    this.container = container;
    this.place = place;
    this.isObject = isObject;
    this.children = 0;
  }

  pop(): void {
    if (!this.isObject) this.lists--;
    const around = --this.depth;
    this.end = this.#ends[around] as number;
    this.container = this.#containers[around] as number;
    this.place = this.#places[around] as number;
    this.isObject = this.#areObjects[around] as boolean;
    this.children = this.#children[around] as number;
  }

  /** Steps from the top to the value that was counted last, which stands at `place`. */
  stepsTo(place: number, places: PathTable): Step[] {
    const steps: Step[] = [];
    for (let at = 1; at < this.depth; at++) {
      const isMember = this.#areObjects[at] as boolean;
      const inner = at + 1 < this.depth ? (this.#places[at + 1] as number) : this.place;
      steps.push(isMember ? (places.namesOf(inner).at(-1) ?? "") : (this.#children[at] as number) - 1);
    }
    if (this.depth > 0) steps.push(this.isObject ? (places.namesOf(place).at(-1) ?? "") : this.children - 1);
    return steps;
  }
}
