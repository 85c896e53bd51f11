import { foldText, foldToOne, foldToSeveral, letter, readLetter } from "./case-folding.ts";

/** Shorter texts are looked for byte by byte. */
const leastSkip = 6;

/** Both cases of an ASCII letter; others are told by their first byte alone. */
function mark(table: Uint8Array, letter: number, kind: number): void {
  if (letter >= 0x80) return;
  const text = String.fromCharCode(letter);
  for (const variant of [text, text.toUpperCase()]) table[variant.charCodeAt(0)] = kind;
}

/** A text to look for, compared letter by letter without case, with escapes read as what they stand for. */
export class SearchPattern {
  readonly #letters: readonly number[];
  /** Bytes at which a match can begin: 1 where the next byte is worth a look, 2 where the whole letter must be read. */
  readonly #begins = new Uint8Array(256);
  /** Bytes that can follow an ASCII first letter. */
  readonly #follows = new Uint8Array(256);
  /** Bytes that can stand anywhere in a match. */
  readonly #within = new Uint8Array(256);
  /** How many bytes after its first a match has for sure; 0 where knowing it would gain nothing. */
  readonly #ahead: number;

  constructor(text: string) {
    this.#letters = foldText(text);
    // ASCII letters are never fewer bytes than letters, however they are written.
    const isAscii = this.#letters.every((letter) => letter < 0x80);
    this.#ahead = isAscii && this.#letters.length >= leastSkip ? this.#letters.length - 1 : 0;
    const [first, second] = this.#letters;
    if (first === undefined) return;
    mark(this.#begins, first, 1);
    if (second === undefined) this.#follows.fill(1);
    else mark(this.#follows, second, 1);
    // Escapes may stand for any letter, and letters beyond ASCII fold to any (`ß` to `s`): each is looked at.
    for (const table of [this.#begins, this.#follows]) {
      table[0x5c] = 2;
      for (let lead = 0xc2; lead < 0xf5; lead++) table[lead] = 2;
    }
    for (const letter of this.#letters) mark(this.#within, letter, 1);
    for (const inEscape of '\\"/bfnrtu0123456789abcdefABCDEF') this.#within[inEscape.charCodeAt(0)] = 1;
    this.#within.fill(1, 0x80);
  }

  get isEmpty(): boolean {
    return this.#letters.length === 0;
  }

  /** The next offset from `at` on, before `to`, where a match could begin; `to` when there is none. */
  next(bytes: Uint8Array, at: number, to: number): number {
    const begins = this.#begins;
    const follows = this.#follows;
    const within = this.#within;
    const ahead = this.#ahead;
    let index = at;
    // A match that begins at `index` or up to `ahead` bytes later holds the byte that far ahead: if none can, all are passed
    // by. Such a byte is in no escape and no longer letter, so what follows it is again the beginning of one.
    const safe = ahead > 0 ? Math.min(to, bytes.length - ahead) : at;
    while (index < safe) {
      if (within[bytes[index + ahead] as number] === 0) {
        index += ahead + 1;
        continue;
      }
      const kind = begins[bytes[index] as number] as number;
      if (kind === 2 || (kind === 1 && follows[bytes[index + 1] as number] !== 0)) return index;
      index++;
    }
    while (index < to) {
      const kind = begins[bytes[index] as number] as number;
      if (kind === 2 || (kind === 1 && follows[bytes[index + 1] as number] !== 0)) return index;
      index++;
    }
    return to;
  }

  /** The offset after a match that begins at `from`, or -1. A match begins and ends between whole letters of the text. */
  matchEnd(bytes: Uint8Array, from: number): number {
    const letters = this.#letters;
    let at = from;
    for (let index = 0; index < letters.length; ) {
      const byte = bytes[at] as number;
      if (byte < 0x80 && byte !== 0x5c) {
        if (byte === 0x22 || (byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte) !== letters[index]) return -1;
        at++;
        index++;
        continue;
      }
      readLetter(bytes, at);
      const { point, size } = letter;
      const one = foldToOne(point);
      if (one >= 0) {
        if (one !== letters[index]) return -1;
        index++;
      } else {
        for (const part of foldToSeveral(point)) if (part !== letters[index++]) return -1;
      }
      at += size;
    }
    return at;
  }

  /** How far to go on from `at`, where no match begins: over a backslash and the letter that it escapes. */
  static step(bytes: Uint8Array, at: number): number {
    return bytes[at] === 0x5c ? 2 : 1;
  }
}
