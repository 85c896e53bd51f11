import type { EncodingId } from "./encodings.ts";

/** Caches decoders, because creating one takes longer than decoding a short text. */
const decoders = new Map<string, TextDecoder>();

/** Decodes the start of a text in a Unicode encoding; the letters of an old encoding may be wrong, its ASCII is right. */
export function decodeStart(bytes: Uint8Array, encoding: EncodingId): string {
  if (encoding === "utf-32le" || encoding === "utf-32be") return decodeUtf32(bytes, encoding === "utf-32le");
  const known = decoders.get(encoding) ?? new TextDecoder(encoding);
  decoders.set(encoding, known);
  return known.decode(bytes);
}

/** Decodes UTF-32; what is not a code point becomes U+FFFD. A byte order mark is left out. */
export function decodeUtf32(bytes: Uint8Array, isLittle: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  let points: number[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = view.getUint32(at, isLittle);
    if (point === 0xfeff && at === 0) continue;
    points.push(point > 0x10ffff || (point >= 0xd800 && point < 0xe000) ? 0xfffd : point);
    if (points.length === 8192) {
      parts.push(String.fromCodePoint(...points));
      points = [];
    }
  }
  parts.push(String.fromCodePoint(...points));
  return bytes.length % 4 === 0 ? parts.join("") : `${parts.join("")}\ufffd`;
}
