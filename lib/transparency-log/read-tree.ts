import "server-only";
import type { Kysely } from "kysely";
import type { LogEntryRow, LogTileRow, Tables } from "#lib/database/tables";
import { GrowingTree, leavesBelow, tileWidth } from "./growing-tree.ts";
import { hashOfLeaf, isLeaf } from "./leaf.ts";
import { rootOf } from "./merkle-tree.ts";
import type { ReadSubtree } from "./tree-proofs.ts";

type LeafRow = Pick<LogEntryRow, "index" | "at" | "event" | "commitment">;

/** The stored log does not lead to the root that it was signed with, or lacks a part of its tree. */
export class LogChangedError extends Error {
  override readonly name = "LogChangedError";
}

export const leafColumns = ["index", "at", "event", "commitment"] as const satisfies (keyof LeafRow)[];

/** @throws LogChangedError for an entry in a form that this version cannot have written */
export function hashOfRow(row: LeafRow): Buffer {
  if (!isLeaf(row)) throw new LogChangedError(`Entry ${row.index + 1} has an unknown form.`);
  return hashOfLeaf(row);
}

/** Splits the hashes of a stored tile. */
export function hashesOf({ hashes }: Pick<LogTileRow, "hashes">): Buffer[] {
  const bytes = Buffer.from(hashes.buffer, hashes.byteOffset, hashes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / 32) }, (_, at) => bytes.subarray(at * 32, at * 32 + 32));
}

/** Reads leaf hashes from `first` up to `end`, computed from the entries. @throws LogChangedError if one is missing */
async function readLeafHashes(tables: Kysely<Tables>, log: number, first: number, end: number): Promise<Buffer[]> {
  if (first === end) return [];
  const rows = await tables
    .selectFrom("log_entries")
    .select(leafColumns)
    .where("log", "=", log)
    .where("index", ">=", first)
    .where("index", "<", end)
    .orderBy("index")
    .execute();
  for (let at = 0; at < end - first; at += 1)
    if (rows[at]?.index !== first + at) throw new LogChangedError(`Entry ${first + at + 1} is missing.`);
  return rows.map(hashOfRow);
}

/** Reads the roots of the tiles of a level from `first` up to `end`. @throws LogChangedError if one is missing */
async function readTileRoots(
  tables: Kysely<Tables>,
  { log, level }: { log: number; level: number },
  first: number,
  end: number,
): Promise<Buffer[]> {
  if (first === end) return [];
  const rows = await tables
    .selectFrom("log_tiles")
    .select(["number", "root"])
    .where("log", "=", log)
    .where("level", "=", level)
    .where("number", ">=", first)
    .where("number", "<", end)
    .orderBy("number")
    .execute();
  for (let at = 0; at < end - first; at += 1)
    if (rows[at]?.number !== first + at)
      throw new LogChangedError(`Tile ${first + at} of level ${level} of the log is missing.`);
  return rows.map(({ root }) => Buffer.from(root));
}

/** Number of hashes that a level has in a tree of this size. */
const countAt = (size: number, level: number): number => Math.floor(size / leavesBelow(level));

/** Loads the right edge of the stored tree: at most 255 entries, and as many roots of tiles a level. @throws LogChangedError */
export async function readTree(tables: Kysely<Tables>, log: number, size: number): Promise<GrowingTree> {
  const open: Buffer[][] = [];
  for (let level = 0; level === 0 || countAt(size, level) > 0; level += 1) {
    const end = countAt(size, level);
    const first = end - (end % tileWidth);
    open.push(
      level === 0
        ? await readLeafHashes(tables, log, first, end)
        : await readTileRoots(tables, { log, level: level - 1 }, first, end),
    );
  }
  return GrowingTree.from(open);
}

/** Appends to a copy of `tree` what others wrote up to `size`, from entries and whole tiles. @throws LogChangedError */
export async function readGrowth(
  tables: Kysely<Tables>,
  log: number,
  tree: GrowingTree,
  size: number,
): Promise<GrowingTree> {
  const grown = tree.clone();
  const boundary = Math.min(size, Math.ceil(grown.size / tileWidth) * tileWidth);
  const pushAll = (hashes: readonly Buffer[], level: number) => {
    for (const hash of hashes) grown.push(hash, level);
  };
  if (grown.size < boundary) {
    // Entries may have been pruned, but the hashes of a full tile stay.
    const isFull = boundary % tileWidth === 0;
    const first = grown.size;
    const hashes = isFull
      ? (await readTileHashes(tables, { log, level: 0 }, boundary / tileWidth - 1)).slice(first % tileWidth)
      : null;
    pushAll(hashes ?? (await readLeafHashes(tables, log, first, boundary)), 0);
  }
  const endTile = Math.floor(size / tileWidth);
  if (grown.size < endTile * tileWidth)
    pushAll(await readTileRoots(tables, { log, level: 0 }, grown.size / tileWidth, endTile), 1);
  pushAll(await readLeafHashes(tables, log, grown.size, size), 0);
  return grown;
}

async function readTileHashes(
  tables: Kysely<Tables>,
  { log, level }: { log: number; level: number },
  number: number,
): Promise<Buffer[]> {
  const row = await tables
    .selectFrom("log_tiles")
    .select("hashes")
    .where("log", "=", log)
    .where("level", "=", level)
    .where("number", "=", number)
    .executeTakeFirst();
  const hashes = row ? hashesOf(row) : [];
  if (hashes.length !== tileWidth) throw new LogChangedError(`Tile ${number} of level ${level} of the log is missing.`);
  return hashes;
}

/** Tiles that a reader keeps: proofs of neighbours need nearly the same. */
const maxKeptTiles = 32;

/** Reads subtrees for proofs in a tree of `size`, from tiles and the open edge. Keeps the tiles that it read last. */
export function subtreeReader(tables: Kysely<Tables>, log: number, size: number): ReadSubtree {
  const kept = new Map<string, Promise<Buffer[]>>();
  const readHashes = (level: number, number: number): Promise<Buffer[]> => {
    const name = `${level} ${number}`;
    const known = kept.get(name);
    if (known) return known;
    const first = number * tileWidth;
    const end = Math.min(first + tileWidth, countAt(size, level));
    const isFull = end - first === tileWidth;
    const reading = isFull
      ? readTileHashes(tables, { log, level }, number)
      : level === 0
        ? readLeafHashes(tables, log, first, end)
        : readTileRoots(tables, { log, level: level - 1 }, first, end);
    kept.set(name, reading);
    const [oldest] = kept.keys();
    if (kept.size > maxKeptTiles && oldest !== undefined) kept.delete(oldest);
    return reading;
  };
  return async (height, first) => {
    const level = Math.floor(height / 8);
    const at = first / leavesBelow(level);
    const hashes = await readHashes(level, Math.floor(at / tileWidth));
    const from = at % tileWidth;
    return rootOf(hashes.slice(from, from + 2 ** (height % 8)));
  };
}
