/**
 * Decodes base64 (RFC 4648 section 4) with padding, in its only canonical form.
 * @returns null for any other text, such as one with line breaks, or with set bits after the last byte
 */
export function decodeCanonicalBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : null;
}

/** Decodes a hash of 32 bytes in base64; null for any other text. */
export function decodeHash(text: string): Buffer | null {
  const bytes = decodeCanonicalBase64(text);
  return bytes?.length === 32 ? bytes : null;
}
