import { type DateReading, makeDate, makeMoment, makeShort, oneOf } from "./date-parts.ts";

const two = (text: string, at: number) => Number(text.slice(at, at + 2));
const four = (text: string, at: number) => Number(text.slice(at, at + 4));

/** Reads YYYYMMDD, DDMMYYYY or MMDDYYYY, whichever give a date. */
const readEight = (digits: string) =>
  makeDate(four(digits, 0), two(digits, 4), two(digits, 6)) ??
  oneOf([
    makeDate(four(digits, 4), two(digits, 2), two(digits, 0)),
    makeDate(four(digits, 4), two(digits, 0), two(digits, 2)),
  ]);

/** Reads YYMMDD (MRZ), else YYYYMM, else DDMMYY. */
const readSix = (digits: string) =>
  makeShort(two(digits, 0), two(digits, 2), two(digits, 4)) ??
  oneOf([
    two(digits, 4) > 0 ? makeDate(four(digits, 0), two(digits, 4), 0) : null,
    makeShort(two(digits, 4), two(digits, 2), two(digits, 0)),
  ]);

function readStamp(digits: string): DateReading | null {
  const day = makeDate(four(digits, 0), two(digits, 4), two(digits, 6));
  const [hours, minutes, seconds] = [two(digits, 8), two(digits, 10), digits.length === 14 ? two(digits, 12) : 0];
  if (day?.kind !== "date" || hours > 23 || minutes > 59 || seconds > 59) return null;
  const sinceMidnight = ((hours * 60 + minutes) * 60 + seconds) * 1000;
  return makeMoment(Date.parse(day.iso) + sinceMidnight, sinceMidnight === 0 ? day.iso : null);
}

/** Returns the unit in milliseconds of a count since 1970, by its number of digits. */
function unitOf(length: number): number | null {
  if (length <= 10) return 1000;
  if (length <= 14) return 1;
  if (length <= 17) return 1e-3;
  return length <= 20 ? 1e-6 : null;
}

function readEpoch(text: string, digits: string): DateReading | null {
  const unit = unitOf(digits.length);
  return unit === null ? null : makeMoment(Math.floor(Number(text) * unit));
}

/** Reads 19840229, 840229, 1984 or an epoch count. Null if not a number; `unreadable` for ambiguous numbers. */
export function readNumericDate(text: string): DateReading | null {
  const match = /^([+-]?)(\d{1,20})(?:[.,]\d{1,9})?$/.exec(
    text.replace(/^(\d{8})t?(\d{6})z?$/, "$1$2").replace(/\.0+$/, ""),
  );
  const [, sign = "", digits = ""] = match ?? [];
  // 02.1984 and 1984.02 are a month with its year.
  if (!match || /^\d{1,4}[.,]\d{1,4}$/.test(text)) return null;
  if (/^0+$/.test(digits)) return { kind: "unset" };
  const unreadable: DateReading = { kind: "unreadable" };
  if (sign === "-") return digits.length >= 5 ? (readEpoch(text, digits) ?? unreadable) : unreadable;
  if (digits.length === 4) return makeDate(Number(digits), 0, 0) ?? unreadable;
  if (digits.length === 6) return readSix(digits) ?? unreadable;
  if (digits.length < 8) return unreadable;
  const isStamp = digits.length === 12 || digits.length === 14;
  const stamp = isStamp ? readStamp(digits) : null;
  // Twelve digits of 1976 in milliseconds may resemble YYYYMMDDhhmm.
  if (stamp?.kind === "moment" && digits.length === 12) {
    const epoch = readEpoch(text, digits);
    return { kind: "ambiguous", isos: [...stamp.isos, ...(epoch?.kind === "moment" ? epoch.isos : [])] };
  }
  const whole = digits.length === 8 ? readEight(digits) : stamp;
  return whole ?? readEpoch(text, digits) ?? unreadable;
}
