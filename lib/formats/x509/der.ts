/** ASN.1 elements in DER or BER (X.690 §8.1): tag, length and content. Longer tags hold their bytes as one number. */
export type DerElement = { tag: number; content: Uint8Array<ArrayBuffer>; whole: Uint8Array<ArrayBuffer> };

const maxDepth = 32;

/** Reads consecutive elements. @throws RangeError if a length exceeds the data */
export function readElements(bytes: Uint8Array<ArrayBuffer>): DerElement[] {
  const elements: DerElement[] = [];
  for (let rest = bytes; rest.length > 0; ) {
    const element = readElement(rest);
    elements.push(element);
    rest = rest.subarray(element.whole.length);
  }
  return elements;
}

/** Reads the first element, also of indefinite length. @throws RangeError if it exceeds the data */
export function readElement(bytes: Uint8Array<ArrayBuffer>, depth = 0): DerElement {
  const { tag, from: lengthOffset } = readTag(bytes);
  const first = byteAt(bytes, lengthOffset);
  let from = lengthOffset + 1;
  if (first === 0x80) return readIndefinite(bytes, tag, from, depth);
  let length = first;
  if (first > 0x80) {
    const count = first & 0x7f;
    if (count > 4) throw new RangeError("Unsupported length");
    length = 0;
    for (let index = 0; index < count; index += 1) length = length * 256 + byteAt(bytes, from + index);
    from += count;
  }
  if (from + length > bytes.length) throw new RangeError("An element runs past the end");
  return { tag, content: bytes.subarray(from, from + length), whole: bytes.subarray(0, from + length) };
}

function byteAt(bytes: Uint8Array, offset: number): number {
  const byte = bytes[offset];
  if (byte === undefined) throw new RangeError("An element runs past the end");
  return byte;
}

function readTag(bytes: Uint8Array): { tag: number; from: number } {
  let tag = byteAt(bytes, 0);
  if ((tag & 0x1f) !== 0x1f) return { tag, from: 1 };
  for (let offset = 1; offset <= 3; offset += 1) {
    const byte = byteAt(bytes, offset);
    tag = tag * 256 + byte;
    if (byte < 0x80) return { tag, from: offset + 1 };
  }
  throw new RangeError("Unsupported tag");
}

/** Reads elements up to the end-of-contents octets (X.690 §8.1.5). */
function readIndefinite(bytes: Uint8Array<ArrayBuffer>, tag: number, from: number, depth: number): DerElement {
  if (depth > maxDepth) throw new RangeError("Elements are nested too deeply");
  let offset = from;
  for (;;) {
    const inner = readElement(bytes.subarray(offset), depth + 1);
    const end = offset + inner.whole.length;
    if (inner.tag === 0 && inner.content.length === 0)
      return { tag, content: bytes.subarray(from, offset), whole: bytes.subarray(0, end) };
    offset = end;
  }
}

/** Reads a SEQUENCE or another constructed element. @throws RangeError if it has another tag */
export function readChildren(element: DerElement | undefined, tag = 0x30): DerElement[] {
  if (element?.tag !== tag) throw new RangeError("Unexpected element");
  return readElements(element.content);
}

/** Joins the parts of a string that BER may divide (X.690 §8.7), such as an OCTET STRING. @throws RangeError as `readElement` */
export function readOctets(element: DerElement, depth = 0): Uint8Array<ArrayBuffer> {
  if (((element.tag > 0xff ? element.tag >> 8 : element.tag) & 0x20) === 0) return element.content;
  if (depth > maxDepth) throw new RangeError("Elements are nested too deeply");
  const parts = readElements(element.content).map((part) => readOctets(part, depth + 1));
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Decodes an OBJECT IDENTIFIER (X.690 §8.19) to dotted form. @throws RangeError if it has another tag */
export function readOid(element: DerElement | undefined): string {
  if (element?.tag !== 0x06) throw new RangeError("Unexpected element");
  const arcs: bigint[] = [];
  let value = 0n;
  for (const byte of element.content) {
    value = (value << 7n) | BigInt(byte & 0x7f);
    if (byte & 0x80) continue;
    if (arcs.length > 0) arcs.push(value);
    else arcs.push(value < 80n ? value / 40n : 2n, value < 80n ? value % 40n : value - 80n);
    value = 0n;
  }
  return arcs.join(".");
}

/** Formats UTCTime or GeneralizedTime in the form of RFC 5280 §4.1.2.5 as ISO 8601. Any other time is returned as sent. */
export function formatDerTime(element: DerElement): string {
  const time = readDerTime(element);
  if (time) return time.toISOString().replace(".000Z", "Z");
  return new TextDecoder("latin1").decode(element.content);
}

/** Reads UTCTime `YYMMDDHHMMSSZ` or GeneralizedTime `YYYYMMDDHHMMSSZ`. @returns null for any other form, or no such date */
export function readDerTime({ tag, content }: DerElement): Date | null {
  const digits = new TextDecoder("latin1").decode(content);
  if (!(tag === 0x17 ? /^\d{12}Z$/u : /^\d{14}Z$/u).test(digits) || (tag !== 0x17 && tag !== 0x18)) return null;
  const full = tag === 0x18 ? digits : `${Number(digits.slice(0, 2)) < 50 ? "20" : "19"}${digits}`;
  const iso = full.replace(/^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/u, "$1-$2-$3T$4:$5:$6.000Z");
  const time = new Date(iso);
  return !Number.isNaN(time.getTime()) && time.toISOString() === iso ? time : null;
}
