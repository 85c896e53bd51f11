import { noContainer, type StructuralIndex } from "./structural-index.ts";

/** Number of bits set in a 32-bit word. */
function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

const wordsPerPage = 2048;

/**
 * Which nodes of an index are rows on screen: a row is a node whose containers are all open. One bit per node, so that
 * opening or closing everything costs nothing that a person would notice at ten million nodes.
 */
export class VisibleRows {
  readonly #index: StructuralIndex;
  /** Containers at this depth and deeper begin closed. */
  #openDepth: number;
  readonly #visible: Uint32Array[] = [];
  readonly #counts: number[] = [];
  #open = new Uint32Array(64);
  #knownNodes = 0;
  #knownContainers = 0;
  #stack: number[] = [];

  constructor(index: StructuralIndex, openDepth: number) {
    this.#index = index;
    this.#openDepth = openDepth;
  }

  get count(): number {
    let count = 0;
    for (const part of this.#counts) count += part;
    return count;
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

  /** Takes in the nodes that the scanner has added since the last call. */
  grow(): void {
    const index = this.#index;
    const from = this.#knownNodes;
    this.#knownNodes = index.nodeCount;
    for (let page = this.#visible.length; page << 16 < index.nodeCount; page++) {
      this.#visible.push(new Uint32Array(wordsPerPage));
      this.#counts.push(0);
    }
    for (let container = this.#knownContainers; container < index.containerCount; container++) {
      const parent = index.parentOf(container);
      while (this.#stack.length > 0 && this.#stack.at(-1) !== parent) this.#stack.pop();
      this.#setOpen(container, this.#stack.length < this.#openDepth);
      this.#stack.push(container);
    }
    this.#knownContainers = index.containerCount;
    this.#show(from, this.#knownNodes);
  }

  /** Opens or closes one container. */
  toggle(container: number, open: boolean): void {
    if (this.isOpen(container) === open) return;
    this.#setOpen(container, open);
    const index = this.#index;
    const node = index.nodeOf(container);
    if (!this.isVisible(node)) return;
    const end = Math.min(index.endOf(container), this.#knownNodes);
    if (open) this.#show(node + 1, end);
    else {
      this.#fill(node + 1, end, false);
      this.#recount(node + 1, end);
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

  /** Opens the containers around `node`. */
  reveal(node: number): void {
    const { parent } = this.#index.place(node);
    const closed: number[] = [];
    for (let at = parent; at !== noContainer; at = this.#index.parentOf(at)) if (!this.isOpen(at)) closed.push(at);
    const outermost = closed.at(-1);
    if (outermost === undefined) return;
    for (const container of closed) this.#setOpen(container, true);
    this.#setOpen(outermost, false);
    this.toggle(outermost, true);
  }

  isVisible(node: number): boolean {
    return (((this.#visible[node >>> 16]?.[(node & 65_535) >>> 5] ?? 0) >>> (node & 31)) & 1) === 1;
  }

  /** Shows the nodes of a range except those inside closed containers. */
  #show(from: number, to: number): void {
    const index = this.#index;
    if (from >= to) return;
    // Containers that began before the range and reach into it.
    let hiddenTo = from;
    for (let at = index.place(from).parent; at !== noContainer; at = index.parentOf(at)) {
      if (!this.isOpen(at)) hiddenTo = Math.min(index.isClosed(at) ? index.endOf(at) : to, to);
    }
    this.#fill(from, hiddenTo, false);
    this.#fill(hiddenTo, to, true);
    let container = index.containersBefore(hiddenTo);
    while (container < this.#knownContainers) {
      const node = index.nodeOf(container);
      if (node >= to) break;
      if (this.isOpen(container)) {
        container++;
        continue;
      }
      const end = Math.min(index.endOf(container), to);
      this.#fill(node + 1, end, false);
      container = this.#containersFrom(container + 1, end);
    }
    this.#recount(from, to);
  }

  /** The first container at or after `node`, from `from` on. */
  #containersFrom(from: number, node: number): number {
    const index = this.#index;
    let at = from;
    for (let steps = 0; steps < 16; steps++, at++) {
      if (at >= this.#knownContainers || index.nodeOf(at) >= node) return at;
    }
    return index.containersBefore(node);
  }

  #fill(from: number, to: number, visible: boolean): void {
    for (let node = from; node < to; ) {
      const page = this.#visible[node >>> 16] as Uint32Array;
      const word = (node & 65_535) >>> 5;
      const bit = node & 31;
      if (bit === 0 && to - node >= 32) {
        const words = Math.min((to - node) >>> 5, wordsPerPage - word);
        page.fill(visible ? 0xffffffff : 0, word, word + words);
        node += words * 32;
        continue;
      }
      const bits = Math.min(32 - bit, to - node);
      const mask = (bits === 32 ? 0xffffffff : (1 << bits) - 1) << bit;
      page[word] = visible ? (page[word] as number) | mask : (page[word] as number) & ~mask;
      node += bits;
    }
  }

  #recount(from: number, to: number): void {
    for (let page = from >>> 16; page <= (to - 1) >>> 16; page++) {
      let count = 0;
      for (const word of this.#visible[page] as Uint32Array) count += countBits(word);
      this.#counts[page] = count;
    }
  }

  /** The row number of a visible node; of a hidden one, the row after which it is hidden, plus one. */
  rowOf(node: number): number {
    let row = 0;
    const page = node >>> 16;
    for (let before = 0; before < page; before++) row += this.#counts[before] as number;
    const words = this.#visible[page];
    if (words === undefined) return row;
    const word = (node & 65_535) >>> 5;
    for (let before = 0; before < word; before++) row += countBits(words[before] as number);
    return row + countBits((words[word] as number) & ((1 << (node & 31)) - 1));
  }

  /** Up to `limit` visible nodes from row `row` on. */
  nodes(row: number, limit: number): number[] {
    let skip = row;
    let page = 0;
    while (page < this.#counts.length && skip >= (this.#counts[page] as number)) skip -= this.#counts[page++] as number;
    const found: number[] = [];
    for (; page < this.#visible.length; page++) {
      const words = this.#visible[page] as Uint32Array;
      for (let word = 0; word < wordsPerPage; word++) {
        let bits = words[word] as number;
        if (bits === 0) continue;
        const count = countBits(bits);
        if (skip >= count) {
          skip -= count;
          continue;
        }
        for (let bit = 0; bits !== 0; bit++, bits >>>= 1) {
          if ((bits & 1) === 0) continue;
          if (skip > 0) skip--;
          else if (found.push(page * 65_536 + word * 32 + bit) >= limit) return found;
        }
      }
      skip = 0;
    }
    return found;
  }
}
