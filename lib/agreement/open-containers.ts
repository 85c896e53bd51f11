import type { PathStep } from "#lib/formats/json/path";
import type { PathTable } from "./path-table.ts";

/** Stack of open containers, as parallel arrays: a record may have 100,000 of them. */
export class OpenContainers {
  depth = 0;
  lists = 0;
  /** Node after the last descendant of the innermost container; infinite while none is open. */
  end = Number.POSITIVE_INFINITY;
  /** State of the innermost container: number, path ID, whether its members have names, children so far. */
  container = -1;
  path = 0;
  isObject = false;
  children = 0;
  readonly #ends: number[] = [];
  readonly #containers: number[] = [];
  readonly #paths: number[] = [];
  readonly #areObjects: boolean[] = [];
  readonly #children: number[] = [];

  push(container: number, end: number, path: number, isObject: boolean): void {
    const around = this.depth++;
    this.#ends[around] = this.end;
    this.#containers[around] = this.container;
    this.#paths[around] = this.path;
    this.#areObjects[around] = this.isObject;
    this.#children[around] = this.children;
    if (!isObject) this.lists++;
    this.end = end;
    this.container = container;
    this.path = path;
    this.isObject = isObject;
    this.children = 0;
  }

  pop(): void {
    if (!this.isObject) this.lists--;
    const around = --this.depth;
    this.end = this.#ends[around] as number;
    this.container = this.#containers[around] as number;
    this.path = this.#paths[around] as number;
    this.isObject = this.#areObjects[around] as boolean;
    this.children = this.#children[around] as number;
  }

  /** Returns the steps to the last counted value, whose path ID is `path`. */
  stepsTo(path: number, paths: PathTable): PathStep[] {
    const steps: PathStep[] = [];
    for (let at = 1; at < this.depth; at++) {
      const isMember = this.#areObjects[at] as boolean;
      const inner = at + 1 < this.depth ? (this.#paths[at + 1] as number) : this.path;
      steps.push(isMember ? (paths.namesOf(inner).at(-1) ?? "") : (this.#children[at] as number) - 1);
    }
    if (this.depth > 0) steps.push(this.isObject ? (paths.namesOf(path).at(-1) ?? "") : this.children - 1);
    return steps;
  }
}
