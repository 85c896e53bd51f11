/** Hash of a node of two 32-byte hashes, RFC 6962 section 2.1. */
export type HashNode = (left: Uint8Array, right: Uint8Array) => Promise<Uint8Array> | Uint8Array;

export type TreeHead = { size: number; root: Uint8Array };

const isSame = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, at) => byte === b[at]);

/**
 * Verifies a consistency proof (RFC 9162 section 2.1.4.2): the tree of `current` begins with that of `old`.
 * An old size of 0 needs no proof, since every tree begins with the empty one.
 */
export async function isConsistent(
  old: TreeHead,
  current: TreeHead,
  proof: readonly Uint8Array[],
  hashNode: HashNode,
): Promise<boolean> {
  if (![old.size, current.size].every((size) => Number.isSafeInteger(size) && size >= 0)) return false;
  if (old.size > current.size) return false;
  if (old.size === current.size) return proof.length === 0 && isSame(old.root, current.root);
  if (old.size === 0) return proof.length === 0;
  const [start, ...rest] = Number.isInteger(Math.log2(old.size)) ? [old.root, ...proof] : proof;
  if (start === undefined) return false;
  let [node, last] = [BigInt(old.size - 1), BigInt(current.size - 1)];
  while (node % 2n === 1n) [node, last] = [node / 2n, last / 2n];
  let [oldRoot, root] = [start, start];
  for (const hash of rest) {
    if (last === 0n) return false;
    if (node % 2n === 1n || node === last) {
      oldRoot = await hashNode(hash, oldRoot);
      root = await hashNode(hash, root);
      while (node % 2n === 0n && node !== 0n) [node, last] = [node / 2n, last / 2n];
    } else root = await hashNode(root, hash);
    [node, last] = [node / 2n, last / 2n];
  }
  return last === 0n && isSame(oldRoot, old.root) && isSame(root, current.root);
}

/** For browsers: WebCrypto. */
export async function hashNodeInBrowser(left: Uint8Array, right: Uint8Array): Promise<Uint8Array> {
  const node = new Uint8Array(65).fill(1, 0, 1);
  node.set(left, 1);
  node.set(right, 33);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", node));
}
