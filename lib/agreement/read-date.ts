import { normalizeText } from "#lib/i18n/clean-text";
import { type DateReading, makeDate, makeMoment, makeShort, oneOf } from "./date-parts.ts";
import { readMonthName } from "./month-names.ts";
import { readNumericDate } from "./read-numeric-date.ts";

export type { DateReading } from "./date-parts.ts";

const dashes = /[‐‑‒–—−]/g;

/** Unknown days and months as `xx`, `--` or `??`. */
const unknownPart = /(?<![a-z\d])(?:xx|--|\?\?|\*\*|__)(?![a-z\d])/g;

function readSeparated(text: string): DateReading | null {
  const match = /^(\d{1,4})( ?[./\-·] ?| )(\d{1,2})\2(\d{1,4})\.?$/.exec(text);
  if (!match) return null;
  const [, first = "", sign = "", second = "", third = ""] = match;
  const [a, b, c] = [Number(first), Number(second), Number(third)];
  if (first.length === 4) return third.length <= 2 ? makeDate(a, b, c) : null;
  if (first.length > 2 || third.length === 3 || third.length === 1) return null;
  const isPoint = sign.trim() === ".";
  if (third.length === 4) {
    // 00/02/1984 is a month alone.
    if (a === 0 || b === 0) return makeDate(c, a || b, 0);
    const dayFirst = makeDate(c, b, a);
    return isPoint ? (dayFirst ?? makeDate(c, a, b)) : oneOf([dayFirst, makeDate(c, a, b)]);
  }
  const dayFirst = makeShort(c, b, a);
  // With points the day comes first unless that day does not exist: 84.02.29.
  if (isPoint) return dayFirst ?? makeShort(a, b, c);
  return oneOf([dayFirst, makeShort(c, a, b), makeShort(a, b, c)]);
}

/** First years of the Japanese eras and of the Republic of China, less one. */
const eras: Record<string, number> = {
  明治: 1867,
  大正: 1911,
  昭和: 1925,
  平成: 1988,
  令和: 2018,
  民國: 1911,
  民国: 1911,
};

function readEastAsian(text: string): DateReading | null {
  const match =
    /^(明治|大正|昭和|平成|令和|民國|民国)? ?(\d{1,4}|元) ?[年년] ?(\d{1,2}) ?[月월](?: ?(\d{1,2}) ?[日일])?$/.exec(
      text,
    );
  if (!match) return null;
  const [, era, year = "", month, day] = match;
  const start = era === undefined ? 0 : (eras[era] ?? 0);
  return makeDate(start + (year === "元" ? 1 : Number(year)), Number(month), Number(day ?? 0));
}

const beside =
  /^(?:of|de|den|der|del|di|le|il|the|el|am|du|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica|lun|mer|gio|ven|sab|dom|jeu|sam|dim)$/;

/** Reads `29 FEB/FÉV 1984`, `Feb 29, 1984`, `29. Februar 84`, `29FEB1984`, `29.II.1984`. Null for others. */
function readNamedMonth(text: string): DateReading | null {
  const parts = text.replace(/(\d)(?:st|nd|rd|th|er|re|º|°|ª)(?![a-z])/g, "$1").match(/\d+|\p{L}[\p{L}\p{M}]*/gu);
  if (!parts || parts.length > 8) return null;
  const words = parts.filter((part) => !/\d/.test(part));
  const numbers = parts.filter((part) => /\d/.test(part));
  if (numbers.length === 0 || numbers.length > 2 || numbers.some(({ length }) => length === 3 || length > 4))
    return null;
  const months = words.map(readMonthName);
  const known = months.filter(({ length }) => length > 0);
  const [candidates = []] = known;
  const common = candidates.filter((month) => known.every((one) => one.includes(month)));
  // Beside a known month, a bilingual passport may have one in an unknown language.
  const isBilingual = text.includes("/") && words.length === 2;
  const others = words.filter(
    (word, index) => months[index]?.length === 0 && !beside.test(word.normalize("NFD").replace(/\p{M}/gu, "")),
  );
  const [month] = common;
  if (month === undefined || common.length > 1 || (others.length > 0 && !isBilingual)) return null;
  const [first = "", second] = numbers;
  if (second === undefined) return first.length === 4 ? makeDate(Number(first), month, 0) : null;
  if (first.length === 4) return second.length <= 2 ? makeDate(Number(first), month, Number(second)) : null;
  if (second.length === 4) return makeDate(Number(second), month, Number(first));
  if (second.length === 1) return null;
  return makeShort(Number(second), month, Number(first)) ?? makeShort(Number(first), month, Number(second));
}

