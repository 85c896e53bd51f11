import { Frontier } from "./merkle-tree.ts";

/** Hashes of one tile, and the bits of its height (C2SP tlog-tiles). */
export const tileWidth = 256;
const tileHeight = 8;

/** Level 0 holds leaf hashes, level L the roots of the tiles of level L − 1. */
export type Tile = { level: number; number: number; hashes: Buffer[]; root: Buffer };

/** Number of leaves below one hash of this level. */
export const leavesBelow = (level: number): number => tileWidth ** level;

/** The right edge of a growing tree, with the open tile of each level, so that a tile can be stored once it is full. */
export class GrowingTree {
  readonly #frontier: Frontier;
  /** Hashes of the open tile of each level. */
  readonly #open: Buffer[][];

  private constructor(frontier: Frontier, open: Buffer[][]) {
    this.#frontier = frontier;
    this.#open = open;
  }

  /** @param open hashes of the open tile of each level: fewer than 256 */
  static from(open: readonly (readonly Buffer[])[] = []): GrowingTree {
    const tree = new GrowingTree(new Frontier(), []);
    for (const [level, hashes] of [...open.entries()].reverse()) for (const hash of hashes) tree.push(hash, level);
    return tree;
  }

  get size(): number {
    return this.#frontier.size;
  }

  clone(): GrowingTree {
    return new GrowingTree(
      this.#frontier.clone(),
      this.#open.map((hashes) => [...hashes]),
    );
  }

  root(): Buffer {
    return this.#frontier.root();
  }

  /** Appends a leaf hash, or the root of a whole tile with `level` 1 and more. @returns the tiles that this filled, lowest first */
  push(hash: Buffer, level = 0): Tile[] {
    const first = this.size;
    const filled: Tile[] = [];
    this.#frontier.push(hash, level * tileHeight, (subtree) => {
      if (subtree.height % tileHeight !== 0) return;
      const above = subtree.height / tileHeight;
      const below = this.#open[above - 1];
      if (above > level && below?.length === tileWidth) {
        const number = Math.floor(first / leavesBelow(above));
        filled.push({ level: above - 1, number, hashes: below, root: subtree.hash });
        this.#open[above - 1] = [];
      }
      while (this.#open.length <= above) this.#open.push([]);
      this.#open[above]?.push(subtree.hash);
    });
    return filled;
  }
}
