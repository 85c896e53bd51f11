import { foldText, foldToOne, foldToSeveral, letter, readLetter } from "./fold.ts";

/** A text to look for, compared letter by letter without case, with escapes read as what they stand for. */
export class Needle {
  readonly #letters: readonly number[];
  /** Bytes at which a match can begin. */
  readonly #begins = new Uint8Array(256);

  constructor(text: string) {
    this.#letters = foldText(text);
    const [first] = this.#letters;
    if (first === undefined) return;
    this.#begins[0x5c] = 1;
    if (first < 0x80) {
      const ascii = String.fromCharCode(first);
      for (const variant of [ascii, ascii.toUpperCase()]) this.#begins[variant.charCodeAt(0)] = 1;
    }
    // Letters beyond ASCII fold to any first letter (`ß` to `s`): each is looked at.
    for (let lead = 0xc2; lead < 0xf5; lead++) this.#begins[lead] = 1;
  }

  get isEmpty(): boolean {
    return this.#letters.length === 0;
  }

  /** The next offset from `at` on, before `to`, where a match could begin; `to` when there is none. */
  next(bytes: Uint8Array, at: number, to: number): number {
    const begins = this.#begins;
    let index = at;
    while (index < to && begins[bytes[index] as number] === 0) index++;
    return index;
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
