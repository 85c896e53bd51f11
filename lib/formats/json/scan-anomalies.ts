import type { DuplicateName } from "./duplicate-names.ts";
import { decodeUtf8 } from "./string-text.ts";

/** How many places of each kind are kept; beyond them only the count goes on. */
export const keptPlaces = 10_000;

/** One kind of oddity: how often it was seen, and the offsets of the first ones (of the value or the name itself), in order. */
export type Places = { count: number; offsets: Set<number> };

/** What a record holds that a parser would lose or change without a word. */
export class ScanAnomalies {
  byteOrderMark = false;
  readonly duplicates: { count: number; kept: Map<number, DuplicateName> } = { count: 0, kept: new Map() };
  readonly loneSurrogates: Places = { count: 0, offsets: new Set() };
  readonly inexactNumbers: Places = { count: 0, offsets: new Set() };
  /** Numbers of 16 digits and more that were not compared any more because there are too many of them. */
  uncomparedNumbers = 0;
  #compared = 0;

  addDuplicate(duplicate: DuplicateName): void {
    this.duplicates.count++;
    if (this.duplicates.kept.size < keptPlaces) this.duplicates.kept.set(duplicate.offset, duplicate);
  }

  addLoneSurrogate(offset: number): void {
    this.loneSurrogates.count++;
    if (this.loneSurrogates.offsets.size < keptPlaces) this.loneSurrogates.offsets.add(offset);
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
    if (this.inexactNumbers.offsets.size < keptPlaces) this.inexactNumbers.offsets.add(from);
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
