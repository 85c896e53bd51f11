import { type AnomalySummary, summariseAnomalies } from "#lib/formats/json/anomaly-summary";
import { Finder, type FindScope } from "#lib/formats/json/find";
import { NodeReader } from "#lib/formats/json/node-reader";
import { Scanner } from "#lib/formats/json/scanner";
import { noContainer, type StructuralIndex } from "#lib/formats/json/structural-index";
import { describeNode } from "./describe-node.ts";
import type { FindHit, FindState, ScreenRows } from "./protocol.ts";
import type { JsonRow } from "./row.ts";
import { RowBuilder } from "./row-builder.ts";
import { VisibleRows } from "./visible-rows.ts";

/** Limit in bytes for a name or value in a row; the full text is read separately. */
const rowTextBytes = 160;
const warmUpBytes = 512 * 1024;
const findStepBytes = 128 * 1024;
/** Rows loaded above and below the screen, so that small scrolls need no request. */
const overscanRows = 10;

export type DocumentOptions = { openDepth: number; masked: boolean; seed: number; rowTextBytes?: number };

/** Holds a JSON text with its index, rows and search, independent of worker messages. */
export class JsonDocument {
  readonly scanner: Scanner;
  readonly index: StructuralIndex;
  readonly reader: NodeReader;
  readonly rows: VisibleRows;
  finder: Finder | null = null;
  masked: boolean;
  version = 0;
  /** Rows on screen when the search began; the first hit is revealed there. */
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

  read(until: number): void {
    this.scanner.run(until);
    this.grow();
  }

  grow(): void {
    this.rows.grow();
    this.version++;
  }

  #builder(): RowBuilder {
    const look = { masked: this.masked, finder: this.finder, cutBytes: this.#rowTextBytes };
    return new RowBuilder(this.reader, this.rows, this.scanner.notes, look);
  }

  window(from: number, count: number): JsonRow[] {
    const builder = this.#builder();
    return this.rows.nodes(from, count).map((node) => builder.build(node));
  }

  /**
   * Returns at most `limit` containers to pin above the row `top`, outermost first; `more` counts the omitted ones.
   * They cover as many rows as they number, so the first row below them decides.
   */
  ancestors(top: number, limit: number): { rows: { row: number; item: JsonRow }[]; more: number } {
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

  #containersAround(node: number): number[] {
    const around: number[] = [];
    for (let at = this.index.offset(node).parent; at !== noContainer; at = this.index.parentOf(at)) around.push(at);
    return around;
  }

  rowOf(node: number): { row: number; node: number } {
    let shown = node;
    while (!this.rows.isVisible(shown)) {
      const { parent } = this.index.offset(shown);
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

  /** Opens the containers around `node`. @returns its row */
  reveal(node: number): number {
    this.rows.reveal(node);
    this.version++;
    return this.rows.rowOf(node);
  }

  /** Opens `node` and all its siblings (key `*`, ARIA tree view). */
  openSiblings(node: number): void {
    const { parent } = this.index.offset(node);
    const siblings = parent === noContainer ? [node] : this.reader.children(parent);
    for (const sibling of siblings) {
      const container = this.index.containerAt(sibling);
      if (container !== noContainer) this.rows.toggle(container, true);
    }
    this.version++;
  }

  parent(node: number): { row: number; node: number } | null {
    const { parent } = this.index.offset(node);
    if (parent === noContainer) return null;
    const around = this.index.nodeOf(parent);
    return { node: around, row: this.rows.rowOf(around) };
  }

  find(text: string, scope: FindScope): void {
    this.#findText = text;
    this.finder = text === "" ? null : new Finder(this.reader, text, scope);
    this.version++;
  }

  /** Searches up to the first hit for at most `limitMs`, and on to the end if `restMs` suffices. */
  findFirst(limitMs: number, settleDelayMs = 0): void {
    const { finder, scanner } = this;
    if (finder === null) return;
    const search = (until: number, firstOnly: boolean) => {
      while (finder.at < scanner.at && performance.now() < until && !(firstOnly && finder.count > 0))
        finder.run(Math.min(scanner.at, finder.at + findStepBytes));
    };
    search(performance.now() + limitMs, true);
    search(performance.now() + settleDelayMs, false);
  }

  /** Runs and discards one search, so that the JIT compiler optimizes the code before the first real search. */
  warmUp(): void {
    const finder = new Finder(this.reader, "e", "all");
    finder.run(Math.min(this.scanner.at, warmUpBytes));
  }

  /** Reveals hit `number` and returns all that the page then shows. @returns null if the hit does not exist */
  goToHit(number: number, { from, to }: ScreenRows): FindHit | null {
    const { finder } = this;
    if (finder === null || number >= finder.count) return null;
    const offset = finder.hit(number);
    finder.current = offset;
    const node = this.index.nodeAtOffset(offset);
    const row = this.reveal(node);
    const height = to - from;
    const near = row >= from && row < to;
    const first = Math.max(0, (near ? from : row - Math.ceil(height / 2)) - overscanRows);
    const window = { from: first, rows: this.window(first, height + 2 * overscanRows) };
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

  anomalies(): AnomalySummary {
    return summariseAnomalies(this.reader, this.scanner.notes);
  }
}
