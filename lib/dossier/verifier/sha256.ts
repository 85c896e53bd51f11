import { createSHA256, type IHasher } from "hash-wasm";
import { toHex } from "#lib/bytes/hex";

/** Synchronous SHA-256, because a proof is a chain of small hashes. */
export type Sha256 = (...parts: readonly Uint8Array[]) => Uint8Array<ArrayBuffer>;

export async function createSha256(): Promise<Sha256> {
  const hasher = await createSHA256();
  return (...parts) => {
    hasher.init();
    for (const part of parts) hasher.update(part);
    return new Uint8Array(hasher.digest("binary"));
  };
}

/** WebCrypto takes a file as a whole, so larger ones go through WebAssembly in slices. */
const maxWholeBytes = 64 * 1024 * 1024;
const sliceBytes = 8 * 1024 * 1024;

let streaming: Promise<IHasher> | null = null;

/** Hashes a file with bounded memory. @returns lower-case hex */
export async function hashFile(blob: Blob): Promise<string> {
  if (blob.size <= maxWholeBytes)
    return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer())));
  streaming ??= createSHA256();
  const hasher = (await streaming).init();
  for (let from = 0; from < blob.size; from += sliceBytes)
    hasher.update(new Uint8Array(await blob.slice(from, from + sliceBytes).arrayBuffer()));
  return hasher.digest("hex");
}
