import { JsonClient } from "./client.ts";
import type { FindScope } from "./find.ts";
import type { FindState, NodeDetails, Progress, RowsChanged } from "./protocol.ts";
import type { Row } from "./row.ts";

export type Sticky = { rows: { row: number; item: Row }[]; more: number };

/** All that the viewer draws, replaced as a whole with every change. */
export type JsonView = {
  phase: "opening" | "reading" | "ready" | "cancelled" | "failed";
  /** Why the worker itself gave up (memory); faults of the text are in `progress.error`. */
  failure: string | null;
  progress: Progress | null;
  version: number;
  rowCount: number;
  window: { from: number; rows: Row[] };
  sticky: Sticky;
  active: { row: number; node: number };
  details: NodeDetails | null;
  find: FindState | null;
  /** Which hit is the current one, from 0; null before the first. */
  hitNumber: number | null;
};

const nothing: JsonView = {
  phase: "opening",
  failure: null,
  progress: null,
  version: 0,
  rowCount: 0,
  window: { from: 0, rows: [] },
  sticky: { rows: [], more: 0 },
  active: { row: 0, node: 0 },
  details: null,
  find: null,
  hitNumber: null,
};

/** Rows that are asked for above and below those on screen. */
const spareRows = 48;

/** One open JSON text: the worker that holds it, and what is on screen of it. */
export class JsonSession {
  readonly client: JsonClient;
  #view = nothing;
  #shown = { from: 0, to: 40 };
  /** The version of the rows that the held window was read from. */
  #windowVersion = -1;
  #asking = false;
  #stale = false;
  #askingSticky = false;
  #stickyFor = -1;
  #goToFirstHit = false;
  readonly #listeners = new Set<() => void>();
  /** Set by the tree: brings a row into sight. */
  scrollToRow: (row: number) => void = () => {};

  constructor(source: Blob | Uint8Array, options: { openDepth: number; masked: boolean }) {
    this.client = new JsonClient({
      progress: (progress) => this.#progress(progress),
      find: (find) => this.#found(find),
      failed: (failure) => this.#set({ phase: "failed", failure }),
    });
    this.client.open(source, options);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  view = (): JsonView => this.#view;

  #set(change: Partial<JsonView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }

  #progress(progress: Progress): void {
    const first =
      progress.first && this.#view.window.rows.length === 0 ? { window: { from: 0, rows: progress.first } } : {};
    const phase = this.#view.phase === "cancelled" ? "cancelled" : progress.done ? "ready" : "reading";
    this.#set({ ...first, progress, phase });
    if (progress.first && progress.rowCount > 0) void this.select(0, progress.first[0]?.node ?? 0, false);
    if (progress.first) {
      this.#windowVersion = progress.version;
      this.#set({ version: progress.version, rowCount: progress.rowCount });
    } else this.#changed(progress);
  }

