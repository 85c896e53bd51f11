import { foldText, foldToOne, foldToSeveral, letter, readLetter } from "./fold.ts";

/** Both cases of an ASCII letter; others are told by their first byte alone. */
function mark(table: Uint8Array, letter: number, kind: number): void {
  if (letter >= 0x80) return;
  const text = String.fromCharCode(letter);
  for (const variant of [text, text.toUpperCase()]) table[variant.charCodeAt(0)] = kind;
}

/** A text to look for, compared letter by letter without case, with escapes read as what they stand for. */
export class Needle {
  readonly #letters: readonly number[];
  /** Bytes at which a match can begin: 1 where the next byte is worth a look, 2 where the whole letter must be read. */
  readonly #begins = new Uint8Array(256);
  /** Bytes that can follow an ASCII first letter. */
  readonly #follows = new Uint8Array(256);

  constructor(text: string) {
    this.#letters = foldText(text);
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
  }

  get isEmpty(): boolean {
    return this.#letters.length === 0;
  }

  /** The next offset from `at` on, before `to`, where a match could begin; `to` when there is none. */
  next(bytes: Uint8Array, at: number, to: number): number {
    const begins = this.#begins;
    const follows = this.#follows;
    let index = at;
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
