import { type AnomalySummary, summariseOddities } from "#lib/formats/json/anomaly-summary";
import { Finder, type FindScope } from "#lib/formats/json/find";
import { NodeReader } from "#lib/formats/json/node-reader";
import { Scanner } from "#lib/formats/json/scanner";
import { noContainer, type StructuralIndex } from "#lib/formats/json/structural-index";
import { describeNode } from "./describe-node.ts";
import type { FindHit, FindState, ScreenRows } from "./protocol.ts";
import type { Row } from "./row.ts";
import { RowBuilder } from "./row-builder.ts";
import { VisibleRows } from "./visible-rows.ts";

/** A name or value is cut at this many bytes in its row; the whole is read apart. */
const rowTextBytes = 160;
const warmUpBytes = 512 * 1024;
const findStepBytes = 128 * 1024;
/** Rows that go along above and below a screen, so that a small movement needs no question. */
const spareRows = 10;

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
  /** What the page showed when a search began: its first hit is shown there. */
  screen: ScreenRows = { from: 0, to: 0 };
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
    this.grow();
  }

  /** Takes the nodes in that were read since. */
  grow(): void {
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

  find(text: string, scope: FindScope): void {
    this.#findText = text;
    this.finder = text === "" ? null : new Finder(this.reader, text, scope);
    this.version++;
  }

  /**
   * Searches what was read so far up to the first hit, for `limitMs` at most, and then on to the end if that takes no more than
   * `restMs`: a quick search needs no second message.
   */
  findFirst(limitMs: number, restMs = 0): void {
    const { finder, scanner } = this;
    if (finder === null) return;
    const search = (until: number, firstOnly: boolean) => {
      while (finder.at < scanner.at && performance.now() < until && !(firstOnly && finder.count > 0))
        finder.run(Math.min(scanner.at, finder.at + findStepBytes));
    };
    search(performance.now() + limitMs, true);
    search(performance.now() + restMs, false);
  }

  /**
   * Looks for something once and forgets it: the first search of a person is not the one in which the code gets warm.
   */
  warmUp(): void {
    const finder = new Finder(this.reader, "e", "all");
    finder.run(Math.min(this.scanner.at, warmUpBytes));
  }

  /** Goes to hit `number`: opens what hides it, and answers all that the page shows then. Null when there is no such hit. */
  goToHit(number: number, { from, to }: ScreenRows): FindHit | null {
    const { finder } = this;
    if (finder === null || number >= finder.count) return null;
    const offset = finder.hit(number);
    finder.current = offset;
    const node = this.index.nodeAtOffset(offset);
    const row = this.reveal(node);
    // What is far away is shown in the middle of the screen.
    const height = to - from;
    const near = row >= from && row < to;
    const first = Math.max(0, (near ? from : row - Math.ceil(height / 2)) - spareRows);
    const window = { from: first, rows: this.window(first, height + 2 * spareRows) };
    const details = describeNode(this.reader, node);
    return { number, offset, row, details, window, version: this.version, rowCount: this.rows.count };
  }

  findState(): FindState {
    const { finder, scanner } = this;
    const at = finder?.at ?? 0;
    return {
      text: this.#findText,
      count: finder?.count ?? 0,
      at,
      sizeBytes: this.sizeBytes,
      stopped: finder?.stopped ?? false,
      done: finder === null || finder.stopped || (scanner.done && at >= scanner.at),
    };
  }

  odd(): AnomalySummary {
    return summariseOddities(this.reader, this.scanner.notes);
  }
}
