import { hasBytesAt } from "#lib/bytes/find-bytes";
import { isSpace } from "./sample.ts";

export type WideEncoding = "utf16le" | "utf16be" | "utf32le" | "utf32be";

const sampleBytes = 512;
/** JSON and markup begin with two ASCII characters (RFC 4627 section 3). */
const sureUnits = 2;
/** Shorter texts must be all ASCII, because other bytes match by chance. */
const fewUnits = 8;
/** Minimum ASCII share of markup or JSON in any language. */
const asciiShare = 0.3;

const marks: [WideEncoding, number[]][] = [
  ["utf32le", [0xff, 0xfe, 0, 0]],
  ["utf32be", [0, 0, 0xfe, 0xff]],
  ["utf16le", [0xff, 0xfe]],
  ["utf16be", [0xfe, 0xff]],
];

const units: Record<WideEncoding, number[]> = {
  utf32le: [0, 1, 2, 3],
  utf32be: [3, 2, 1, 0],
  utf16le: [0, 1],
  utf16be: [1, 0],
};

/** Detects UTF-16 or UTF-32 by byte order mark or content (RFC 4627 section 3); null for other bytes. */
export function detectWideEncoding(head: Uint8Array): { encoding: WideEncoding; markBytes: number } | null {
  for (const [encoding, mark] of marks) {
    if (hasBytesAt(head, 0, mark)) return { encoding, markBytes: mark.length };
  }
  if (!head.subarray(0, sampleBytes).includes(0)) return null;
  for (const [encoding] of marks) if (readsAs(encoding, head)) return { encoding, markBytes: 0 };
  return null;
}

/** Requires characters, without control characters, and many in ASCII. */
function readsAs(encoding: WideEncoding, head: Uint8Array): boolean {
  const order = units[encoding];
  const length = Math.min(head.length, sampleBytes);
  let [ascii, count] = [0, 0];
  for (let at = 0; at + order.length <= length; at += order.length) {
    const unit = order.reduce((sum, offset, power) => sum + (head[at + offset] as number) * 256 ** power, 0);
    if (unit > 0x10ffff || (unit < 0x20 && !isSpace(unit)) || (unit >= 0x7f && unit < 0xa0)) return false;
    if (unit < 0x80) ascii += 1;
    else if (count < sureUnits) return false;
    count += 1;
  }
  return count >= sureUnits && ascii >= count * (count < fewUnits ? 1 : asciiShare);
}

/** @returns text, or null if the bytes are not UTF-32 */
export function decodeUtf32(bytes: Uint8Array, isLittleEndian: boolean): string | null {
  if (bytes.length % 4 !== 0) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let text = "";
  for (let at = 0; at < bytes.length; at += 4) {
    const point = view.getUint32(at, isLittleEndian);
    if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return null;
    text += String.fromCodePoint(point);
  }
  return text;
}
