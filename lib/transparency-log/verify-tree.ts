import type { LogCheckpointRow, LogEntryRow } from "#lib/database/tables";
import { decodeCanonicalBase64 } from "./canonical-base64.ts";
import { type CheckpointNote, parseCheckpointNote } from "./checkpoint-note.ts";
import { GrowingTree, type Tile, tileWidth } from "./growing-tree.ts";
import type { KeyChain } from "./judge-signatures.ts";
import { computeCommitment, hashOfLeaf, isLeaf, leafVersion, saltBytes } from "./leaf.ts";
import type { IntegrityFailure } from "./log-fault.ts";
import { breaksHold, isNamed, type LogActs } from "./structural-entries.ts";
import { fail, VerificationFailure } from "./verification-failure.ts";

export type EntryRow = LogEntryRow;
export type CheckpointRow = Pick<LogCheckpointRow, "size" | "size_before" | "root" | "note">;
export type StoredTile = { hashes: Buffer[]; root: Buffer };

/** Reads a stored log in order; all of it up to `size`. */
export type TreeSource = {
  origin: string;
  /** Entries of the newest checkpoint. */
  size: number;
  /** Pages of entries, none of them empty. */
  pages: AsyncIterator<EntryRow[]>;
  checkpoints: AsyncIterator<CheckpointRow>;
  readTile(level: number, number: number): Promise<StoredTile | null>;
};

/** Index of the tile's first leaf. */
const firstOf = (tile: { level: number; number: number }) => tile.number * tileWidth ** (tile.level + 1);

const isSame = (a: readonly Buffer[], b: readonly Buffer[]) =>
  a.length === b.length && a.every((hash, at) => b[at]?.equals(hash));

/** True if salt and content are there and are those of the commitment. */
export function isOpenedBy({ commitment, salt, content }: EntryRow): boolean {
  const bytes = salt === null ? null : decodeCanonicalBase64(salt);
  return bytes?.length === saltBytes && content !== null && computeCommitment(bytes, content) === commitment;
}

/** Checks that salt and content are those of the commitment, or are both erased. */
function requireContent(row: EntryRow): void {
  const { index, salt, content } = row;
  if ((salt === null && content === null) || isOpenedBy(row)) return;
  fail(index, "changed", `The content or salt of entry ${index + 1} was changed after it was written.`);
}

/** Walks entries, tiles and checkpoints together, in the order of the index. */
export class TreeVerifier {
  readonly #source: TreeSource;
  readonly #keys: KeyChain | null;
  readonly #acts: LogActs;
  /** Checkpoints from outside, smallest first. */
  readonly #brought: CheckpointNote[];
  readonly #tree = GrowingTree.from();
  #page: EntryRow[] = [];
  #at = 0;
  #isAtEnd = false;
  #checkpointSize = 0;
  /** Stored tile of level 0 that holds the current entry. */
  #tile: StoredTile | null = null;
  /** First entry since the last good root that contradicts its tile; the next root decides which of them is wrong. */
  #suspect: number | null = null;
  /** Missing entries that no pruning explains, with the number of present rows of their tile. */
  readonly #unexplained = new Map<number, { first: number; present: number }>();
  #present = 0;
  readonly counts = { entries: 0, erased: 0, pruned: 0, checkpoints: 0, brought: 0 };

  /** @param keys null leaves signatures out: what else is wrong may be the cause of what they say */
  constructor(source: TreeSource, keys: KeyChain | null, acts: LogActs, brought: readonly CheckpointNote[] = []) {
    this.#source = source;
    this.#keys = keys;
    this.#acts = acts;
    this.#brought = [...brought].sort((a, b) => a.size - b.size);
  }

  root(): Buffer {
    return this.#tree.root();
  }

  /** Called with each present entry, once it is checked as far as its own row allows. False: its search columns are wrong. */
  onEntry: (row: EntryRow) => boolean = () => true;

  /** @returns the first failure, or null @throws whatever the source throws */
  async run(): Promise<IntegrityFailure | null> {
    try {
      for (;;) {
        const { value: checkpoint, done } = await this.#source.checkpoints.next();
        if (done) break;
        await this.#takeCheckpoint(checkpoint);
      }
      this.#requireEnd();
      return this.#judgeUnexplained();
    } catch (error) {
      if (error instanceof VerificationFailure) return this.#earliest(error.failure);
      throw error;
    }
  }

