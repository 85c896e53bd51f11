import { decodeUtf8 } from "./string-text.ts";
import type { DuplicateName } from "./duplicate-names.ts";

/** How many places of each kind are kept; beyond them only the count goes on. */
export const keptPlaces = 10_000;

/** One kind of oddity: how often it was seen, and the offsets of the first ones (of the value or the name itself). */
export type Places = { count: number; offsets: number[] };

/** What a record holds that a parser would lose or change without a word. */
export class ScanNotes {
  byteOrderMark = false;
  readonly duplicates: { count: number; kept: DuplicateName[] } = { count: 0, kept: [] };
  readonly loneSurrogates: Places = { count: 0, offsets: [] };
  readonly inexactNumbers: Places = { count: 0, offsets: [] };
  /** Numbers of 16 digits and more that were not compared any more because there are too many of them. */
  uncomparedNumbers = 0;
  #compared = 0;

  addDuplicate(duplicate: DuplicateName): void {
    this.duplicates.count++;
    if (this.duplicates.kept.length < keptPlaces) this.duplicates.kept.push(duplicate);
  }

  addLoneSurrogate(offset: number): void {
    this.loneSurrogates.count++;
    if (this.loneSurrogates.offsets.length < keptPlaces) this.loneSurrogates.offsets.push(offset);
  }

  /** Called for numbers that a double may not hold: long ones and those with an exponent. */
  compareNumber(bytes: Uint8Array, from: number, to: number): void {
    if (this.#compared >= keptPlaces) {
      this.uncomparedNumbers++;
      return;
    }
    this.#compared++;
    if (isExactNumber(decodeUtf8(bytes, from, Math.min(to, from + 2_000))) && to - from <= 2_000) return;
    this.inexactNumbers.count++;
    if (this.inexactNumbers.offsets.length < keptPlaces) this.inexactNumbers.offsets.push(from);
  }
}

/** Digits without leading and trailing zeros, and the power of ten of the first: two equal numbers have equal forms. */
function normalForm(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) return text;
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  const digits = (whole + fraction).replace(/^0+/, "");
  if (digits === "") return "0";
  const leadingZeros = (whole + fraction).length - digits.length;
  const power = BigInt(exponent) + BigInt(whole.length - leadingZeros);
  return `${sign}${digits.replace(/0+$/, "")}e${power}`;
}

/** True when a double says the same digits as the text: `0.1` does, `12345678901234567890` and `1E400` do not. */
export function isExactNumber(text: string): boolean {
  const value = Number(text);
  if (!Number.isFinite(value)) return false;
  return normalForm(text) === normalForm(String(value));
}
