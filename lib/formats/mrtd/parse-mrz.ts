/** Parses MRZs of passports, cards, visas and licences. An unknown layout is identified but not parsed. */
import { readCard, readTwoLines } from "./mrz-icao-layouts.ts";
import { padLine, repairLine } from "./mrz-lines.ts";
import { type Mrz, makeMrz } from "./mrz-model.ts";
import { readFrenchCard, readFrenchLicence, readRussianPassport, readSwissLicence } from "./mrz-national-layouts.ts";

export { computeCheckDigit } from "./check-digit.ts";
export { splitMrz } from "./mrz-lines.ts";
export type { Mrz } from "./mrz-model.ts";

type Found = { zone: Mrz; count: number };
type Fit = (line: string, width: number) => string | null;

/** Fits lines to these widths. @returns null if one is missing or does not fit */
function take(lines: readonly string[], widths: readonly number[], fitLine: Fit): string[] | null {
  const taken = widths.map((width, index) => (lines[index] ? fitLine(lines[index], width) : null));
  return taken.includes(null) ? null : (taken as string[]);
}

const exact: Fit = (line, width) => (line.length === width ? line : null);

/** Requires the final check digit of a second line, except for visas, which end in optional data. */
const isWhole = (second: string | undefined, width: number, isVisa: boolean) =>
  second?.length === width || (isVisa && (second?.length ?? 0) >= 28);

function readWithWidth(lines: readonly string[], width: 36 | 44, fitLine: Fit): Mrz | null {
  const pair = take(lines, [width, width], fitLine);
  if (!pair) return null;
  const two = pair as [string, string];
  return width === 36 ? (readFrenchCard(two) ?? readTwoLines(two)) : (readRussianPassport(two) ?? readTwoLines(two));
}

function readKnown(lines: readonly string[], fitLine: Fit, isRepair: boolean): Found | null {
  const [first = "", second = ""] = lines;
  const licence = take(lines, [30], exact);
  const french = licence && readFrenchLicence(licence[0] ?? "");
  if (french) return { zone: french, count: 1 };
  const swiss = take(lines, [9, 30, 30], fitLine);
  const zone = swiss && readSwissLicence(swiss as [string, string, string]);
  if (zone) return { zone, count: 3 };
  if (isRepair || second.length === 30) {
    const three = take(lines, [30, 30, 30], fitLine);
    const card = three && readCard(three as [string, string, string]);
    if (card) return { zone: card, count: 3 };
  }
  const isVisa = first.startsWith("V");
  for (const width of [36, 44] as const) {
    const found = isRepair || isWhole(second, width, isVisa) ? readWithWidth(lines, width, fitLine) : null;
    if (found) return { zone: found, count: 2 };
  }
  return null;
}

function repairDigits(lines: readonly string[]): string[] {
  const digits: Record<string, string> = { O: "0", Q: "0", D: "0", I: "1", L: "1", Z: "2", S: "5", B: "8", G: "6" };
  const fix = (line: string, from: number, to: number) =>
    line.slice(0, from) + [...line.slice(from, to)].map((sign) => digits[sign] ?? sign).join("") + line.slice(to);
  return lines.map((line, index) => {
    if (index !== 1) return line;
    return line.length <= 30 ? fix(fix(line, 0, 7), 8, 15) : fix(fix(fix(line, 9, 10), 13, 20), 21, 28);
  });
}

/** Keeps only names, which have no check digit, and fields with valid check digits, because other values may come from the repair. */
function markRepaired(zone: Mrz): Mrz {
  const { failed } = zone;
  const isRight = (name: (typeof failed)[number]) => !failed.includes(name);
  return {
    ...zone,
    documentNumber: isRight("document_number") ? zone.documentNumber : null,
    birthDate: isRight("birth_date") ? zone.birthDate : null,
    expiryDate: isRight("expiry_date") ? zone.expiryDate : null,
    isRepaired: true,
    isChecked: false,
    failed: [],
  };
}

/** Recognises an MRZ of unknown layout by equal widths, fillers, document code and state. */
function readUnknown(lines: readonly string[]): Found | null {
  const [first = "", second] = lines;
  const width = first.length;
  if (![30, 36, 44].includes(width) || !/^[A-Z][A-Z0-9<][A-Z<]{3}/.test(first)) return null;
  if (/^D[A-Z0-9<][A-Z]{3}/.test(first) && width === 30 && second?.length !== 30)
    return { zone: makeMrz("unknown", {}), count: 1 };
  const same = lines.slice(0, width === 30 ? 3 : 2).filter((line, index) => index === 0 || line.length === width);
  const hasNames = same.some((line) => line.includes("<<"));
  const isComplete = same.length === (width === 30 ? 3 : 2);
  return isComplete && hasNames && /\d/.test(same.join(""))
    ? { zone: makeMrz("unknown", {}), count: same.length }
    : null;
}

/**
 * Parses the MRZ at the start of the lines. If only OCR repair makes it readable, `isRepaired` is set and `failed` stays empty.
 * @param lines output of `splitMrz`
 * @returns the MRZ and its line count, or null
 */
export function parseMrz(lines: readonly string[]): Found | null {
  const plain = lines.slice(0, 3);
  // A name does not end in four K, so OCR read fillers as K.
  const isNoisy = plain.some((line) => /K{4,}$/.test(line));
  const found = isNoisy ? null : readKnown(plain, padLine, false);
  if (found) return found;
  for (const variant of [plain, repairDigits(plain)]) {
    const repaired = readKnown(variant, repairLine, true);
    if (repaired) return { zone: markRepaired(repaired.zone), count: repaired.count };
  }
  return readUnknown(plain);
}
