const controls = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f]/;
const maxHighShare = 0.3;

/**
 * Bytes as a text in UTF-8, or else in Windows-1252, in which older servers write their pages; null when they are not a text. A character
 * that is cut at the end does not count.
 */
export function readWords(bytes: Uint8Array<ArrayBuffer>): string | null {
  const text = decodeUtf8(bytes) ?? decodeWestern(bytes);
  return text === null || controls.test(text) ? null : text;
}

/** A text in UTF-8, its last character perhaps cut; null for other bytes. */
export function decodeUtf8(bytes: Uint8Array<ArrayBuffer>): string | null {
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
