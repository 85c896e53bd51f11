import { readEscape } from "./string-text.ts";

/** Folds case (`ß`, `ẞ` and `ss` are equal, `ſ` equals `s`) and decomposes (NFD), so that both forms of `é` match. @returns code points */
function foldPoint(point: number): readonly number[] {
  const text = String.fromCodePoint(point);
  // Lower-cases first, because `ẞ` has no upper-case form.
  const folded = text.toLowerCase().toUpperCase().toLowerCase().normalize("NFD");
  return Array.from(folded, (letter) => letter.codePointAt(0) as number);
}

/** Cache by code point: its single folded letter plus one, 0 if not computed, -1 if it folds to several. */
const single = new Int32Array(0x10000);
const several = new Map<number, readonly number[]>();

export function foldToOne(point: number): number {
  if (point < 0x80) return point >= 0x41 && point <= 0x5a ? point + 32 : point;
  if (point >= 0x10000) {
    const folded = foldToSeveral(point);
    return folded.length === 1 ? (folded[0] as number) : -1;
  }
  const known = single[point] as number;
  if (known !== 0) return known > 0 ? known - 1 : -1;
  const folded = foldPoint(point);
  const [first] = folded;
  const one = folded.length === 1 && first !== undefined;
  single[point] = one ? first + 1 : -1;
  return one ? first : -1;
}

export function foldToSeveral(point: number): readonly number[] {
  let folded = several.get(point);
  if (folded === undefined) {
    folded = foldPoint(point);
    several.set(point, folded);
  }
  return folded;
}

export function foldText(text: string): number[] {
  return Array.from(text).flatMap((letter) => foldToSeveral(letter.codePointAt(0) as number));
}

/** Result of `readLetter`, reused to avoid allocations during a search. */
export const letter = { point: 0, size: 0 };

/** Reads the letter at `at` into `letter`, as a decoded escape or UTF-8. The text must be well-formed. */
export function readLetter(bytes: Uint8Array, at: number): void {
  const first = bytes[at] as number;
  if (first === 0x5c) {
    const { point, size } = readEscape(bytes, at);
    letter.point = point;
    letter.size = size;
    return;
  }
  const tail = (offset: number) => (bytes[at + offset] as number) & 0x3f;
  letter.size = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (first < 0x80) letter.point = first;
  else if (first < 0xe0) letter.point = ((first & 0x1f) << 6) | tail(1);
  else if (first < 0xf0) letter.point = ((first & 0x0f) << 12) | (tail(1) << 6) | tail(2);
  else letter.point = ((first & 0x07) << 18) | (tail(1) << 12) | (tail(2) << 6) | tail(3);
}
