import { createSHA256, type IHasher } from "hash-wasm";
import { computeDigest } from "./digest.ts";
import { streamBlob } from "./stream-blob.ts";

/** Maximum bytes for synchronous WebAssembly; above it WebCrypto is faster, runs off-thread, and cannot stream. */
const smallBytes = 64 * 1024;

/** Creates a streaming SHA-256; use one per concurrent stream. */
export function createHasher(): Promise<IHasher> {
  return createSHA256();
}

/** Copies or hashes `data` before returning, so that callers may reuse it. @returns 64 lower-case hex digits */
export async function hashBuffer(data: Uint8Array<ArrayBuffer>, hasher: IHasher): Promise<string> {
  if (data.length <= smallBytes) return hasher.init().update(data).digest("hex");
  return computeDigest(data);
}

export async function hashBlob(blob: Blob, signal?: AbortSignal): Promise<string> {
  const hasher = (await createSHA256()).init();
  for await (const bytes of streamBlob(blob)) {
    signal?.throwIfAborted();
    hasher.update(bytes);
  }
  return hasher.digest("hex");
}
