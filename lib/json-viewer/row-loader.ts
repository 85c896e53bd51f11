import type { ExternalStore } from "#lib/runtime/external-store";
import type { RowsChanged, ScreenRows } from "./protocol.ts";
import type { Row } from "./row.ts";
import { emptyView, type JsonView, type StickyRows } from "./view.ts";
import type { JsonClient } from "./worker-client.ts";

/** Rows that are asked for above and below those on screen. */
const spareRows = 48;
/** A window that ends closer than this to the screen is replaced before it is scrolled out of. */
const nearRows = 8;

/** Keeps the rows around the screen at hand: asks the worker for them, one question at a time. */
export class RowLoader {
  readonly #client: JsonClient;
  readonly #store: ExternalStore<JsonView>;
  #screen: ScreenRows = { from: 0, to: 40 };
  /** The version of the rows that the held window was read from. */
  #windowVersion = -1;
  #asking = false;
  #stale = false;
  #askingSticky = false;
  #stickyFor = -1;

  constructor(client: JsonClient, store: ExternalStore<JsonView>) {
    this.#client = client;
    this.#store = store;
  }

  get screen(): ScreenRows {
    return this.#screen;
  }

  /** The rows on screen are these now; missing ones are asked for. */
  show(from: number, to: number): void {
    this.#screen = { from, to };
    void this.#refresh();
  }

  /** Rows came, went or look different. */
  changed({ version, rowCount }: RowsChanged): void {
    this.#store.update({ version, rowCount });
    this.#stickyFor = -1;
    this.#stale = true;
    void this.#refresh();
  }

  /** Takes rows that came with another answer. They may be fewer than a screen: the rest is asked for when it is shown. */
  take(window: { from: number; rows: Row[] }, { version, rowCount }: RowsChanged): void {
    this.#windowVersion = version;
    this.#stickyFor = -1;
    this.#stale = false;
    this.#store.update({ window, version, rowCount });
  }

  /** The row number `row`, if it is held and no row came or went since. */
  rowAt(row: number): Row | undefined {
    const { window, version } = this.#store.get();
    return this.#windowVersion === version ? window.rows[row - window.from] : undefined;
  }

  async #refresh(): Promise<void> {
    void this.#refreshSticky();
    if (this.#asking) return;
    this.#asking = true;
    while (this.#needsRows()) {
      const { from, to } = this.#screen;
      this.#stale = false;
      const start = Math.max(0, from - spareRows);
      const answer = await this.#client.ask("rows", { from: start, count: to + spareRows - start });
      const window = { from: start, rows: this.#keepSame(start, answer.version, answer.rows) };
      this.#windowVersion = answer.version;
      this.#store.update({ window, version: answer.version, rowCount: answer.rowCount });
    }
    this.#asking = false;
  }

  /** Rows that were held already stay the same objects, so that they are not drawn again. */
  #keepSame(start: number, version: number, rows: Row[]): Row[] {
    if (version !== this.#windowVersion) return rows;
    const { window } = this.#store.get();
    return rows.map((row, position) => window.rows[start + position - window.from] ?? row);
  }

  #needsRows(): boolean {
    const { window, rowCount } = this.#store.get();
    const from = Math.max(0, this.#screen.from - nearRows);
    const to = Math.min(this.#screen.to + nearRows, rowCount);
    return this.#stale || from < window.from || to > window.from + window.rows.length;
  }

  async #refreshSticky(): Promise<void> {
    if (this.#askingSticky) return;
    this.#askingSticky = true;
    while (this.#stickyFor !== this.#screen.from) {
      const row = this.#screen.from;
      this.#stickyFor = row;
      const sticky = row === 0 ? emptyView.sticky : await this.#client.ask("ancestors", { row });
      if (!sameSticky(sticky, this.#store.get().sticky)) this.#store.update({ sticky });
    }
    this.#askingSticky = false;
  }
}

function sameSticky(left: StickyRows, right: StickyRows): boolean {
  if (left.rows.length !== right.rows.length || left.more !== right.more) return false;
  return JSON.stringify(left) === JSON.stringify(right);
}
