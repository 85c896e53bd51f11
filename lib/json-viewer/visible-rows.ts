import { noContainer, type StructuralIndex } from "#lib/formats/json/structural-index";
import { RowBitmap } from "./row-bitmap.ts";

/** Tracks nodes whose containers are all open; one bit per node keeps ten million nodes responsive. */
export class VisibleRows {
  readonly #index: StructuralIndex;
  /** Containers at this depth and deeper start closed. */
  #openDepth: number;
  readonly #bits = new RowBitmap();
  #open = new Uint32Array(64);
  #knownNodes = 0;
  #knownContainers = 0;
  #stack: number[] = [];

  constructor(index: StructuralIndex, openDepth: number) {
    this.#index = index;
    this.#openDepth = openDepth;
  }

  get count(): number {
    return this.#bits.count;
  }

  isVisible(node: number): boolean {
    return this.#bits.has(node);
  }

  /** Row of a visible node; for a hidden node, the row of the visible node before it, plus one. */
  rowOf(node: number): number {
    return this.#bits.rowOf(node);
  }

  nodes(row: number, limit: number): number[] {
    return this.#bits.nodes(row, limit);
  }

  isOpen(container: number): boolean {
    return ((this.#open[container >>> 5] as number) & (1 << (container & 31))) !== 0;
  }

  #setOpen(container: number, open: boolean): void {
    const word = container >>> 5;
    if (word >= this.#open.length) {
      const larger = new Uint32Array(Math.max(this.#open.length * 2, word + 1));
      larger.set(this.#open);
      this.#open = larger;
    }
    const bit = 1 << (container & 31);
    this.#open[word] = open ? (this.#open[word] as number) | bit : (this.#open[word] as number) & ~bit;
  }

  /** Adds the nodes scanned since the last call. */
  grow(): void {
    const index = this.#index;
    const from = this.#knownNodes;
    this.#knownNodes = index.nodeCount;
    this.#bits.grow(index.nodeCount);
    for (let container = this.#knownContainers; container < index.containerCount; container++) {
      const parent = index.parentOf(container);
      while (this.#stack.length > 0 && this.#stack.at(-1) !== parent) this.#stack.pop();
      this.#setOpen(container, this.#stack.length < this.#openDepth);
      this.#stack.push(container);
    }
    this.#knownContainers = index.containerCount;
    this.#show(from, this.#knownNodes);
  }

  toggle(container: number, open: boolean): void {
    if (this.isOpen(container) === open) return;
    this.#setOpen(container, open);
    const index = this.#index;
    const node = index.nodeOf(container);
    if (!this.isVisible(node)) return;
    const end = Math.min(index.endOf(container), this.#knownNodes);
    if (open) this.#show(node + 1, end);
    else {
      this.#bits.fill(node + 1, end, false);
      this.#bits.recount(node + 1, end);
    }
  }

  /** Opens every container above `depth` and closes the others; `Infinity` opens all. */
  openToDepth(depth: number): void {
    this.#openDepth = depth;
    if (depth === Number.POSITIVE_INFINITY) this.#open.fill(0xffffffff);
    else {
      const stack: number[] = [];
      for (let container = 0; container < this.#knownContainers; container++) {
        const parent = this.#index.parentOf(container);
        while (stack.length > 0 && stack.at(-1) !== parent) stack.pop();
        this.#setOpen(container, stack.length < depth);
        stack.push(container);
      }
    }
    this.#show(0, this.#knownNodes);
  }

  reveal(node: number): void {
    const { parent } = this.#index.offset(node);
    const closed: number[] = [];
    for (let at = parent; at !== noContainer; at = this.#index.parentOf(at)) if (!this.isOpen(at)) closed.push(at);
    const outermost = closed.at(-1);
    if (outermost === undefined) return;
    for (const container of closed) this.#setOpen(container, true);
    this.#setOpen(outermost, false);
    this.toggle(outermost, true);
  }

  /** Shows the nodes of a range except those inside closed containers. */
  #show(from: number, to: number): void {
    const index = this.#index;
    if (from >= to) return;
    // Containers that start before the range and extend into it.
    let hiddenTo = from;
    for (let at = index.offset(from).parent; at !== noContainer; at = index.parentOf(at)) {
      if (!this.isOpen(at)) hiddenTo = Math.min(index.isClosed(at) ? index.endOf(at) : to, to);
    }
    this.#bits.fill(from, hiddenTo, false);
    this.#bits.fill(hiddenTo, to, true);
    let container = index.containersBefore(hiddenTo);
    while (container < this.#knownContainers) {
      const node = index.nodeOf(container);
      if (node >= to) break;
      if (this.isOpen(container)) {
        container++;
        continue;
      }
      const end = Math.min(index.endOf(container), to);
      this.#bits.fill(node + 1, end, false);
      container = this.#containersFrom(container + 1, end);
    }
    this.#bits.recount(from, to);
  }

  /** First container at or after `node`, searched from `from` on. */
  #containersFrom(from: number, node: number): number {
    const index = this.#index;
    let at = from;
    for (let steps = 0; steps < 16; steps++, at++) {
      if (at >= this.#knownContainers || index.nodeOf(at) >= node) return at;
    }
    return index.containersBefore(node);
  }
}
