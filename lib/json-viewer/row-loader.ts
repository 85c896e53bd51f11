import type { ExternalStore } from "#lib/runtime/external-store";
import type { RowsChanged, ScreenRows } from "./protocol.ts";
import type { JsonRow } from "./row.ts";
import { emptyView, type JsonView, type StickyRows } from "./view.ts";
import type { JsonClient } from "./worker-client.ts";

const overscanRows = 48;
/** Distance in rows to the window's end at which the next window is loaded. */
const nearRows = 8;

/** Caches the rows around the screen and requests them from the worker, one request at a time. */
export class RowLoader {
  readonly #client: JsonClient;
  readonly #store: ExternalStore<JsonView>;
  #screen: ScreenRows = { from: 0, to: 40 };
  #windowVersion = -1;
  #isLoading = false;
  #stale = false;
  #isLoadingSticky = false;
  #stickyFor = -1;

  constructor(client: JsonClient, store: ExternalStore<JsonView>) {
    this.#client = client;
    this.#store = store;
  }

  get screen(): ScreenRows {
    return this.#screen;
  }

  show(from: number, to: number): void {
    this.#screen = { from, to };
    void this.#refresh();
  }

  changed({ version, rowCount }: RowsChanged): void {
    this.#store.update({ version, rowCount });
    this.#stickyFor = -1;
    this.#stale = true;
    void this.#refresh();
  }

  /** Caches rows from another response. They may be fewer than a screen; the rest is requested when shown. */
  take(window: { from: number; rows: JsonRow[] }, { version, rowCount }: RowsChanged): void {
    this.#windowVersion = version;
    this.#stickyFor = -1;
    this.#stale = false;
    this.#store.update({ window, version, rowCount });
  }

  /** Returns row `row`, or undefined if it is not cached or the set of rows changed. */
  rowAt(row: number): JsonRow | undefined {
    const { window, version } = this.#store.get();
    return this.#windowVersion === version ? window.rows[row - window.from] : undefined;
  }

  async #refresh(): Promise<void> {
    void this.#refreshSticky();
    if (this.#isLoading) return;
    this.#isLoading = true;
    while (this.#needsRows()) {
      const { from, to } = this.#screen;
      this.#stale = false;
      const start = Math.max(0, from - overscanRows);
      const response = await this.#client.call("rows", { from: start, count: to + overscanRows - start });
      const window = { from: start, rows: this.#keepSame(start, response.version, response.rows) };
      this.#windowVersion = response.version;
      this.#store.update({ window, version: response.version, rowCount: response.rowCount });
    }
    this.#isLoading = false;
  }

  /** Reuses unchanged row objects, so that React does not render them again. */
  #keepSame(start: number, version: number, rows: JsonRow[]): JsonRow[] {
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
    if (this.#isLoadingSticky) return;
    this.#isLoadingSticky = true;
    while (this.#stickyFor !== this.#screen.from) {
      const row = this.#screen.from;
      this.#stickyFor = row;
      const sticky = row === 0 ? emptyView.sticky : await this.#client.call("ancestors", { row });
      if (!sameSticky(sticky, this.#store.get().sticky)) this.#store.update({ sticky });
    }
    this.#isLoadingSticky = false;
  }
}

function sameSticky(left: StickyRows, right: StickyRows): boolean {
  if (left.rows.length !== right.rows.length || left.more !== right.more) return false;
  return JSON.stringify(left) === JSON.stringify(right);
}
