import { Finder, type FindScope } from "./find.ts";
import { NodeReader } from "./node-reader.ts";
import { formatJsonPath, formatJsonPointer, type Step } from "./path.ts";
import type { FindState, NodeDetails, OddPlace, OddSummary } from "./protocol.ts";
import type { Row } from "./row.ts";
import { RowBuilder } from "./row-builder.ts";
import { Scanner } from "./scan.ts";
import { decodeEscapes } from "./string-text.ts";
import { noContainer, type StructuralIndex } from "./structural-index.ts";
import { VisibleRows } from "./visible-rows.ts";

/** How many places of an oddity are listed with their path. */
const listedPlaces = 50;
/** A name or value is cut at this many bytes in its row; the whole is read apart. */
const rowTextBytes = 160;

export type DocumentOptions = { openDepth: number; masked: boolean; seed: number; rowTextBytes?: number };

/** A JSON text in memory with its index, its rows and its search: what the worker keeps, free of any messages. */
export class JsonDocument {
  readonly scanner: Scanner;
  readonly index: StructuralIndex;
  readonly reader: NodeReader;
  readonly rows: VisibleRows;
  finder: Finder | null = null;
  masked: boolean;
  version = 0;
  #findText = "";
  readonly #rowTextBytes: number;

  constructor(bytes: Uint8Array<ArrayBuffer>, sizeBytes: number, options: DocumentOptions) {
    this.scanner = new Scanner(bytes, sizeBytes, options.seed);
    this.index = this.scanner.index;
    this.reader = new NodeReader(bytes, this.index, () => Math.min(this.scanner.at, sizeBytes));
    this.rows = new VisibleRows(this.index, options.openDepth);
    this.masked = options.masked;
    this.#rowTextBytes = options.rowTextBytes ?? rowTextBytes;
  }

  get sizeBytes(): number {
    return this.scanner.length;
  }

  /** Reads on to the byte `until` and takes the new nodes in. */
  read(until: number): void {
    this.scanner.run(until);
    this.rows.grow();
    this.version++;
  }

  #builder(): RowBuilder {
    const look = { masked: this.masked, finder: this.finder, cutBytes: this.#rowTextBytes };
    return new RowBuilder(this.reader, this.rows, this.scanner.notes, look);
  }

  window(from: number, count: number): Row[] {
    const builder = this.#builder();
    return this.rows.nodes(from, count).map((node) => builder.build(node));
  }

  /**
   * The containers to keep in sight above the row `top`, outermost first, without the root: they cover as many rows as they
   * are, so it is the first row below them whose containers count. At most `limit`, the innermost; `more` lie around those.
   */
  ancestors(top: number, limit: number): { rows: { row: number; item: Row }[]; more: number } {
    let around: number[] = [];
    for (let covered = 0; covered <= limit; covered++) {
      const [node] = this.rows.nodes(top + covered, 1);
      if (node === undefined) break;
      around = this.#containersAround(node).filter((container) => this.index.nodeOf(container) > 0);
      if (around.length <= covered) break;
    }
    const shown = around.slice(0, limit).reverse();
    const builder = this.#builder();
    const rows = shown.map((container) => {
      const node = this.index.nodeOf(container);
      return { row: this.rows.rowOf(node), item: builder.build(node) };
    });
    return { rows: rows.filter(({ row }, position) => row < top + position), more: Math.max(around.length - limit, 0) };
  }

