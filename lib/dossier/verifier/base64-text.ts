import { decodeBase64, encodeBase64 } from "#lib/bytes/base64";

/** Decodes base64 (RFC 4648 section 4) in its only canonical form. @returns null for any other text */
export function decodeCanonical(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    const bytes = decodeBase64(text);
    return encodeBase64(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}

/** @returns null unless the text is canonical base64 of 32 bytes */
export function decodeHash(text: unknown): Uint8Array<ArrayBuffer> | null {
  const bytes = typeof text === "string" ? decodeCanonical(text) : null;
  return bytes?.length === 32 ? bytes : null;
}
