import { cacheTail } from "#lib/bytes/blob-ranges";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import { listFromTail } from "#lib/formats/zip/read-archive";
import type { ArchiveState } from "./archive-state.ts";
import { unpackEntries } from "./entry-columns.ts";
import { applyComparison } from "./entry-updates.ts";
import type { ListedPart, ReadDirectory } from "./protocol.ts";

export type ListingUpdate = Pick<ArchiveState, "phase" | "head" | "entries" | "isGrowing">;

/**
 * How the list of an archive comes to the page: a short one at once, from the end of the archive; a long one in pieces from the
 * worker. Then what the worker found in the local headers.
 */
export class Listing {
  private readonly blob: Blob;
  private readonly tell: (news: ListingUpdate) => void;
  private entries: ArchiveEntry[] = [];
  private source: "nobody" | "page" | "worker" = "nobody";

  constructor(blob: Blob, tell: (news: ListingUpdate) => void) {
    this.blob = blob;
    this.tell = tell;
  }

  /** Lists a short archive without the worker. `tail` are its last bytes, where they are in memory: then it takes no time. */
  async listAtOnce(tail?: Uint8Array): Promise<void> {
    if (this.source !== "nobody") return;
    // A Blob that cannot be read fails in the worker too, which says so.
    const early = await cacheTail(this.blob, tail)
      .then(() => listFromTail(this.blob))
      .catch(() => null);
    if (early === null || this.source !== "nobody") return;
    this.source = "page";
    const { entries, ...head } = early;
    this.entries = entries;
    this.tell({ phase: "listed", head, entries, isGrowing: false });
  }

  /** The worker begins anew: pieces of an earlier one are not continued. */
  restart(): void {
    if (this.source !== "worker") return;
    this.source = "nobody";
    this.entries = [];
  }

  /** Takes a part from the worker. The page hears of the first and of the last. */
  receive({ head, entries, isLast }: ListedPart): void {
    if (this.source === "page") return;
    const isFirst = this.source === "nobody";
    this.source = "worker";
    for (const entry of unpackEntries(entries, this.entries.length)) this.entries.push(entry);
    if (isFirst || isLast) this.tell({ phase: "listed", head, entries: [...this.entries], isGrowing: !isLast });
  }

  /** Takes what the worker read of the whole directory. */
  complete({ head, entries }: ReadDirectory): void {
    const all = "grown" in entries ? applyComparison(this.entries, entries) : unpackEntries(entries);
    this.tell({ phase: "open", head, entries: all, isGrowing: false });
  }
}
