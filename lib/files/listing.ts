import { cacheTail } from "#lib/bytes/blob-ranges";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import type { ArchiveState } from "./archive-state.ts";
import { unpackEntries } from "./entry-columns.ts";
import { applyEntryUpdates } from "./entry-updates.ts";
import type { ListedPart, ReadDirectory } from "./protocol.ts";

export type ListingUpdate = Pick<ArchiveState, "phase" | "head" | "entries" | "isGrowing">;

/** Loaded with the first archive, and before it where one is expected. */
export const loadReader = () => import("#lib/formats/zip/read-archive");

/** Loads the archive list: a short one from the archive's end, a long one in chunks from the worker. Local header anomalies follow. */
export class Listing {
  private readonly blob: Blob;
  private readonly notify: (update: ListingUpdate) => void;
  private entries: ArchiveEntry[] = [];
  private source: "none" | "page" | "worker" = "none";

  constructor(blob: Blob, notify: (update: ListingUpdate) => void) {
    this.blob = blob;
    this.notify = notify;
  }

  /** Lists a short archive without the worker. `tail` has its last bytes if they are in memory. */
  async listAtOnce(tail?: Uint8Array): Promise<void> {
    if (this.source !== "none") return;
    // An unreadable Blob also fails in the worker, which reports the error.
    const early = await Promise.all([loadReader(), cacheTail(this.blob, tail)])
      .then(([{ listFromTail }]) => listFromTail(this.blob))
      .catch(() => null);
    if (early === null || this.source !== "none") return;
    this.source = "page";
    const { entries, ...head } = early;
    this.entries = entries;
    this.notify({ phase: "listed", head, entries, isGrowing: false });
  }

  /** Discards chunks of an earlier worker. */
  restart(): void {
    if (this.source !== "worker") return;
    this.source = "none";
    this.entries = [];
  }

  /** Adds a chunk from the worker. Notifies the page on the first and the last one. */
  receive({ head, entries, isLast }: ListedPart): void {
    if (this.source === "page") return;
    const isFirst = this.source === "none";
    this.source = "worker";
    for (const entry of unpackEntries(entries, this.entries.length)) this.entries.push(entry);
    if (isFirst || isLast) this.notify({ phase: "listed", head, entries: [...this.entries], isGrowing: !isLast });
  }

  complete({ head, entries }: ReadDirectory): void {
    const all = "grown" in entries ? applyEntryUpdates(this.entries, entries) : unpackEntries(entries);
    this.notify({ phase: "open", head, entries: all, isGrowing: false });
  }
}
