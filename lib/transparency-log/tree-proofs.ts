import { hashNode } from "./merkle-tree.ts";

/** Returns the root of the leaves from `first` (a multiple of `2 ** height`), `2 ** height` of them. */
export type ReadSubtree = (height: number, first: number) => Promise<Buffer>;

/** Largest power of two below `size`, for a size of 2 or more. */
const splitOf = (size: number): number => 2 ** Math.floor(Math.log2(size - 1));

/** Root of the leaves from `first` up to `end`; `first` is where RFC 6962 splits, so every complete subtree is aligned. */
export async function readRangeRoot(read: ReadSubtree, first: number, end: number): Promise<Buffer> {
  const size = end - first;
  const height = Math.log2(size);
  if (Number.isInteger(height)) return read(height, first);
  const middle = first + splitOf(size);
  return hashNode(await readRangeRoot(read, first, middle), await readRangeRoot(read, middle, end));
}

/** @throws RangeError unless `0 <= index < size` */
function requireIndex(index: number, size: number): void {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size)
    throw new RangeError(`The tree of size ${size} has no leaf ${index}.`);
}

/** Inclusion proof (RFC 6962 section 2.1.1), from the leaf's sibling upwards. @throws RangeError for a leaf outside the tree */
export async function readInclusionProof(read: ReadSubtree, index: number, size: number): Promise<Buffer[]> {
  requireIndex(index, size);
  const path: Buffer[] = [];
  let [first, end] = [0, size];
  while (end - first > 1) {
    const middle = first + splitOf(end - first);
    const isLeft = index < middle;
    path.unshift(await (isLeft ? readRangeRoot(read, middle, end) : readRangeRoot(read, first, middle)));
    [first, end] = isLeft ? [first, middle] : [middle, end];
  }
  return path;
}

/** Consistency proof (RFC 6962 section 2.1.2) from `old` to `size`; empty if they are equal or `old` is 0. @throws RangeError */
export async function readConsistencyProof(read: ReadSubtree, old: number, size: number): Promise<Buffer[]> {
  if (!Number.isSafeInteger(old) || old < 0 || old > size)
    throw new RangeError(`The tree of size ${size} has no consistency proof from size ${old}.`);
  if (old === 0 || old === size) return [];
  const proof: Buffer[] = [];
  let [first, end] = [0, size];
  let isWhole = true;
  while (end !== old) {
    const middle = first + splitOf(end - first);
    if (old <= middle) {
      proof.unshift(await readRangeRoot(read, middle, end));
      end = middle;
    } else {
      proof.unshift(await readRangeRoot(read, first, middle));
      first = middle;
      isWhole = false;
    }
  }
  return isWhole ? proof : [await readRangeRoot(read, first, end), ...proof];
}

/** Root that an inclusion proof leads to (RFC 9162 section 2.1.3.2), or null if the proof has a wrong length. */
export function rootOfInclusion(leafHash: Buffer, index: number, size: number, path: readonly Buffer[]): Buffer | null {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return null;
  let [node, last] = [BigInt(index), BigInt(size - 1)];
  let hash = leafHash;
  for (const sibling of path) {
    if (last === 0n) return null;
    if (node % 2n === 1n || node === last) {
      hash = hashNode(sibling, hash);
      while (node % 2n === 0n && node !== 0n) [node, last] = [node / 2n, last / 2n];
    } else hash = hashNode(hash, sibling);
    [node, last] = [node / 2n, last / 2n];
  }
  return last === 0n ? hash : null;
}
