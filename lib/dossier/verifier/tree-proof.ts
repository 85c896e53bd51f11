import type { Sha256 } from "./sha256.ts";

type Hash = Uint8Array<ArrayBuffer>;

/** Leaf hash of RFC 6962 section 2.1. */
export const hashLeaf = (sha256: Sha256, leaf: Uint8Array): Hash => sha256(Uint8Array.of(0), leaf);

/** Root that an inclusion proof leads to (RFC 9162 section 2.1.3.2), or null if the proof has a wrong length. */
export function rootOfProof(
  sha256: Sha256,
  leafHash: Hash,
  { index, size, path }: { index: number; size: number; path: readonly Hash[] },
): Hash | null {
  if (index < 0 || index >= size) return null;
  const inner = Uint8Array.of(1);
  // BigInt, because the size of a log may exceed 32 bits.
  let [node, last, hash] = [BigInt(index), BigInt(size - 1), leafHash];
  for (const sibling of path) {
    if (last === 0n) return null;
    if (node % 2n === 1n || node === last) {
      hash = sha256(inner, sibling, hash);
      while (node % 2n === 0n && node !== 0n) [node, last] = [node / 2n, last / 2n];
    } else hash = sha256(inner, hash, sibling);
    [node, last] = [node / 2n, last / 2n];
  }
  return last === 0n ? hash : null;
}