  /** A contradiction between an entry and its tile, and an entry missing from a present tile, come before a later failure. */
  #earliest(failure: IntegrityFailure): IntegrityFailure {
    const missing = this.#judgeUnexplained(false);
    const suspect = this.#suspect;
    const found = [failure];
    if (missing) found.push(missing);
    if (suspect !== null)
      found.push({
        sequence: suspect + 1,
        reason: "changed",
        detail: `Entry ${suspect + 1} was changed after it was written.`,
      });
    return found.reduce((first, next) => (next.sequence < first.sequence ? next : first));
  }

  async #takeCheckpoint(row: CheckpointRow): Promise<void> {
    const { size, size_before: before } = row;
    if (before !== this.#checkpointSize)
      fail(
        this.#checkpointSize,
        "checkpoint_missing",
        `The checkpoint after that of ${this.#checkpointSize} entries is missing: the next one, of ${size}, follows one of ${before}.`,
      );
    const checkpoint = parseCheckpointNote(row.note);
    if (checkpoint === null)
      fail(Math.max(0, size - 1), "checkpoint_forged", `The checkpoint of ${size} entries is not a signed note.`);
    if (checkpoint.origin !== this.#source.origin)
      fail(Math.max(0, size - 1), "checkpoint_forged", `The checkpoint of ${size} entries belongs to another log.`);
    await this.#requireSignatures(checkpoint, before);
    if (checkpoint.size !== size || checkpoint.root.toString("base64") !== row.root)
      fail(
        Math.max(0, size - 1),
        "checkpoint_contradicted",
        `The stored root or size of the checkpoint of ${size} entries is not the signed one.`,
      );
    const passed = await this.#growPastBrought(size);
    this.#requireRoot(checkpoint, before);
    this.#checkpointSize = size;
    this.counts.checkpoints += 1;
    for (const { checkpoint: brought, root } of passed) {
      if (!brought.root.equals(root))
        fail(
          Math.max(0, brought.size - 1),
          "checkpoint_contradicted",
          `A checkpoint from outside, of ${brought.size} entries, has another root: it belongs to another history.`,
        );
      this.counts.brought += 1;
    }
  }

  /** One checkpoint among good ones is forged; only a log that no known key signed has an unknown key. */
  async #requireSignatures(checkpoint: CheckpointNote, before: number): Promise<void> {
    const keys = this.#keys;
    const failure = keys?.judge(checkpoint, before) ?? null;
    if (failure === null || keys === null) return;
    if (failure.reason !== "key_unknown") throw new VerificationFailure(failure);
    const { value: next } = this.counts.checkpoints > 0 ? { value: null } : await this.#source.checkpoints.next();
    const other = next ? parseCheckpointNote(next.note) : null;
    const isAlone = this.counts.checkpoints > 0 || (other !== null && keys.judge(other, checkpoint.size) === null);
    throw new VerificationFailure(isAlone ? { ...failure, reason: "checkpoint_forged" } : failure);
  }

  /** Grows to `size`, and notes the root at the size of each checkpoint from outside on the way. */
  async #growPastBrought(size: number): Promise<{ checkpoint: CheckpointNote; root: Buffer }[]> {
    const passed = [];
    for (let next = this.#brought[0]; next && next.size <= size; next = this.#brought[0]) {
      await this.#growTo(next.size);
      passed.push({ checkpoint: next, root: this.#tree.root() });
      this.#brought.shift();
    }
    await this.#growTo(size);
    return passed;
  }

  async #growTo(size: number): Promise<void> {
    while (this.#tree.size < size) {
      const index = this.#tree.size;
      if (index % tileWidth === 0) {
        this.#tile = index + tileWidth <= this.#source.size ? await this.#source.readTile(0, index / tileWidth) : null;
        this.#present = 0;
      }
      if (this.#at === this.#page.length && !this.#isAtEnd) await this.#readPage();
      const row = this.#page[this.#at] ?? null;
      const filled = this.#tree.push(row?.index === index ? this.#takeRow(row) : this.#takeHole(index, row));
      for (const tile of filled) await this.#compareTile(tile);
    }
  }

  async #readPage(): Promise<void> {
    const { value, done } = await this.#source.pages.next();
    this.#isAtEnd = done === true;
    this.#page = done ? [] : value;
    this.#at = 0;
  }

  #takeRow(row: EntryRow): Buffer {
    this.#at += 1;
    const { index } = row;
    if (row.v !== leafVersion || !isLeaf(row))
      fail(index, "format_unknown", `Entry ${index + 1} has an unknown format.`);
    requireContent(row);
    const hash = hashOfLeaf(row);
    const stored = this.#tile?.hashes[index % tileWidth];
    if (stored && !stored.equals(hash)) this.#suspect ??= index;
    if (row.content === null) this.#takeErased(index);
    this.#present += 1;
    this.counts.entries += 1;
    if (!this.onEntry(row))
      fail(index, "changed", `The search columns of entry ${index + 1} were changed: they do not repeat its content.`);
    return hash;
  }

  #takeErased(index: number): void {
    const { erasures } = this.#acts;
    if (!isNamed(erasures, index))
      fail(index, "erased_without_entry", `The content of entry ${index + 1} is missing, and no erasure names it.`);
    if (breaksHold(this.#acts, erasures, index))
      fail(index, "hold_broken", `Entry ${index + 1} was erased while it was on hold.`);
    this.counts.erased += 1;
  }

  /** Takes the hash of an absent entry from its tile. */
  #takeHole(index: number, next: EntryRow | null): Buffer {
    const { prunings } = this.#acts;
    const stored = this.#tile?.hashes[index % tileWidth];
    if (isNamed(prunings, index)) {
      if (breaksHold(this.#acts, prunings, index))
        fail(index, "hold_broken", `Entry ${index + 1} was pruned while it was on hold.`);
      if (stored === undefined)
        fail(index - (index % tileWidth), "tile_missing", `The tile of the pruned entry ${index + 1} is missing.`);
      this.counts.pruned += 1;
      return stored;
    }
    if (next === null)
      fail(index, "end_cut", `The log ends at ${index}, but a checkpoint covers ${this.#source.size} entries.`);
    if (stored === undefined)
      fail(index, "missing", `Entry ${index + 1} is missing; the next one is ${next.index + 1}.`);
    const number = Math.floor(index / tileWidth);
    if (!this.#unexplained.has(number)) this.#unexplained.set(number, { first: index, present: 0 });
    return stored;
  }

  /** Compares a tile that the entries fill with the stored one. */
  async #compareTile(tile: Tile): Promise<void> {
    const stored = tile.level === 0 ? this.#tile : await this.#source.readTile(tile.level, tile.number);
    const first = firstOf(tile);
    if (tile.level === 0) {
      const hole = this.#unexplained.get(tile.number);
      if (hole) hole.present = this.#present;
    }
    if (stored === null) fail(first, "tile_missing", `The tile ${tile.number} of level ${tile.level} is missing.`);
    if (isSame(stored.hashes, tile.hashes) && stored.root.equals(tile.root)) return;
    const differs = tile.hashes.findIndex((hash, at) => !stored.hashes[at]?.equals(hash));
    this.#suspect ??= first + Math.max(0, differs) * tileWidth ** tile.level;
  }

  /** The signed root decides: if it is reached, the entries are right and the tile is wrong. */
  #requireRoot({ size, root }: CheckpointNote, before: number): void {
    const isRight = this.#tree.root().equals(root);
    const suspect = this.#suspect;
    if (suspect !== null && isRight)
      fail(suspect, "tile_wrong", `The stored tile of entry ${suspect + 1} was changed; the entries are right.`);
    if (isRight) return;
    if (suspect !== null) fail(suspect, "changed", `Entry ${suspect + 1} was changed after it was written.`);
    const pruned = this.#firstHole(before, size);
    if (pruned !== null) fail(pruned, "tile_wrong", `The tile of the pruned entry ${pruned + 1} was changed.`);
    const which = size - before > 1 ? `One of the entries ${before + 1} to ${size}` : `Entry ${size}`;
    fail(before, "changed", `${which} was changed after it was written: time, event, commitment or place.`);
  }

  #firstHole(before: number, size: number): number | null {
    for (let index = before; index < size; index += 1) if (isNamed(this.#acts.prunings, index)) return index;
    return null;
  }

  #requireEnd(): void {
    if (this.#brought.length === 0) return;
    const [next] = this.#brought as [CheckpointNote];
    fail(
      this.#tree.size,
      "end_cut",
      `The log ends at ${this.#tree.size}, but a checkpoint from outside covers ${next.size} entries.`,
    );
  }

  /**
   * Entries that are missing from a tile that is otherwise there come first: a pruning takes whole tiles, and its own entry may be the
   * one that is missing.
   */
  #judgeUnexplained(includeTiles = true): IntegrityFailure | null {
    const holes = [...this.#unexplained.values()];
    const hole = holes.find(({ present }) => present >= tileWidth / 2) ?? (includeTiles ? holes[0] : undefined);
    if (hole === undefined) return null;
    const { first } = hole;
    return {
      sequence: first + 1,
      reason: "missing",
      detail: `Entry ${first + 1} is missing, and no pruning explains it.`,
    };
  }
}
