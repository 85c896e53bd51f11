/** Tag and length of an element (X.690 section 8.1); `from` is the offset of its content. */
export type BerHeader = { tag: number; from: number; length: number | null };

/**
 * Reads the header at `at`; tags have one byte. `length` is null for the indefinite form, which DER does not permit.
 * @returns null if the header is truncated, or its length has more than `maxLengthBytes`
 */
export function readBerHeader(bytes: Uint8Array, at: number, maxLengthBytes = 4): BerHeader | null {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined) return null;
  if (first < 0x80) return { tag, from: at + 2, length: first };
  const count = first & 0x7f;
  if (count === 0) return { tag, from: at + 2, length: null };
  const from = at + 2 + count;
  if (count > maxLengthBytes || from > bytes.length) return null;
  let length = 0;
  for (let index = at + 2; index < from; index += 1) length = length * 256 + (bytes[index] ?? 0);
  return { tag, from, length };
}
