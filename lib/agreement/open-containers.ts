import type { Step } from "#lib/formats/json/path";
import type { PathTable } from "./path-table.ts";

/** Stack of open containers, as parallel arrays: a record may have 100,000 of them. */
export class OpenContainers {
  depth = 0;
  lists = 0;
  /** Node after the last descendant of the innermost container; infinite while none is open. */
  end = Number.POSITIVE_INFINITY;
  /** State of the innermost container: number, path ID, whether its members have names, children so far. */
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

  /** Returns the steps to the last counted value, whose path ID is `place`. */
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
