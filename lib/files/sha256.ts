import { createSHA256, type IHasher } from "hash-wasm";

/** Up to this size an entry is hashed in one go, above it as a stream: WebCrypto is faster, and cannot stream. */
const atOnceBytes = 64 * 1024;

const streamBytes = 4 * 1024 * 1024;

let shared: Promise<IHasher> | null = null;

/** A streaming SHA-256. One per stream in flight. */
export function createHasher(): Promise<IHasher> {
  return createSHA256();
}

/** SHA-256 of bytes in memory, as 64 lower-case hex digits. */
export async function computeSha256(data: Uint8Array<ArrayBuffer>): Promise<string> {
  if (data.length > atOnceBytes && globalThis.crypto?.subtle)
    return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", data)));
  shared ??= createSHA256();
  const hasher = await shared;
  return hasher.init().update(data).digest("hex");
}

function toHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}

/** SHA-256 of a Blob of any size, read in chunks. */
export async function hashBlob(blob: Blob, signal?: AbortSignal): Promise<string> {
  const hasher = (await createSHA256()).init();
  for (let at = 0; at < blob.size; at += streamBytes) {
    signal?.throwIfAborted();
    hasher.update(new Uint8Array(await blob.slice(at, at + streamBytes).arrayBuffer()));
  }
  return hasher.digest("hex");
}
