import { computeCheckDigit } from "#lib/formats/mrtd/check-digit";
import { readCountry } from "#lib/formats/mrtd/countries";
import { normalizeText } from "#lib/i18n/clean-text";
import {
  agrees,
  differs,
  fitsMask,
  guarded,
  isMasked,
  notComparable,
  similar,
  type ValueComparison,
} from "./comparison.ts";

/** Document number in a certificate (ETSI EN 319 412-1 section 5.1.3): `PASCH-X1234567`, `IDCCH-…`. */
const semantics = /^\s*(?:PAS|IDC)[A-Z]{2}-(?=\S)/;

/** Reduces a number to ASCII capitals and digits, without spaces, hyphens, points, slashes and fillers. */
function bare(text: string): string {
  return normalizeText(text)
    .replace(semantics, "")
    .toUpperCase()
    .replace(/\p{Nd}/gu, asciiDigit)
    .replace(/[\s<.\-/·–—_‐‑:,']/g, "");
}

/** Decimal digits form runs of ten from a code point that ends in 0 or 6. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  if (code < 128) return digit;
  const start = [...Array(10).keys()].find((back) => !/\p{Nd}/u.test(String.fromCodePoint(code - back - 1))) ?? 0;
  return String(start);
}

/** Letters that people and OCR confuse with digits, and Cyrillic and Greek capitals that look Latin. */
const lookAlikes: Record<string, string> = { O: "0", Q: "0", I: "1", L: "1" };
const sameShape = "АA ВB ЕE КK МM НH ОO РP СC ТT ХX УY ІI ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX".split(" ");
const shapes = new Map(sameShape.map((pair) => [pair.charAt(0), pair.charAt(1)]));

const foldShapes = (text: string) => [...text].map((sign) => shapes.get(sign) ?? sign).join("");
const foldLookAlikes = (text: string) => [...foldShapes(text)].map((sign) => lookAlikes[sign] ?? sign).join("");

/** Matches three or more X, which hide a part; fewer may be letters of the number. */
const hasCrosses = (text: string) => /x{3,}/i.test(text);

function compareMasked(left: string, right: string): ValueComparison {
  const mask = (text: string) =>
    bare(text.replace(/^\s*(?:\.{3}|…)|(?:\.{3}|…)\s*$/g, "*")).replace(/[*•●█∙#]+|X{3,}/g, "*");
  const [a, b] = [mask(left), mask(right)];
  const isHidden = (text: string) => text.includes("*");
  if (isHidden(a) && isHidden(b)) return notComparable("masked");
  const fits = isHidden(a) ? fitsMask(a, b) : fitsMask(b, a);
  return fits ? notComparable("masked") : differs("masked");
}

/** Matches a number followed by its check digit (ICAO Doc 9303 part 3 section 4.9). */
const hasCheckDigit = (long: string, short: string) =>
  /^[A-Z0-9]+$/.test(short) && short.length >= 5 && long === short + computeCheckDigit(short);

/** Matches a leading country code: `CHE X1234567`. */
const hasCountry = (long: string, short: string) =>
  long.endsWith(short) &&
  /^[A-Z]{2,3}$/.test(long.slice(0, -short.length)) &&
  readCountry(long.slice(0, -short.length)) !== null;

const withoutZeros = (text: string) => text.replace(/^0+(?=.)/, "");

/** Matches `12345678.0`, an integer written as a decimal. */
const decimal = /^\s*(\d+)\.0+\s*$/;

function compareBare(a: string, b: string): ValueComparison {
  if (a === b) return agrees("without_separators");
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  if (hasCheckDigit(long, short)) return similar("with_check_digit");
  if (withoutZeros(a) === withoutZeros(b)) return similar("leading_zeros");
  if (foldLookAlikes(a) === foldLookAlikes(b)) return similar("look_alike_letters");
  if (short.length >= 5 && hasCountry(long, short)) return similar("with_country_code");
  return differs("without_separators");
}

/**
 * Compares document numbers without separators, fillers and case. A check digit, leading zeros, a country code and
 * look-alikes are `similar`; a masked number is not comparable, or `differs` if its visible part contradicts.
 */
export const compareDocumentNumbers = guarded((left, right) => {
  if ([left, right].some((text) => isMasked(text) || hasCrosses(text))) return compareMasked(left, right);
  if ([left, right].some((text) => /^\s*\d(?:[.,]\d+)?e[+-]?\d+\s*$/i.test(text)))
    return notComparable("rounded_number");
  const [a, b] = [bare(left.replace(decimal, "$1")), bare(right.replace(decimal, "$1"))];
  if (decimal.test(left) !== decimal.test(right) && a === b) return similar("leading_zeros");
  return a === "" || b === "" ? notComparable("placeholder") : compareBare(a, b);
});

const minLength = 6;
const maxChanged = 2;
const maxSeparators = 8;

/** Matches numbers of one form with at most two different characters: `X1234567` and `X1234576`. */
export function isAlmostEqualNumber(left: string, right: string): boolean {
  // Compares lengths first, because separators add only a few characters.
  if (left.length < minLength || Math.abs(left.length - right.length) > maxSeparators) return false;
  const [a, b] = [bare(left), bare(right)];
  if (a.length !== b.length || a.length < minLength) return false;
  const kindOf = (sign: string) => (/\d/.test(sign) ? "digit" : "letter");
  let changed = 0;
  for (let at = 0; at < a.length; at++) {
    const [one, other] = [a.charAt(at), b.charAt(at)];
    if (kindOf(one) !== kindOf(other)) return false;
    if (one !== other && ++changed > maxChanged) return false;
  }
  return changed > 0;
}
