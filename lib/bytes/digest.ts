import { toHex } from "./hex.ts";

/** Digests that WebCrypto computes (FIPS 180-4). */
export type DigestName = "SHA-1" | "SHA-256" | "SHA-384" | "SHA-512";

/** @returns lower-case hex digits */
export async function computeDigest(bytes: BufferSource, name: DigestName = "SHA-256"): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest(name, bytes)));
}
