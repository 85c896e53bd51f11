import { foldText, foldToOne, foldToSeveral, letter, readLetter } from "./case-folding.ts";

/** Shorter patterns are searched byte by byte. */
const minSkip = 6;

/** Marks both cases of an ASCII letter. Other letters are marked by their first byte. */
function mark(table: Uint8Array, letter: number, kind: number): void {
  if (letter >= 0x80) return;
  const text = String.fromCharCode(letter);
  for (const variant of [text, text.toUpperCase()]) table[variant.charCodeAt(0)] = kind;
}

/** Pattern for case-insensitive search in JSON strings, with escapes decoded. */
export class SearchPattern {
  readonly #letters: readonly number[];
  /** Bytes that can start a match: 1 if the next byte must be checked, 2 if the full letter must be decoded. */
  readonly #begins = new Uint8Array(256);
  readonly #follows = new Uint8Array(256);
  readonly #within = new Uint8Array(256);
  /** Minimum number of bytes after the first byte of a match, or 0 if skipping gains nothing. */
  readonly #ahead: number;

  constructor(text: string) {
    this.#letters = foldText(text);
    // An ASCII letter takes at least one byte in every notation.
    const isAscii = this.#letters.every((letter) => letter < 0x80);
    this.#ahead = isAscii && this.#letters.length >= minSkip ? this.#letters.length - 1 : 0;
    const [first, second] = this.#letters;
    if (first === undefined) return;
    mark(this.#begins, first, 1);
    if (second === undefined) this.#follows.fill(1);
    else mark(this.#follows, second, 1);
    // Escapes can encode any letter, and letters beyond ASCII can fold to any (`ß` to `s`).
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

  /** Returns the next offset in `[at, to)` where a match can start, or `to`. */
  next(bytes: Uint8Array, at: number, to: number): number {
    const begins = this.#begins;
    const follows = this.#follows;
    const within = this.#within;
    const ahead = this.#ahead;
    let index = at;
    // Skips `ahead` bytes if the byte that far ahead cannot occur in a match; it is part of neither an escape nor a multi-byte letter.
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

  /** Returns the offset after a match that starts at `from`, or -1. A match ends between letters. */
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

  /** Returns the offset after a mismatch, past a backslash and the letter it escapes. */
  static step(bytes: Uint8Array, at: number): number {
    return bytes[at] === 0x5c ? 2 : 1;
  }
}
