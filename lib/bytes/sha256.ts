import { createSHA256, type IHasher } from "hash-wasm";
import { computeDigest } from "./digest.ts";
import { streamBlob } from "./stream-blob.ts";

/** Up to this size WebAssembly hashes at once, above it WebCrypto, which is faster, works beside us, and cannot stream. */
const smallBytes = 64 * 1024;

/** A streaming SHA-256. One per stream in flight. */
export function createHasher(): Promise<IHasher> {
  return createSHA256();
}

/** SHA-256 of bytes in memory, as 64 lower-case hex digits; they are copied or hashed before this returns. */
export async function hashBuffer(data: Uint8Array<ArrayBuffer>, hasher: IHasher): Promise<string> {
  if (data.length <= smallBytes) return hasher.init().update(data).digest("hex");
  return computeDigest(data);
}

/** SHA-256 of a Blob of any size, read in chunks. */
export async function hashBlob(blob: Blob, signal?: AbortSignal): Promise<string> {
  const hasher = (await createSHA256()).init();
  for await (const bytes of streamBlob(blob)) {
    signal?.throwIfAborted();
    hasher.update(bytes);
  }
  return hasher.digest("hex");
}
