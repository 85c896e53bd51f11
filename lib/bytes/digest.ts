import { toHex } from "./hex.ts";

/** Digests that WebCrypto computes (FIPS 180-4). */
export type DigestName = "SHA-1" | "SHA-256" | "SHA-384" | "SHA-512";

/** Digest of bytes in memory as lower-case hex digits, SHA-256 unless another is asked for. */
export async function computeDigest(bytes: BufferSource, name: DigestName = "SHA-256"): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest(name, bytes)));
}
