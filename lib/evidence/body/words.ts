const controls = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f]/;
const maxHighShare = 0.3;

/** Decodes UTF-8, else Windows-1252 of older servers; null if not text. Ignores a character cut at the end. */
export function readWords(bytes: Uint8Array<ArrayBuffer>): string | null {
  const text = decodeUtf8Prefix(bytes) ?? decodeWestern(bytes);
  return text === null || controls.test(text) ? null : text;
}

/** Decodes UTF-8 whose last character may be cut; null for other bytes. */
export function decodeUtf8Prefix(bytes: Uint8Array<ArrayBuffer>): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

function decodeWestern(bytes: Uint8Array<ArrayBuffer>): string | null {
  const high = bytes.reduce((count, byte) => count + (byte >> 7), 0);
  return high > bytes.length * maxHighShare ? null : new TextDecoder("windows-1252").decode(bytes);
}
