import type { NodeReader } from "#lib/formats/json/node-reader";

/** Which nodes are too long for one row of the pretty view, and how many further rows each takes. */
export class LongNodes {
  readonly #reader: NodeReader;
  readonly #pieceBytes: number;
  readonly #nodes: number[] = [];
  /** Rows that the long nodes before each one take beyond their first. */
  readonly #before: number[] = [];
  furtherRows = 0;

  constructor(reader: NodeReader, pieceBytes: number) {
    this.#reader = reader;
    this.#pieceBytes = pieceBytes;
    const { index } = reader;
    let at = index.nodeCount > 0 ? index.offsetOf(0) : 0;
    for (let node = 0; node < index.nodeCount; node++) {
      const next = node + 1 < index.nodeCount ? index.offsetOf(node + 1) : Number.POSITIVE_INFINITY;
      // Only what is far from its neighbour can be long: the others need no look at their bytes.
      if (next - at > pieceBytes) this.#add(node);
      at = next;
    }
  }

  #add(node: number): void {
    const pieces = Math.ceil(this.#length(node) / this.#pieceBytes);
    if (pieces <= 1) return;
    this.#nodes.push(node);
    this.#before.push(this.furtherRows);
    this.furtherRows += pieces - 1;
  }

  /** Bytes of the name and, unless it is a container, the value. */
  #length(node: number): number {
    const span = this.#reader.span(node);
    const value = span.kind === "object" || span.kind === "array" ? 1 : span.valueTo - span.valueFrom;
    return span.nameTo - span.nameFrom + value;
  }

  /** The place of the first long node at or after `node`. */
  #find(node: number): number {
    let low = 0;
    let high = this.#nodes.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#nodes[middle] as number) < node) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Further rows of the nodes before this one. */
  rowsBefore(node: number): number {
    return this.#before[this.#find(node)] ?? this.furtherRows;
  }

  /** How many rows a node takes. */
  pieces(node: number): number {
    const at = this.#find(node);
    if (this.#nodes[at] !== node) return 1;
    return (this.#before[at + 1] ?? this.furtherRows) - (this.#before[at] as number) + 1;
  }

  /** The piece of a node in which the byte `offset` of the text stands. */
  pieceAt(node: number, offset: number): number {
    const pieces = this.pieces(node);
    if (pieces === 1) return 0;
    const span = this.#reader.span(node);
    const inside =
      offset < span.valueFrom ? offset - span.nameFrom : offset - span.valueFrom + span.nameTo - span.nameFrom;
    return Math.max(0, Math.min(pieces - 1, Math.floor(inside / this.#pieceBytes)));
  }
}
