/**
 * Checks that bytes are one element in DER (X.690 §10 and §11): one way to write each value. The rules that need a
 * schema (a default is left out, no further elements) are not checked here.
 */
export function isDer(bytes: Uint8Array): boolean {
  return endOf(bytes, 0, bytes.length, 0) === bytes.length;
}

const maxDepth = 32;
const failed = -1;

/** Returns the offset behind the element at `from`, or -1 if it is not DER or exceeds `limit`. */
function endOf(bytes: Uint8Array, from: number, limit: number, depth: number): number {
  const tag = bytes[from] ?? 0;
  const [start, length] = readLength(bytes, from + 1, limit);
  const end = start + length;
  if (start === failed || end > limit || depth > maxDepth || tag === 0 || (tag & 0x1f) === 0x1f) return failed;
  const isConstructed = (tag & 0x20) !== 0;
  if (tag < 0x40 && isConstructed !== (tag === 0x30 || tag === 0x31)) return failed;
  if (!isConstructed) return tag >= 0x40 || isPrimitive(tag, bytes.subarray(start, end)) ? end : failed;
  let previous: Uint8Array | null = null;
  for (let offset = start; offset < end; ) {
    const next = endOf(bytes, offset, end, depth + 1);
    if (next === failed) return failed;
    const child = bytes.subarray(offset, next);
    // The elements of a SET are sorted by their encoding (§11.6).
    if (tag === 0x31 && previous && compareBytes(previous, child) > 0) return failed;
    previous = child;
    offset = next;
  }
  return end;
}

/** Returns where the content starts and its length; the shortest form is the only one (§10.1). */
function readLength(bytes: Uint8Array, offset: number, limit: number): [start: number, length: number] {
  const first = bytes[offset];
  if (first === undefined || offset >= limit) return [failed, 0];
  if (first < 0x80) return [offset + 1, first];
  const count = first & 0x7f;
  if (count === 0 || count > 4 || offset + count >= limit || bytes[offset + 1] === 0) return [failed, 0];
  let length = 0;
  for (let index = 1; index <= count; index += 1) length = length * 256 + (bytes[offset + index] ?? 0);
  return length < 0x80 ? [failed, 0] : [offset + 1 + count, length];
}

function compareBytes(left: Uint8Array, right: Uint8Array): number {
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

const latin1 = new TextDecoder("latin1");
const utf8 = new TextDecoder("utf-8", { fatal: true });

function isUtf8(content: Uint8Array): boolean {
  try {
    utf8.decode(content);
    return true;
  } catch {
    return false;
  }
}

/** An INTEGER has no byte that only repeats its sign (§8.3.2). */
function isInteger([first, second]: Uint8Array): boolean {
  if (first === undefined) return false;
  return second === undefined || !(first === (second < 0x80 ? 0 : 0xff));
}

/** The unused bits of a BIT STRING are zero (§11.2.1). */
function isBitString(content: Uint8Array): boolean {
  const unused = content[0] ?? 8;
  if (content.length <= 1) return unused === 0;
  return unused <= 7 && ((content.at(-1) ?? 0) & ((1 << unused) - 1)) === 0;
}

/** An OBJECT IDENTIFIER has whole arcs without leading zeros (§8.19.2). */
function isOid(content: Uint8Array): boolean {
  if (content.length === 0 || (content.at(-1) ?? 0) >= 0x80) return false;
  return content.every((byte, index) => byte !== 0x80 || (content[index - 1] ?? 0) >= 0x80);
}

/** The content of the primitive universal types, by tag. */
function isPrimitive(tag: number, content: Uint8Array): boolean {
  switch (tag) {
    case 0x01:
      return content.length === 1 && (content[0] === 0 || content[0] === 0xff);
    case 0x02:
    case 0x0a:
      return isInteger(content);
    case 0x03:
      return isBitString(content);
    case 0x05:
      return content.length === 0;
    case 0x06:
      return isOid(content);
    case 0x0c:
      return isUtf8(content);
    case 0x12:
      return /^[0-9 ]*$/u.test(latin1.decode(content));
    case 0x13:
    case 0x1a:
      return /^[\x20-\x7e]*$/u.test(latin1.decode(content));
    case 0x16:
      return content.every((byte) => byte < 0x80);
    case 0x17:
    case 0x18:
      return /^\d{12,14}(?:\.\d*[1-9])?Z$/u.test(latin1.decode(content));
    case 0x1c:
      return content.length % 4 === 0;
    case 0x1e:
      return content.length % 2 === 0;
    default:
      return tag === 0x04 || tag === 0x14 || tag === 0x1b;
  }
}
