import { readStringText } from "./string-text.ts";

/** Marks `node` as the `nth` of `total` members of one object that have the same name, both from 1. */
export type DuplicateName = { offset: number; nth: number; total: number };

/** Objects with up to this many members are compared pair by pair; larger ones through a hash table. */
const pairwise = 12;

/**
 * Finds equal names in one object. `names` holds two words per member: a weak hash and the offset of the opening quote.
 * Names are equal when they are after decoding escapes (RFC 8259 section 8.3). `seed` makes the table's hash unpredictable
 * to whoever wrote the record.
 */
export function findDuplicateNames(
  bytes: Uint8Array,
  names: Int32Array,
  from: number,
  to: number,
  seed: number,
  report: (duplicate: DuplicateName) => void,
): void {
  const count = (to - from) >> 1;
  if (count < 2) return;
  if (count > pairwise) {
    findInTable(bytes, names, from, count, seed, report);
    return;
  }
  for (let right = from + 2; right < to; right += 2) {
    const hash = names[right] as number;
    for (let left = from; left < right; left += 2) {
      if (names[left] === hash && sameName(bytes, names[left + 1] as number, names[right + 1] as number)) {
        findInTable(bytes, names, from, count, seed, report);
        return;
      }
    }
  }
}

function sameName(bytes: Uint8Array, left: number, right: number): boolean {
  let at = 1;
  for (;;) {
    const a = bytes[left + at] as number;
    const b = bytes[right + at] as number;
    if (a === 0x5c || b === 0x5c) return readStringText(bytes, left) === readStringText(bytes, right);
    if (a !== b) return false;
    if (a === 0x22) return true;
    at++;
  }
}

/** FNV-1a with a seed, over the name's bytes, decoded first when it has escapes. */
function hashName(bytes: Uint8Array, offset: number, seed: number): number {
  let hash = seed;
  for (let at = offset + 1; bytes[at] !== 0x22; at++) {
    if (bytes[at] === 0x5c) return hashDecoded(bytes, offset, seed);
    hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  }
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
}

function hashDecoded(bytes: Uint8Array, offset: number, seed: number): number {
  let hash = seed;
  // Half a surrogate pair becomes U+FFFD here: such names may share a hash, and are told apart by their text.
  for (const byte of new TextEncoder().encode(readStringText(bytes, offset))) hash = Math.imul(hash ^ byte, 0x01000193);
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
}

function findInTable(
  bytes: Uint8Array,
  names: Int32Array,
  from: number,
  count: number,
  seed: number,
  report: (duplicate: DuplicateName) => void,
): void {
  let size = 16;
  while (size < count * 2) size *= 2;
  const table = new Int32Array(size);
  const first = new Int32Array(count);
  const totals = new Map<number, number>();
  for (let member = 0; member < count; member++) {
    const offset = names[from + member * 2 + 1] as number;
    let slot = hashName(bytes, offset, seed) & (size - 1);
    for (;;) {
      const held = (table[slot] as number) - 1;
      if (held < 0) {
        table[slot] = member + 1;
        first[member] = member;
        break;
      }
      if (sameName(bytes, names[from + held * 2 + 1] as number, offset)) {
        first[member] = held;
        totals.set(held, (totals.get(held) ?? 1) + 1);
        break;
      }
      slot = (slot + 1) & (size - 1);
    }
  }
  if (totals.size === 0) return;
  const seen = new Map<number, number>();
  for (let member = 0; member < count; member++) {
    const held = first[member] as number;
    const total = totals.get(held);
    if (total === undefined) continue;
    const nth = (seen.get(held) ?? 0) + 1;
    seen.set(held, nth);
    report({ offset: names[from + member * 2 + 1] as number, nth, total });
  }
}
