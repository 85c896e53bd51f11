import { findBytes, hasBytesAt, utf8Mark } from "#lib/bytes/find-bytes";
import { type EncodingId, encodingOf } from "./encodings.ts";
import { guessUtf16 } from "./guess-utf16.ts";

/** Encoding of a text by its bytes, because ZIP does not declare it. */
export type DetectedEncoding = {
  encoding: EncodingId;
  /** Display name; null for one of the old encodings of eight bits, which the whole text must decide. */
  label: string | null;
  /** False if it is a guess. */
  certain: boolean;
};

const named = (encoding: EncodingId, certain: boolean): DetectedEncoding => ({
  encoding,
  label: encodingOf(encoding).label,
  certain,
});

/** Control characters of texts: bell to carriage return, end of file (DOS), escape, and the separators of barcodes. */
const textControls = new Set([7, 8, 9, 10, 11, 12, 13, 0x1a, 0x1b, 0x1c, 0x1d, 0x1e, 0x1f]);

/**
 * Tells a text from binary data by its start, and names its Unicode encoding. `whole` means that `head` is the full file,
 * where a truncated character is an error.
 * @returns null if the bytes are not text
 */
export function detectEncoding(head: Uint8Array, whole: boolean): DetectedEncoding | null {
  const marked = readMark(head);
  if (marked) return named(marked, true);
  const counts = countBytes(head);
  const wide = guessWide(head, counts);
  if (wide) return named(wide, false);
  if (counts.zeros > 0) return null;
  if (counts.high === 0 && hasShift(head)) return named("iso-2022-jp", false);
  if (counts.high === 0)
    return isMostlyText(head, counts) ? { encoding: "utf-8", label: "ASCII", certain: true } : null;
  if (isUtf8(head, whole)) return isMostlyText(head, counts) ? named("utf-8", true) : null;
  // Data without any control character is rare: of 100 random bytes, one in 40,000 samples.
  return counts.controls === 0 && isVaried(head) ? { encoding: "windows-1252", label: null, certain: false } : null;
}

/** Each character of UTF-32 has a zero; one of UTF-16 has a zero or, in all but the shortest texts, a byte above 127. */
function guessWide(head: Uint8Array, { zeros, high }: { zeros: number; high: number }): EncodingId | null {
  if (zeros === 0) return high === 0 ? null : guessUtf16(head, zeros);
  return guessUtf32(head) ?? guessUtf16(head, zeros);
}

/** Byte order marks; that of UTF-16 LE also begins that of UTF-32 LE. */
function readMark(head: Uint8Array): EncodingId | null {
  if (hasBytesAt(head, 0, utf8Mark)) return "utf-8";
  if (hasBytesAt(head, 0, [0xff, 0xfe, 0, 0]) && head.length % 4 === 0) return "utf-32le";
  if (hasBytesAt(head, 0, [0, 0, 0xfe, 0xff])) return "utf-32be";
  if (hasBytesAt(head, 0, [0xff, 0xfe]) && isUtf16(head, "utf-16le")) return "utf-16le";
  if (hasBytesAt(head, 0, [0xfe, 0xff]) && isUtf16(head, "utf-16be")) return "utf-16be";
  return null;
}

/** Sound and other data may begin with the two bytes of a mark: the characters behind it decide. */
function isUtf16(head: Uint8Array, encoding: "utf-16le" | "utf-16be"): boolean {
  const text = new TextDecoder(encoding).decode(head.subarray(0, 4096 & ~1));
  const odd = text.match(/[\ufffd\u0000-\u0006\u000e-\u0019\ue000-\uf8ff\ufff0-\ufffb]/gu)?.length ?? 0;
  return odd <= text.length * 0.02;
}

function countBytes(head: Uint8Array) {
  const counts = { zeros: 0, controls: 0, high: 0 };
  for (const byte of head) {
    if (byte === 0) counts.zeros += 1;
    else if (byte > 127) counts.high += 1;
    else if (byte < 32 ? !textControls.has(byte) : byte === 127) counts.controls += 1;
  }
  return counts;
}

/** Escape sequences that switch to the two-byte characters of Japanese and back (RFC 1468). */
function hasShift(head: Uint8Array): boolean {
  for (const at of findBytes(head, [0x1b, 0x24])) {
    const set = head[at + 2];
    if (set === 0x40 || set === 0x42) return true;
  }
  return false;
}

/** Memory that was erased, or filled with one value, is not a text. */
const isVaried = (head: Uint8Array) => head.length < 32 || new Set(head.subarray(0, 4096)).size > 3;

/** Logs of devices have single control characters between lines of text. */
const isMostlyText = (head: Uint8Array, { controls }: { controls: number }) =>
  controls === 0 || (head.length >= 64 && controls <= head.length * 0.01);

/** Code points below U+110000 leave one byte zero, and the next below 0x11. */
function guessUtf32(head: Uint8Array): EncodingId | null {
  const units = Math.floor(Math.min(head.length, 4096) / 4);
  if (units < 2 || head.length % 4 !== 0) return null;
  let [little, big] = [true, true];
  for (let at = 0; at < units * 4 && (little || big); at += 4) {
    const [a, b, c, d] = [head[at] ?? 0, head[at + 1] ?? 0, head[at + 2] ?? 0, head[at + 3] ?? 0];
    little &&= d === 0 && c <= 16 && (a >= 9 || b > 0);
    big &&= a === 0 && b <= 16 && (d >= 9 || c > 0);
  }
  const hasText = (encoding: "utf-32le" | "utf-32be") => {
    const low = encoding === "utf-32le" ? 0 : 3;
    const second = encoding === "utf-32le" ? 1 : 2;
    let printable = 0;
    for (let at = 0; at < units * 4; at += 4) {
      const [first = 0, next = 0] = [head[at + low], head[at + second]];
      if (next > 0 ? next < 0xd8 || next > 0xf8 : first >= 32 || (first >= 9 && first <= 13)) printable += 1;
    }
    return printable === units;
  };
  if (little && hasText("utf-32le")) return "utf-32le";
  return big && hasText("utf-32be") ? "utf-32be" : null;
}

function isUtf8(head: Uint8Array, whole: boolean): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: !whole });
    return true;
  } catch {
    return false;
  }
}
