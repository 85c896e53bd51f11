import type { ContentType } from "./model.ts";
import { sniffAsn1 } from "./sniff-asn1.ts";
import { sniffChip } from "./sniff-chip.ts";

/** Text around binary data: base64 as mail programs and web services write it, hexadecimal as chip readers do. */
export type Wrapping = "base64" | "hexadecimal";

const minLetters = 16;

/** Recognises a wrapping that fills the text. */
export function wrappingOf(start: string): Wrapping | null {
  const text = start.trim();
  if (text.length < minLetters) return null;
  if (/^(?:0x)?[0-9A-Fa-f]{2}(?:[\s:,-]*[0-9A-Fa-f]{2})+[0-9A-Fa-f]?$/u.test(text)) return "hexadecimal";
  return /^[A-Za-z0-9+/_-]{16}[A-Za-z0-9+/_\s-]*=*$/u.test(text) ? "base64" : null;
}

/** Decodes what `wrappingOf` recognised, up to an incomplete end. */
export function unwrap(text: string, wrapping: Wrapping): Uint8Array<ArrayBuffer> {
  if (wrapping === "hexadecimal") {
    const digits = text.replace(/^\s*0x/u, "").replace(/[^0-9A-Fa-f]+/gu, "");
    return Uint8Array.from({ length: digits.length >> 1 }, (_, at) =>
      Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16),
    );
  }
  const letters = text
    .replace(/[\s=]+/gu, "")
    .replaceAll("-", "+")
    .replaceAll("_", "/");
  return Uint8Array.from(atob(letters.slice(0, letters.length - (letters.length % 4 === 1 ? 1 : 0))), (letter) =>
    letter.charCodeAt(0),
  );
}

/** Names a certificate, a key, CMS or a chip's file inside such a text. `whole` is the text as far as it was read. */
export function findWrapped(
  start: string,
  whole: () => string,
  sizeBytes: number,
  detail: string | undefined,
): ContentType | null {
  const wrapping = wrappingOf(start);
  if (wrapping === null || detail !== "ASCII") return null;
  const text = whole();
  const isWhole = text.length >= sizeBytes;
  if (wrappingOf(isWhole ? text : text.slice(0, text.lastIndexOf("\n") + 1 || text.length)) !== wrapping) return null;
  const bytes = unwrap(text, wrapping);
  // Beyond the text that was read, the size follows from its proportion.
  const size = isWhole ? bytes.length : Math.round((bytes.length / text.length) * sizeBytes);
  const found = isWhole ? nameBytes(bytes, size) : nameLong(bytes, size);
  return found && found.label !== "ASN.1 data"
    ? { ...found, detail: wrapping, extension: `${found.extension}.txt` }
    : null;
}

const nameBytes = (bytes: Uint8Array, size: number) => sniffChip(bytes, size) ?? sniffAsn1(bytes, size);

/** The proportion is inexact by a few lines: the object's own length stands in for the size if it is near. */
function nameLong(bytes: Uint8Array, size: number): ContentType | null {
  const length = readOuterSize(bytes);
  return length !== null && Math.abs(length - size) <= size * 0.02 ? nameBytes(bytes, length) : nameBytes(bytes, size);
}

function readOuterSize(bytes: Uint8Array): number | null {
  const count = (bytes[1] ?? 0) - 0x80;
  if (count < 1 || count > 4) return null;
  return bytes.subarray(2, 2 + count).reduce((sum, byte) => sum * 256 + byte, 2 + count);
}