  #changed({ version, rowCount }: RowsChanged): void {
    this.#set({ version, rowCount });
    this.#stickyFor = -1;
    this.#stale = true;
    void this.#refresh();
  }

  /** The tree says which rows are on screen; missing ones are asked for. */
  show(from: number, to: number): void {
    this.#shown = { from, to };
    void this.#refresh();
  }

  async #refresh(): Promise<void> {
    void this.#refreshSticky();
    if (this.#asking) return;
    this.#asking = true;
    while (this.#needsRows()) {
      const { from, to } = this.#shown;
      this.#stale = false;
      const start = Math.max(0, from - spareRows);
      const answer = await this.client.ask("rows", { from: start, count: to + spareRows - start });
      this.#windowVersion = answer.version;
      this.#set({ window: { from: start, rows: answer.rows }, version: answer.version, rowCount: answer.rowCount });
    }
    this.#asking = false;
  }

  #needsRows(): boolean {
    const { window, rowCount } = this.#view;
    const to = Math.min(this.#shown.to, rowCount);
    return this.#stale || this.#shown.from < window.from || to > window.from + window.rows.length;
  }

  async #refreshSticky(): Promise<void> {
    if (this.#askingSticky) return;
    this.#askingSticky = true;
    while (this.#stickyFor !== this.#shown.from) {
      const row = this.#shown.from;
      this.#stickyFor = row;
      const sticky = row === 0 ? nothing.sticky : await this.client.ask("ancestors", { row });
      if (sticky.rows.length > 0 || this.#view.sticky.rows.length > 0) this.#set({ sticky });
    }
    this.#askingSticky = false;
  }

  rowAt(row: number): Row | undefined {
    return this.#view.window.rows[row - this.#view.window.from];
  }

  /** Makes a row the current one; its path and place follow. */
  async select(row: number, node: number, scroll = true): Promise<void> {
    this.#set({ active: { row, node } });
    if (scroll) this.scrollToRow(row);
    const details = await this.client.ask("details", { node });
    if (this.#view.active.node === node) this.#set({ details });
  }

  /** Makes row number `row` the current one, wherever it is. */
  async selectRow(row: number): Promise<void> {
    const last = this.#view.rowCount - 1;
    const wanted = Math.max(0, Math.min(last, row));
    // Rows that came or went since the window was read have moved the others.
    const held = this.#windowVersion === this.#view.version ? this.rowAt(wanted) : undefined;
    if (held) return this.select(wanted, held.node);
    const { rows } = await this.client.ask("rows", { from: wanted, count: 1 });
    const [found] = rows;
    if (found) await this.select(wanted, found.node);
  }

  /** Opens what hides a node, and makes it the current one. */
  async goTo(node: number): Promise<void> {
    const { row, ...changed } = await this.client.ask("reveal", { node });
    this.#changed(changed);
    await this.select(row, node);
  }

  async toggle(node: number, open: boolean): Promise<void> {
    this.#changed(await this.client.ask("toggle", { node, open }));
    await this.#keepActive();
  }

  async openSiblings(node: number): Promise<void> {
    this.#changed(await this.client.ask("openSiblings", { node }));
    await this.#keepActive();
  }

  /** Opens everything above `depth` and closes the rest. */
  async openToDepth(depth: number): Promise<void> {
    this.#changed(await this.client.ask("openToDepth", { depth }));
    await this.#keepActive();
    this.scrollToRow(this.#view.active.row);
  }

  /** After rows came or went: the current node keeps its place, or gives it to the closed one around it. */
  async #keepActive(): Promise<void> {
    const { node } = this.#view.active;
    const found = await this.client.ask("rowOf", { node });
    if (found.node === node) this.#set({ active: found });
    else await this.select(found.row, found.node, false);
  }

  async goToParent(): Promise<void> {
    const found = await this.client.ask("parent", { node: this.#view.active.node });
    if (found) await this.select(found.row, found.node);
  }

  async typeAhead(text: string, row: number): Promise<void> {
    const found = await this.client.ask("typeAhead", { row, text });
    if (found) await this.selectRow(found.row);
  }

  async setMasked(masked: boolean): Promise<void> {
    this.#changed(await this.client.ask("setMasked", { masked }));
  }

  async search(text: string, scope: FindScope): Promise<void> {
    this.#goToFirstHit = text !== "";
    const find = await this.client.ask("find", { text, scope });
    this.#set({ find: text === "" ? null : find, hitNumber: null });
    this.#stale = true;
    void this.#refresh();
  }

  async stopSearch(): Promise<void> {
    this.#found(await this.client.ask("stopFind", {}));
  }

  #found(find: FindState): void {
    if (this.#view.find?.text !== find.text) return;
    this.#set({ find });
    if (this.#goToFirstHit && find.count > 0) {
      this.#goToFirstHit = false;
      void this.goToHit(0);
    }
  }

  async goToHit(number: number): Promise<void> {
    const count = this.#view.find?.count ?? 0;
    if (count === 0) return;
    const wanted = (number + count) % count;
    this.#set({ hitNumber: wanted });
    const hit = await this.client.ask("hit", { number: wanted });
    if (hit) await this.goTo(hit.node);
  }

  /** Ends reading; what was read can still be looked at. */
  async cancel(): Promise<void> {
    this.#set({ phase: "cancelled" });
    this.#changed(await this.client.ask("stopReading", {}));
  }

  close(): void {
    this.client.close();
    this.#listeners.clear();
  }
}
