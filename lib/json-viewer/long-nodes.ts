import type { NodeReader } from "#lib/formats/json/node-reader";
import { lowerBound } from "#lib/runtime/lower-bound";

/** Tracks nodes that exceed one row of the pretty view, and the extra rows each takes. */
export class LongNodes {
  readonly #reader: NodeReader;
  readonly #chunkBytes: number;
  readonly #nodes: number[] = [];
  /** Extra rows of all earlier long nodes, per long node. */
  readonly #before: number[] = [];
  furtherRows = 0;

  constructor(reader: NodeReader, chunkBytes: number) {
    this.#reader = reader;
    this.#chunkBytes = chunkBytes;
    const { index } = reader;
    let at = index.nodeCount > 0 ? index.offsetOf(0) : 0;
    for (let node = 0; node < index.nodeCount; node++) {
      const next = node + 1 < index.nodeCount ? index.offsetOf(node + 1) : Number.POSITIVE_INFINITY;
      // A node close to the next one cannot be long, so its bytes need no check.
      if (next - at > chunkBytes) this.#add(node);
      at = next;
    }
  }

  #add(node: number): void {
    const chunks = Math.ceil(this.#length(node) / this.#chunkBytes);
    if (chunks <= 1) return;
    this.#nodes.push(node);
    this.#before.push(this.furtherRows);
    this.furtherRows += chunks - 1;
  }

  /** Bytes of the name and, unless the node is a container, the value. */
  #length(node: number): number {
    const span = this.#reader.span(node);
    const value = span.kind === "object" || span.kind === "array" ? 1 : span.valueTo - span.valueFrom;
    return span.nameTo - span.nameFrom + value;
  }

  /** Index of the first long node at or after `node`. */
  #find(node: number): number {
    return lowerBound(0, this.#nodes.length, (index) => (this.#nodes[index] as number) < node);
  }

  rowsBefore(node: number): number {
    return this.#before[this.#find(node)] ?? this.furtherRows;
  }

  /** Rows that a node takes. */
  chunks(node: number): number {
    const at = this.#find(node);
    if (this.#nodes[at] !== node) return 1;
    return (this.#before[at + 1] ?? this.furtherRows) - (this.#before[at] as number) + 1;
  }

  /** Row of a node, from 0, that contains byte `offset` of the text. */
  chunkAt(node: number, offset: number): number {
    const chunks = this.chunks(node);
    if (chunks === 1) return 0;
    const span = this.#reader.span(node);
    const inside =
      offset < span.valueFrom ? offset - span.nameFrom : offset - span.valueFrom + span.nameTo - span.nameFrom;
    return Math.max(0, Math.min(chunks - 1, Math.floor(inside / this.#chunkBytes)));
  }
}
