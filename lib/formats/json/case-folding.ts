import { readEscape } from "./string-text.ts";

/**
 * The form in which letters are compared: Unicode's full case folding (`ß`, `ẞ` and `ss` are one, `ſ` is `s`), then taken
 * apart (NFD), so that `é` is one letter or two alike. Answers code points.
 */
function foldPoint(point: number): readonly number[] {
  const text = String.fromCodePoint(point);
  // Through the lower case first: the capital ß has no upper case of its own.
  const folded = text.toLowerCase().toUpperCase().toLowerCase().normalize("NFD");
  return Array.from(folded, (letter) => letter.codePointAt(0) as number);
}

/** By code point: its one folded letter plus one; 0 when it was not worked out yet; -1 when there are several. */
const single = new Int32Array(0x10000);
const several = new Map<number, readonly number[]>();

/** The folded letter of a code point where there is just one, else -1. */
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

/** The folded letters of a text, as code points. */
export function foldText(text: string): number[] {
  return Array.from(text).flatMap((letter) => foldToSeveral(letter.codePointAt(0) as number));
}

/** What `readLetter` found: kept in one place, so that a search makes no garbage. */
export const letter = { point: 0, size: 0 };

/** Reads the letter at `at` of a well-formed text into `letter`: an escape as what it stands for, else UTF-8. */
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
