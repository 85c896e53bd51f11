import { wallTimeMs } from "./time-reading.ts";

/** Leading date of a text, numeric or with an English month name. */
export type LeadingDate = { date: { year: number; month: number; day: number }; rest: string };

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const weekday = /^(sun|mon|tue|wed|thu|fri|sat)(?:day|sday|nesday|rsday|urday)?\.?,? /i;
/** C, Java, JavaScript and Ruby put the year after or before the time: `Nov 27 10:09:29 CET 2026`. */
const yearLast = /^([a-z]{3}) {1,2}(\d\d?) (\d\d:\d\d:\d\d)( .*)? (\d{4})$/i;
const monthFirst = /^([a-z]{3,9})\.? (\d\d?),? (\d{4})(?=[ ,]|$)/i;

type Reader = {
  pattern: RegExp;
  read: (parts: string[]) => [year: string | undefined, month: number, day: number] | null;
};

const readers: Reader[] = [
  { pattern: /^(\d{4})-(\d\d)-(\d\d)(?!\d)/, read: ([y, m, d]) => [y, Number(m), Number(d)] },
  { pattern: /^(\d{4})([/.])(\d\d?)\2(\d\d?)(?!\d)/, read: ([y, , m, d]) => [y, Number(m), Number(d)] },
  { pattern: /^(\d{4})(\d\d)(\d\d)(?=T|$)/i, read: ([y, m, d]) => [y, Number(m), Number(d)] },
  { pattern: /^(\d\d?)\. ?(\d\d?)\. ?(\d{4})(?!\d)/, read: ([d, m, y]) => [y, Number(m), Number(d)] },
  { pattern: /^(\d\d?)([/-])(\d\d?)\2(\d{4})(?!\d)/, read: ([a, , b, y]) => readEitherOrder(y, Number(a), Number(b)) },
  {
    pattern: /^(\d\d?)([ -])([a-z]{3,9})\2(\d{4}|\d\d)(?!\d)/i,
    read: ([d, , name, y]) => [expandYear(y), monthOf(name), Number(d)],
  },
  { pattern: monthFirst, read: ([name, d, y]) => [y, monthOf(name), Number(d)] },
];

/** Reads day and month in either order, if only one is possible. */
function readEitherOrder(year: string | undefined, a: number, b: number): ReturnType<Reader["read"]> {
  if (a > 12 || a === b) return [year, b, a];
  return b > 12 ? [year, a, b] : null;
}

/** RFC 5322 § 4.3: two digits up to 49 belong to this century. */
const expandYear = (year = "") => (year.length === 2 ? `${Number(year) < 50 ? "20" : "19"}${year}` : year);

const monthOf = (name = "") => {
  const index = months.indexOf(name.slice(0, 3).toLowerCase());
  return index !== -1 && (name.length === 3 || isFullMonth(name, index)) ? index + 1 : 0;
};

function isFullMonth(name: string, index: number): boolean {
  const full = new Date(Date.UTC(2000, index, 1)).toLocaleString("en-GB", { month: "long", timeZone: "UTC" });
  return full.toLowerCase() === name.toLowerCase() || /^sept$/i.test(name);
}

/** Splits a text into its date and the rest; null without a date, or if the day of the week differs. */
export function readDatePart(text: string): LeadingDate | null {
  const compact = /^(\d{8})(\d{4}(?:\d\d(?:\d{3})?)?)$/.exec(text);
  const named = weekday.exec(text)?.[1]?.toLowerCase();
  const plain = compact
    ? `${compact[1]}T${compact[2]?.replace(/^(\d{6})(\d{3})$/, "$1.$2")}`
    : text.replace(weekday, "").replace(yearLast, "$2 $1 $5 $3$4");
  for (const { pattern, read } of readers) {
    const match = pattern.exec(plain);
    if (!match) continue;
    const [year, month, day] = read(match.slice(1)) ?? [];
    const date = { year: Number(year), month: month ?? 0, day: day ?? 0 };
    const atMs = wallTimeMs({ ...date, time: null });
    if (atMs === null || (named && weekdays[new Date(atMs).getUTCDay()] !== named)) return null;
    return { date, rest: plain.slice(match[0].length) };
  }
  return null;
}
