import { readStringText } from "./string-text.ts";

/** Marks `node` as the `nth` of `total` members of one object with the same name, counted from 1. */
export type DuplicateName = { offset: number; nth: number; total: number };

/** Compares names pairwise up to this many members, and through a hash table above. */
const pairwise = 12;

/**
 * Finds equal decoded names in one object (RFC 8259 §8.3).
 * @param names weak hash and offset of the opening quote, two words per member
 * @param seed random, so that the record's author cannot force hash collisions
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
  // Lone surrogates become U+FFFD: such names may share a hash, and their text is compared.
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
      const known = (table[slot] as number) - 1;
      if (known < 0) {
        table[slot] = member + 1;
        first[member] = member;
        break;
      }
      if (sameName(bytes, names[from + known * 2 + 1] as number, offset)) {
        first[member] = known;
        totals.set(known, (totals.get(known) ?? 1) + 1);
        break;
      }
      slot = (slot + 1) & (size - 1);
    }
  }
  if (totals.size === 0) return;
  const seen = new Map<number, number>();
  for (let member = 0; member < count; member++) {
    const known = first[member] as number;
    const total = totals.get(known);
    if (total === undefined) continue;
    const nth = (seen.get(known) ?? 0) + 1;
    seen.set(known, nth);
    report({ offset: names[from + member * 2 + 1] as number, nth, total });
  }
}
