import type { NodeReader } from "./node-reader.ts";
import { noContainer } from "./structural-index.ts";

/** Deeper levels are not moved further to the right. */
const maxIndent = 60;

/** One line of the record laid out with one value per line: a node, or the closing bracket of a container. */
export type PrettyLine = { node: number; closes: boolean; comma: boolean; indent: number };

/** The pretty form of a scanned text, line by line; nothing of it is kept but one number per 1,024 containers. */
export class PrettyLines {
  readonly #reader: NodeReader;
  readonly #filledBefore: number[] = [];
  #known = 0;
  #filled = 0;

  constructor(reader: NodeReader) {
    this.#reader = reader;
    this.#grow();
  }

  /** Counts the containers that have children: those take a line of their own for their closing bracket. */
  #grow(): void {
    const { index } = this.#reader;
    for (; this.#known < index.containerCount; this.#known++) {
      if (this.#known % 1024 === 0) this.#filledBefore.push(this.#filled);
      if (this.#isFilled(this.#known)) this.#filled++;
    }
  }

  #isFilled(container: number): boolean {
    const { index } = this.#reader;
    return index.endOf(container) > index.nodeOf(container) + 1;
  }

  get count(): number {
    return this.#reader.index.nodeCount + this.#filled;
  }

  #depth(node: number): number {
    const { parent } = this.#reader.index.place(node);
    return parent === noContainer ? 0 : this.#reader.index.depthOf(parent) + 1;
  }

  /** The line of a node: the nodes before it, and the brackets that closed before it. */
  lineOf(node: number): number {
    const containers = this.#reader.index.containersBefore(node);
    let filled = this.#filledBefore[Math.floor(containers / 1024)] ?? this.#filled;
    if (containers % 1024 !== 0) {
      for (let at = containers - (containers % 1024); at < containers; at++) if (this.#isFilled(at)) filled++;
    }
    return node + filled - this.#depth(node);
  }

  lines(from: number, count: number): PrettyLine[] {
    const { index } = this.#reader;
    let low = 0;
    let high = index.nodeCount - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.lineOf(middle) <= from) low = middle;
      else high = middle - 1;
    }
    const found: PrettyLine[] = [];
    let line = index.nodeCount === 0 ? 0 : this.lineOf(low);
    for (let node = low; node < index.nodeCount && found.length < count; node++) {
      const depth = this.#depth(node);
      const container = index.containerAt(node);
      const filled = container !== noContainer && this.#isFilled(container);
      const nextDepth = node + 1 < index.nodeCount ? this.#depth(node + 1) : 0;
      const closing = filled ? 0 : depth - nextDepth;
      const put = (item: PrettyLine) => {
        if (line++ >= from && found.length < count) found.push(item);
      };
      put({
        node,
        closes: false,
        comma: !filled && closing === 0 && node + 1 < index.nodeCount,
        indent: Math.min(depth, maxIndent),
      });
      let up = index.place(node).parent;
      for (let close = 1; close <= closing && found.length < count; close++) {
        const last = close === closing && node + 1 < index.nodeCount;
        put({ node: index.nodeOf(up), closes: true, comma: last, indent: Math.min(depth - close, maxIndent) });
        up = index.parentOf(up);
      }
    }
    return found;
  }
}
