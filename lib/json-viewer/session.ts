import type { FindScope } from "#lib/formats/json/find";
import { createExternalStore } from "#lib/runtime/external-store";
import type { FindHit, FindState, ScanProgress } from "./protocol.ts";
import { RowLoader } from "./row-loader.ts";
import { emptyView } from "./view.ts";
import { JsonClient } from "./worker-client.ts";

/** One open JSON text: its worker and the state on screen. */
export class JsonSession {
  readonly client: JsonClient;
  readonly store = createExternalStore(emptyView);
  readonly #feed: RowLoader;
  #goToFirstHit = false;
  #masked: boolean;

  constructor(source: Blob | Uint8Array, options: { openDepth: number; masked: boolean }) {
    this.client = new JsonClient({
      progress: (progress) => this.#progress(progress),
      find: (find, position) => this.#found(find, position),
      failed: (failure) => this.store.update({ phase: "failed", failure }),
    });
    this.#feed = new RowLoader(this.client, this.store);
    this.#masked = options.masked;
    this.client.open(source, options);
  }

  view = this.store.get;

  #progress(progress: ScanProgress): void {
    const { phase, window } = this.view();
    this.store.update({ progress, phase: phase === "cancelled" ? phase : progress.done ? "ready" : "reading" });
    if (progress.first === null) this.#feed.changed(progress);
    else if (window.rows.length === 0) {
      this.#feed.take({ from: 0, rows: progress.first }, progress);
      if (progress.rowCount > 0) void this.select(0, progress.first[0]?.node ?? 0, false);
    }
  }

  show(from: number, to: number): void {
    this.#feed.show(from, to);
  }

  async select(row: number, node: number, scroll = true): Promise<void> {
    this.store.update({ active: { row, node }, ...(scroll ? { goal: { row } } : {}) });
    const details = await this.client.call("details", { node });
    if (this.view().active.node === node) this.store.update({ details });
  }

  async selectRow(row: number): Promise<void> {
    const last = this.view().rowCount - 1;
    const wanted = Math.max(0, Math.min(last, row));
    const current = this.#feed.rowAt(wanted);
    if (current) return this.select(wanted, current.node);
    const { rows } = await this.client.call("rows", { from: wanted, count: 1 });
    const [found] = rows;
    if (found) await this.select(wanted, found.node);
  }

  /** Opens the containers around a node and makes it the current one. */
  async goTo(node: number): Promise<void> {
    const { row, ...changed } = await this.client.call("reveal", { node });
    this.#feed.changed(changed);
    await this.select(row, node);
  }

  async toggle(node: number, open: boolean): Promise<void> {
    this.#feed.changed(await this.client.call("toggle", { node, open }));
    await this.#keepActive();
  }

  async openSiblings(node: number): Promise<void> {
    this.#feed.changed(await this.client.call("openSiblings", { node }));
    await this.#keepActive();
  }

  async openToDepth(depth: number): Promise<void> {
    this.#feed.changed(await this.client.call("openToDepth", { depth }));
    await this.#keepActive();
    this.store.update({ goal: { row: this.view().active.row } });
  }

  /** Updates the current row after the set of rows changed; falls back to the closed container around it. */
  async #keepActive(): Promise<void> {
    const { node } = this.view().active;
    const found = await this.client.call("rowOf", { node });
    if (found.node === node) this.store.update({ active: found });
    else await this.select(found.row, found.node, false);
  }

  async goToParent(): Promise<void> {
    const found = await this.client.call("parent", { node: this.view().active.node });
    if (found) await this.select(found.row, found.node);
  }

  async typeAhead(text: string, row: number): Promise<void> {
    const found = await this.client.call("typeAhead", { row, text });
    if (found) await this.selectRow(found.row);
  }

  async setMasked(masked: boolean): Promise<void> {
    if (masked === this.#masked) return;
    this.#masked = masked;
    this.#feed.changed(await this.client.call("setMasked", { masked }));
  }

  /** Starts a search and goes to its first hit; an empty text ends the search. */
  async search(text: string, scope: FindScope): Promise<void> {
    this.#goToFirstHit = text !== "";
    const { find, position } = await this.client.call("find", { text, scope, screen: this.#feed.screen });
    this.store.update({ find: text === "" ? null : find, hit: null });
    if (find.done && position === null) this.#feed.changed(this.view());
    else this.#found(find, position);
  }

  async stopSearch(): Promise<void> {
    this.#found(await this.client.call("stopFind", {}), null);
  }

  #found(find: FindState, position: FindHit | null): void {
    if (this.view().find?.text !== find.text) return;
    this.store.update({ find });
    if (!this.#goToFirstHit) return;
    if (position) this.#showHit(position);
    // Without a hit, removes the marks of the previous search.
    else if (find.done) this.#feed.changed(this.view());
    this.#goToFirstHit = position === null && !find.done;
  }

  async goToHit(number: number): Promise<void> {
    const count = this.view().find?.count ?? 0;
    if (count === 0) return;
    const wanted = ((number % count) + count) % count;
    const position = await this.client.call("hit", { number: wanted, screen: this.#feed.screen });
    if (position) this.#showHit(position);
  }

  #showHit(position: FindHit): void {
    const { number, offset, row, details, window } = position;
    this.#feed.take(window, position);
    this.store.update({
      hit: { number, node: details.node, offset },
      active: { row, node: details.node },
      goal: { row },
      details,
    });
  }

  /** Stops reading; the part already read stays available. */
  async cancel(): Promise<void> {
    this.store.update({ phase: "cancelled" });
    this.#feed.changed(await this.client.call("stopReading", {}));
  }

  close(): void {
    this.client.close();
  }
}
