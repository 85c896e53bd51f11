import { normalizeText } from "#lib/i18n/clean-text";
import { alpha2Codes, byCode, specialCodes } from "./country-codes.ts";
import { findCountryName } from "./country-names.ts";

/** Decodes a flag emoji, two regional indicator symbols. */
const readFlag = (text: string) =>
  /^[\u{1f1e6}-\u{1f1ff}]{2}$/u.test(text)
    ? String.fromCharCode(...[...text].map((sign) => (sign.codePointAt(0) ?? 0) - 0x1f1e6 + 65))
    : null;

function readOne(text: string): string | null {
  const code = (readFlag(text) ?? text).toUpperCase().replace(/[<.\s]/g, "");
  if (specialCodes.has(code)) return code;
  if (code.length === 2 && alpha2Codes.has(code)) return code;
  // A numeric code may have lost its leading zeros: 40 is Austria.
  const numeric = /^\d{1,3}$/.test(code) ? code.padStart(3, "0") : code;
  return byCode.get(numeric) ?? findCountryName(text);
}

/**
 * Reads every country in a text such as `CHE`, `D<<`, `756`, `Schweiz`, `CHE - Switzerland` or `CH, IT`.
 * @returns alpha-2 codes or special codes of ICAO 9303; empty if any part is unknown
 */
export function readCountries(text: string): string[] {
  const plain = normalizeText(text);
  if (plain === "" || plain.length > 120) return [];
  const whole = readOne(plain);
  if (whole) return [whole];
  const parts = plain.split(/\s*[,;/|()[\]:]\s*|\s+[-–—]\s+|\s+(?:and|und|et|e)\s+/).filter(Boolean);
  const codes = parts.length > 1 ? parts.map(readOne) : [];
  return codes.includes(null) ? [] : [...new Set(codes as string[])];
}

/** Returns the alpha-2 code or special ICAO 9303 code if the text names exactly one country, or null. */
export function readCountry(text: string): string | null {
  const [code, ...more] = readCountries(text);
  return code && more.length === 0 ? code : null;
}