  /** Innermost first. */
  #containersAround(node: number): number[] {
    const around: number[] = [];
    for (let at = this.index.place(node).parent; at !== noContainer; at = this.index.parentOf(at)) around.push(at);
    return around;
  }

  rowOf(node: number): { row: number; node: number } {
    let shown = node;
    while (!this.rows.isVisible(shown)) {
      const { parent } = this.index.place(shown);
      if (parent === noContainer) break;
      shown = this.index.nodeOf(parent);
    }
    return { row: this.rows.rowOf(shown), node: shown };
  }

  toggle(node: number, open: boolean): void {
    const container = this.index.containerAt(node);
    if (container === noContainer) return;
    this.rows.toggle(container, open);
    this.version++;
  }

  openToDepth(depth: number): void {
    this.rows.openToDepth(depth);
    this.version++;
  }

  /** Opens the containers around `node`; answers its row. */
  reveal(node: number): number {
    this.rows.reveal(node);
    this.version++;
    return this.rows.rowOf(node);
  }

  /** `*` in a tree: opens every sibling of `node` and itself. */
  openSiblings(node: number): void {
    const { parent } = this.index.place(node);
    const siblings = parent === noContainer ? [node] : this.reader.children(parent);
    for (const sibling of siblings) {
      const container = this.index.containerAt(sibling);
      if (container !== noContainer) this.rows.toggle(container, true);
    }
    this.version++;
  }

  parent(node: number): { row: number; node: number } | null {
    const { parent } = this.index.place(node);
    if (parent === noContainer) return null;
    const around = this.index.nodeOf(parent);
    return { node: around, row: this.rows.rowOf(around) };
  }

  /** The next row after `row` whose name (or, without one, value) begins with `text`, going round once, over at most 50,000 rows. */
  typeAhead(row: number, text: string): number | null {
    const wanted = text.toLowerCase();
    const count = this.rows.count;
    const limit = Math.min(count, 50_000);
    for (let tried = 0; tried < limit; ) {
      const from = (row + 1 + tried) % count;
      const nodes = this.rows.nodes(from, Math.min(512, limit - tried));
      for (const [position, node] of nodes.entries()) {
        const { name, value } = this.reader.texts(node);
        const stretch = name.to > 0 ? name : value;
        const head = this.reader.text(stretch.from, Math.min(stretch.to, stretch.from + 200));
        if (decodeEscapes(head).toLowerCase().startsWith(wanted)) return from + position;
      }
      tried += Math.max(nodes.length, 1);
    }
    return null;
  }

  positions(node: number): number[] {
    const positions: number[] = [];
    let { parent, position } = this.index.place(node);
    while (parent !== noContainer) {
      positions.push(position);
      position = this.index.positionOfContainer(parent);
      parent = this.index.parentOf(parent);
    }
    return positions.reverse();
  }

  nodeAt(positions: readonly number[]): number {
    let node = this.index.nodeCount > 0 ? 0 : -1;
    for (const position of positions) {
      const container = node < 0 ? noContainer : this.index.containerAt(node);
      if (container === noContainer) return -1;
      node = this.reader.child(container, position);
    }
    return node;
  }

  steps(node: number): Step[] {
    const steps: Step[] = [];
    let { parent, position } = this.index.place(node);
    let at = node;
    while (parent !== noContainer) {
      steps.push(this.reader.name(at) ?? position);
      at = this.index.nodeOf(parent);
      position = this.index.positionOfContainer(parent);
      parent = this.index.parentOf(parent);
    }
    return steps.reverse();
  }

  details(node: number): NodeDetails {
    const span = this.reader.span(node);
    const steps = this.steps(node);
    return {
      node,
      positions: this.positions(node),
      path: formatJsonPath(steps),
      pointer: formatJsonPointer(steps),
      name: this.reader.name(node),
      kind: span.kind,
      offset: span.valueFrom,
      sizeBytes: span.valueTo - span.valueFrom,
    };
  }

  find(text: string, scope: FindScope): void {
    this.#findText = text;
    this.finder = text === "" ? null : new Finder(this.reader, text, scope);
    this.version++;
  }

  findState(): FindState {
    const { finder, scanner } = this;
    const at = finder?.at ?? 0;
    return {
      text: this.#findText,
      count: finder?.count ?? 0,
      at,
      sizeBytes: this.sizeBytes,
      done: finder === null || finder.stopped || (scanner.done && at >= scanner.at),
    };
  }

  odd(): OddSummary {
    const { notes } = this.scanner;
    const places = (offsets: Iterable<number>): OddPlace[] => {
      const found: OddPlace[] = [];
      for (const offset of offsets) {
        if (found.length >= listedPlaces) break;
        const node = this.index.nodeAtOffset(offset);
        found.push({ node, path: formatJsonPath(this.steps(node)) });
      }
      return found;
    };
    return {
      byteOrderMark: notes.byteOrderMark,
      duplicates: { count: notes.duplicates.count, places: places(notes.duplicates.kept.keys()) },
      loneSurrogates: { count: notes.loneSurrogates.count, places: places(notes.loneSurrogates.offsets) },
      inexactNumbers: {
        count: notes.inexactNumbers.count,
        places: places(notes.inexactNumbers.offsets),
        uncompared: notes.uncomparedNumbers,
      },
    };
  }
}
