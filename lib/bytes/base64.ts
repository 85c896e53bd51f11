/** Decodes standard base64 (RFC 4648 section 4) like `atob`. @throws DOMException `InvalidCharacterError` */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** Decodes base64url (RFC 4648 section 5) or standard base64. @throws DOMException as `decodeBase64` */
export function decodeBase64url(text: string): Uint8Array<ArrayBuffer> {
  return decodeBase64(text.replaceAll("-", "+").replaceAll("_", "/"));
}

/** Decodes either alphabet; ignores white space, padding, and a last digit that holds less than a byte. */
export function decodeLooseBase64(text: string): Uint8Array<ArrayBuffer> {
  const digits = text.replace(/[=\s]+/g, "");
  return decodeBase64url(digits.length % 4 === 1 ? digits.slice(0, -1) : digits);
}

/** Encodes standard base64 with padding (RFC 4648 section 4). */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Encodes base64url without padding (RFC 4648 section 5, RFC 7515 section 2). */
export function encodeBase64url(bytes: Uint8Array): string {
  return encodeBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
