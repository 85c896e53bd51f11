function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

const wordsPerPage = 2048;

/** Bitmap of visible nodes with a count per page, which makes lookups between row and node fast. */
export class RowBitmap {
  readonly #pages: Uint32Array[] = [];
  readonly #counts: number[] = [];

  /** Reserves space for nodes up to `nodeCount`, all unset. */
  grow(nodeCount: number): void {
    for (let page = this.#pages.length; page << 16 < nodeCount; page++) {
      this.#pages.push(new Uint32Array(wordsPerPage));
      this.#counts.push(0);
    }
  }

  get count(): number {
    let count = 0;
    for (const part of this.#counts) count += part;
    return count;
  }

  has(node: number): boolean {
    return (((this.#pages[node >>> 16]?.[(node & 65_535) >>> 5] ?? 0) >>> (node & 31)) & 1) === 1;
  }

  /** Sets or clears a range of nodes; call `recount` after the last range. */
  fill(from: number, to: number, visible: boolean): void {
    for (let node = from; node < to; ) {
      const page = this.#pages[node >>> 16] as Uint32Array;
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

  recount(from: number, to: number): void {
    for (let page = from >>> 16; page <= (to - 1) >>> 16; page++) {
      let count = 0;
      for (const word of this.#pages[page] as Uint32Array) count += countBits(word);
      this.#counts[page] = count;
    }
  }

  /** Row of a visible node; for a hidden node, the row of the visible node before it, plus one. */
  rowOf(node: number): number {
    let row = 0;
    const page = node >>> 16;
    for (let before = 0; before < page; before++) row += this.#counts[before] as number;
    const words = this.#pages[page];
    if (words === undefined) return row;
    const word = (node & 65_535) >>> 5;
    for (let before = 0; before < word; before++) row += countBits(words[before] as number);
    return row + countBits((words[word] as number) & ((1 << (node & 31)) - 1));
  }

  nodes(row: number, limit: number): number[] {
    let skip = row;
    let page = 0;
    while (page < this.#counts.length && skip >= (this.#counts[page] as number)) skip -= this.#counts[page++] as number;
    const found: number[] = [];
    for (; page < this.#pages.length; page++) {
      const words = this.#pages[page] as Uint32Array;
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
