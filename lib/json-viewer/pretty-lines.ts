import type { NodeReader } from "#lib/formats/json/node-reader";
import { noContainer } from "#lib/formats/json/structural-index";
import { lowerBound } from "#lib/runtime/lower-bound";
import { LongNodes } from "./long-nodes.ts";

const maxIndent = 60;

/** A node or closing bracket; `chunk` numbers the rows of a long value from 0. Lines count from 1. */
export type PrettyLine = {
  node: number;
  closes: boolean;
  comma: boolean;
  indent: number;
  chunk: number;
  line: number;
};

/** Computes pretty-view rows of a scanned text; stores one number per 1,024 containers, and one per long value. */
export class PrettyLines {
  readonly #reader: NodeReader;
  readonly #long: LongNodes;
  readonly #filledBefore: number[] = [];
  #filled = 0;

  /** @param chunkBytes row length in bytes after which a value continues in the next row */
  constructor(reader: NodeReader, chunkBytes: number) {
    this.#reader = reader;
    this.#long = new LongNodes(reader, chunkBytes);
    // Containers with children take an extra line for their closing bracket.
    for (let container = 0; container < reader.index.containerCount; container++) {
      if (container % 1024 === 0) this.#filledBefore.push(this.#filled);
      if (this.#isFilled(container)) this.#filled++;
    }
  }

  #isFilled(container: number): boolean {
    const { index } = this.#reader;
    return index.endOf(container) > index.nodeOf(container) + 1;
  }

  get lineCount(): number {
    return this.#reader.index.nodeCount + this.#filled;
  }

  get rowCount(): number {
    return this.lineCount + this.#long.furtherRows;
  }

  #depth(node: number): number {
    const { parent } = this.#reader.index.offset(node);
    return parent === noContainer ? 0 : this.#reader.index.depthOf(parent) + 1;
  }

  /** Line of a node, from 0: the nodes and closing brackets before it. */
  #lineOf(node: number): number {
    const containers = this.#reader.index.containersBefore(node);
    let filled = this.#filledBefore[Math.floor(containers / 1024)] ?? this.#filled;
    if (containers % 1024 !== 0) {
      for (let at = containers - (containers % 1024); at < containers; at++) if (this.#isFilled(at)) filled++;
    }
    return node + filled - this.#depth(node);
  }

  /** Row of a node: the first, or with `offset` the one that contains that byte. */
  rowOf(node: number, offset?: number): number {
    const chunk = offset === undefined ? 0 : this.#long.chunkAt(node, offset);
    return this.#lineOf(node) + this.#long.rowsBefore(node) + chunk;
  }

  rows(from: number, count: number): PrettyLine[] {
    const { index } = this.#reader;
    const first = lowerBound(1, index.nodeCount, (node) => this.rowOf(node) <= from) - 1;
    const found: PrettyLine[] = [];
    if (index.nodeCount === 0) return found;
    let row = this.rowOf(first);
    let line = this.#lineOf(first);
    for (let node = first; node < index.nodeCount && found.length < count; node++) {
      const depth = this.#depth(node);
      const container = index.containerAt(node);
      const filled = container !== noContainer && this.#isFilled(container);
      const last = node + 1 >= index.nodeCount;
      const closing = filled ? 0 : depth - (last ? 0 : this.#depth(node + 1));
      const put = (item: Omit<PrettyLine, "line">) => {
        if (row++ >= from && found.length < count) found.push({ ...item, line: line + 1 });
      };
      const indent = Math.min(depth, maxIndent);
      const chunks = this.#long.chunks(node);
      const skipped = Math.min(Math.max(from - row, 0), chunks);
      row += skipped;
      for (let chunk = skipped; chunk < chunks && found.length < count; chunk++) {
        put({
          node,
          closes: false,
          comma: chunk === chunks - 1 && !filled && closing === 0 && !last,
          indent,
          chunk,
        });
      }
      line++;
      let up = index.offset(node).parent;
      for (let close = 1; close <= closing && found.length < count; close++) {
        const comma = close === closing && !last;
        put({ node: index.nodeOf(up), closes: true, comma, indent: Math.min(depth - close, maxIndent), chunk: 0 });
        line++;
        up = index.parentOf(up);
      }
    }
    return found;
  }
}
