import { toHex } from "#lib/bytes/hex";
import { decodeCanonical } from "./base64-text.ts";
import type { Sha256 } from "./sha256.ts";

/** Public key of a log (C2SP signed-note, "Verifier keys"). `publicKey` is raw Ed25519 (RFC 8032). */
export type LogKey = { text: string; name: string; id: string; publicKey: Uint8Array<ArrayBuffer> };

/** Algorithm identifier of Ed25519 (C2SP signed-note). */
const ed25519 = 1;

/** Parses `NAME+KEYID+base64(0x01 ‖ public key)`. @returns null for any other text, such as a wrong key ID */
export function parseLogKey(text: string, sha256: Sha256): LogKey | null {
  const [, name = "", id = "", encoded = ""] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  const bytes = decodeCanonical(encoded);
  if (bytes === null || bytes.length !== 33 || bytes[0] !== ed25519) return null;
  const own = sha256(new TextEncoder().encode(`${name}\n`), bytes).subarray(0, 4);
  return toHex(own) === id ? { text, name, id, publicKey: bytes.slice(1) } : null;
}

/** Ed25519 is missing in this browser, so that a signature can be neither good nor bad. */
export class UnsupportedError extends Error {
  override readonly name = "UnsupportedError";
}

/** @throws UnsupportedError if the browser lacks Ed25519 */
export async function isSignedByKey(
  { publicKey }: LogKey,
  signed: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  let key: CryptoKey;
  try {
    key = await crypto.subtle.importKey("raw", publicKey, { name: "Ed25519" }, false, ["verify"]);
  } catch (error) {
    // A point that is not on the curve is the key's fault; an unknown algorithm is the browser's.
    if (error instanceof DOMException && error.name === "NotSupportedError") throw new UnsupportedError("Ed25519");
    return false;
  }
  return crypto.subtle.verify({ name: "Ed25519" }, key, signature, signed);
}
