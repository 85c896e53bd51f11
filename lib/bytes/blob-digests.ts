/** Digests of a Blob's bytes; `sha256` in lower-case hex, `crc32` unsigned. */
export type BlobDigests = { sha256: string; crc32: number };

/** Bound to the object, because the bytes of a Blob never change: other bytes are another Blob. */
const known = new WeakMap<Blob, BlobDigests>();

/** Remembers digests that were computed over all bytes of this very Blob. */
export function rememberDigests(blob: Blob, digests: BlobDigests): void {
  known.set(blob, digests);
}

/** Digests that this page computed over the bytes of this very Blob, or null. */
export const knownDigests = (blob: Blob): BlobDigests | null => known.get(blob) ?? null;