/** Reads MRZ fillers for unknown parts: `84<<<<` and `8402<<` (ICAO Doc 9303 part 3 section 4.8). */
function readFilled(text: string): DateReading | null {
  const match = /^(\d\d)(?:(\d\d)<<|<<<<)$/.exec(text);
  return match ? makeShort(Number(match[1]), Number(match[2] ?? 0), 0) : null;
}

function readPartial(text: string): DateReading | null {
  const match = /^(\d{4})[-/.](\d{1,2})$/.exec(text) ?? /^(\d{1,2})[-/.](\d{4})$/.exec(text);
  if (!match) return null;
  const [, first = "", second = ""] = match;
  return first.length === 4 ? makeDate(Number(first), Number(second), 0) : makeDate(Number(second), Number(first), 0);
}

const readCalendar = (text: string) =>
  readSeparated(text) ?? readEastAsian(text) ?? readFilled(text) ?? readPartial(text) ?? readNamedMonth(text);

const timed =
  /^(.*?[^\s,t])(?:t| ?, ?| )(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)? ?(am|pm|uhr)? ?(z|utc|gmt)?(?:([+-])(\d\d):?(\d\d)?)? ?(?:\[[^\]]*\]|\([^)]*\)|[a-z]{2,5})?$/;
/** Reads `Wed Feb 29 00:00:00 CET 1984`, as C and Java write dates. */
const yearLast = /^([a-z]{3} [a-z]{3} \d{1,2}) (\d\d:\d\d:\d\d)((?: [a-z]{3,5})?) (\d{4})$/;

/** Reads a date with a time. Without an offset it is assumed UTC; `isos` cover every zone. */
function readTimed(text: string): DateReading | null {
  const match = timed.exec(text.replace(yearLast, "$1 $4 $2$3"));
  if (!match) return null;
  const [, head = "", hours, minutes, seconds = "0", fraction = "0", half, , sign, offsetHours, offsetMinutes = "0"] =
    match;
  const day = readCalendar(head) ?? (/^\d{8}$/.test(head) ? readNumericDate(head) : null);
  if (day?.kind !== "date") return day;
  const hour = half === "am" || half === "pm" ? (Number(hours) % 12) + (half === "pm" ? 12 : 0) : Number(hours);
  if (hour > 24 || Number(minutes) > 59 || Number(seconds) > 60) return null;
  const offset = sign ? (sign === "-" ? -1 : 1) * (Number(offsetHours) * 60 + Number(offsetMinutes)) : 0;
  const sinceMidnight = ((hour * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(`0.${fraction}`) * 1000;
  return makeMoment(Date.parse(day.iso) + sinceMidnight - offset * 60_000, sinceMidnight === 0 ? day.iso : null);
}

/**
 * Reads national date forms, month names, MRZ, Japanese, Chinese and Korean dates, times, epoch seconds to nanoseconds,
 * `/Date(…)/`. Does not guess spreadsheet serials.
 */
export function readDate(text: string): DateReading {
  const unreadable: DateReading = { kind: "unreadable" };
  if (text.length > 80) return unreadable;
  const plain = normalizeText(text)
    .toLowerCase()
    .replace(dashes, "-")
    .replace(unknownPart, "00")
    .replace(/\. (?=\d)/g, ".");
  if (!/\d|元/.test(plain)) return unreadable;
  const dateOnly = /^(\d{4}-\d\d-\d\d)(?:z|[+-]\d\d:\d\d)$/.exec(plain);
  const wrapped = /^\\?\/date\((-?\d{1,16})(?:[+-]\d{4})?\)\\?\/$/.exec(plain);
  if (wrapped) return makeMoment(Number(wrapped[1])) ?? unreadable;
  return readNumericDate(plain) ?? readCalendar(dateOnly?.[1] ?? plain) ?? readTimed(plain) ?? unreadable;
}

/** Returns YYYY-MM-DD, also for a moment written with a date; null for other readings. */
export function readPlainDate(text: string): string | null {
  const reading = readDate(text);
  if (reading.kind === "date") return reading.iso;
  return reading.kind === "moment" ? reading.written : null;
}
