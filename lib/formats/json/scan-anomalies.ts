import type { DuplicateName } from "./duplicate-names.ts";
import { decodeUtf8 } from "./string-text.ts";

/** Stores this many offsets of each kind, and only counts further ones. */
export const maxLocations = 10_000;

/** Count of one anomaly kind, and ascending offsets of its first occurrences (value or name). */
export type AnomalyLocations = { count: number; offsets: Set<number> };

/** Collects what a JSON parser would silently lose or change. */
export class ScanAnomalies {
  byteOrderMark = false;
  readonly duplicates: { count: number; kept: Map<number, DuplicateName> } = { count: 0, kept: new Map() };
  readonly loneSurrogates: AnomalyLocations = { count: 0, offsets: new Set() };
  readonly inexactNumbers: AnomalyLocations = { count: 0, offsets: new Set() };
  /** Long numbers that were not compared, because the limit on comparisons was reached. */
  uncomparedNumbers = 0;
  #compared = 0;

  addDuplicate(duplicate: DuplicateName): void {
    this.duplicates.count++;
    if (this.duplicates.kept.size < maxLocations) this.duplicates.kept.set(duplicate.offset, duplicate);
  }

  addLoneSurrogate(offset: number): void {
    this.loneSurrogates.count++;
    if (this.loneSurrogates.offsets.size < maxLocations) this.loneSurrogates.offsets.add(offset);
  }

  /** Checks a number that a double may not represent: long ones and those with an exponent. */
  compareNumber(bytes: Uint8Array, from: number, to: number): void {
    if (this.#compared >= maxLocations) {
      this.uncomparedNumbers++;
      return;
    }
    this.#compared++;
    if (isExactNumber(decodeUtf8(bytes, from, Math.min(to, from + 2_000))) && to - from <= 2_000) return;
    this.inexactNumbers.count++;
    if (this.inexactNumbers.offsets.size < maxLocations) this.inexactNumbers.offsets.add(from);
  }
}

/** Normalizes to significant digits and exponent, so that equal numbers give equal strings. */
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

/** True if a double keeps the digits: true for `0.1`, false for `12345678901234567890` and `1E400`. */
export function isExactNumber(text: string): boolean {
  const value = Number(text);
  if (!Number.isFinite(value)) return false;
  return normalForm(text) === normalForm(String(value));
}
