/**
 * Decodes standard base64 (RFC 4648 section 4) as `atob` does: white space is ignored, padding may be missing.
 * @throws DOMException `InvalidCharacterError` when the text is not base64
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** Decodes base64url (RFC 4648 section 5), and the standard alphabet too. @throws DOMException as `decodeBase64` */
export function decodeBase64url(text: string): Uint8Array<ArrayBuffer> {
  return decodeBase64(text.replaceAll("-", "+").replaceAll("_", "/"));
}

/**
 * Decodes either alphabet out of a copied or cut text: white space and padding are dropped wherever they stand, and a single last
 * digit too, because it holds less than a byte.
 * @throws DOMException as `decodeBase64`
 */
export function decodeLooseBase64(text: string): Uint8Array<ArrayBuffer> {
  const digits = text.replace(/[=\s]+/g, "");
  return decodeBase64url(digits.length % 4 === 1 ? digits.slice(0, -1) : digits);
}

/** Bytes as standard base64 with padding (RFC 4648 section 4). */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Bytes as base64url without padding (RFC 4648 section 5, RFC 7515 section 2). */
export function encodeBase64url(bytes: Uint8Array): string {
  return encodeBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
