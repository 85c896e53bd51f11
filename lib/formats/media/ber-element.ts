/** Header of an element at an offset (X.690 §8.1). `tag` holds all bytes of a long tag; `end` is null if the length is indefinite. */
export type Element = { tag: number; at: number; from: number; end: number | null };

/** Reads a header of a tag of one or two bytes. @returns null beyond these bytes or for an unusual length */
export function elementAt(bytes: Uint8Array, at: number): Element | null {
  let tag = bytes[at];
  if (tag === undefined) return null;
  let next = at + 1;
  if ((tag & 0x1f) === 0x1f) {
    const second = bytes[next];
    if (second === undefined || second >= 0x80) return null;
    tag = tag * 256 + second;
    next += 1;
  }
  const first = bytes[next];
  if (first === undefined) return null;
  next += 1;
  if (first < 0x80) return { tag, at, from: next, end: next + first };
  const count = first & 0x7f;
  if (count === 0) return { tag, at, from: next, end: null };
  if (count > 4) return null;
  let length = 0;
  for (let index = 0; index < count; index += 1) {
    const byte = bytes[next + index];
    if (byte === undefined) return null;
    length = length * 256 + byte;
  }
  return { tag, at, from: next + count, end: next + count + length };
}

/** The elements inside one, as far as these bytes reach; a last one may reach beyond them. */
export function childrenOf(bytes: Uint8Array, parent: Element | null | undefined, limit = 12): Element[] {
  const found: Element[] = [];
  if (!parent) return found;
  const end = parent.end ?? bytes.length;
  for (let at = parent.from; at < end && found.length < limit; ) {
    const one = elementAt(bytes, at);
    if (!one || (one.end !== null && one.end > end)) break;
    found.push(one);
    if (one.end === null) break;
    at = one.end;
  }
  return found;
}

/** An OBJECT IDENTIFIER's bytes in hexadecimal; empty for another element. */
export function oidAt(bytes: Uint8Array, one: Element | null | undefined): string {
  if (one?.tag !== 0x06 || one.end === null || one.end - one.from > 40) return "";
  return Array.from(bytes.subarray(one.from, one.end), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Where the object ends if nothing but padding follows it: zeros, 0xFF, or a chip's status word 0x9000. */
export function isPaddedTo(bytes: Uint8Array, end: number, sizeBytes: number): boolean {
  if (end === sizeBytes) return true;
  if (end > sizeBytes) return false;
  const seen = bytes.subarray(end, Math.min(bytes.length, sizeBytes));
  const isStatus = sizeBytes - end === 2 && seen[0] === 0x90 && seen[1] === 0;
  const fill = seen[0] === 0x90 && seen[1] === 0 ? seen.subarray(2) : seen;
  // Beyond the first bytes nothing is known, so a long object must end within a block of a chip file.
  if (seen.length === 0) return sizeBytes - end <= 4096;
  return isStatus || fill.every((byte) => byte === 0) || fill.every((byte) => byte === 0xff);
}
