import { readBerHeader } from "#lib/bytes/ber-header";

/** Minimal DER (X.690 §8.1): a sequence of elements with tag, length and content. */
export type DerElement = { tag: number; content: Uint8Array<ArrayBuffer>; whole: Uint8Array<ArrayBuffer> };

/** Reads consecutive elements. @throws RangeError if a length exceeds the data */
export function readElements(bytes: Uint8Array<ArrayBuffer>): DerElement[] {
  const elements: DerElement[] = [];
  let at = 0;
  while (at < bytes.length) {
    const header = readBerHeader(bytes, at);
    if (header === null || header.length === null) throw new RangeError("Unsupported length");
    const { tag, from, length } = header;
    if (from + length > bytes.length) throw new RangeError("An element runs past the end");
    elements.push({ tag, content: bytes.subarray(from, from + length), whole: bytes.subarray(at, from + length) });
    at = from + length;
  }
  return elements;
}

/** Formats UTCTime or GeneralizedTime (RFC 5280 §4.1.2.5) as ISO 8601. Other text is returned unchanged. */
export function formatDerTime(element: DerElement): string {
  const text = new TextDecoder("latin1").decode(element.content);
  const match = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/u.exec(text);
  if (!match) return text;
  const [, years = "", month, day, hour, minute, second] = match;
  const year = years.length === 4 ? years : `${Number(years) < 50 ? "20" : "19"}${years}`;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}
