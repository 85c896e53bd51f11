import { decodeLooseBase64 } from "#lib/bytes/base64";

const utf8 = new TextDecoder("utf-8", { fatal: true });
const latin1 = new TextDecoder("windows-1252");

/** Decodes UTF-8, else Windows-1252, which accepts every byte. */
export function decodeUtf8OrLatin1(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return latin1.decode(bytes);
  }
}

/** Decodes pairs of hexadecimal digits with one character before each, such as `%2F` or `=3D`. */
export function decodeHexPairs(text: string): string {
  const bytes = new Uint8Array(text.length / 3);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = Number.parseInt(text.slice(i * 3 + 1, i * 3 + 3), 16);
  return decodeUtf8OrLatin1(bytes);
}

/** Decodes percent-encoding once (RFC 3986 section 2.1), except control characters other than line ends and tabs. */
export function decodePercent(text: string): string {
  return text.replace(/(?:%(?!0[0-8BCEF]|1|7F)[0-9A-F]{2})+/gi, decodeHexPairs);
}

/** Decodes base64 or base64url (RFC 4648), padded or not; null if neither. */
export function decodeBase64OrNull(text: string): Uint8Array | null {
  try {
    return decodeLooseBase64(text);
  } catch {
    return null;
  }
}
