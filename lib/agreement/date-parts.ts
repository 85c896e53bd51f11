/**
 * Date read from a text. `iso` is YYYY-MM-DD, `yymmdd` as in an MRZ.
 * - `ambiguous`: several dates are possible (03/04/1984)
 * - `partial`: a part is unknown; a year below 100 has an unknown century
 * - `moment`: `isos` are its dates from UTC-12 to UTC+14, `written` the date before a time of 00:00
 * - `unset`: a value for "not set" (0001-01-01, 0000-00-00, 9999-12-31)
 */
export type DateReading =
  | { kind: "date"; iso: string }
  | { kind: "short"; yymmdd: string }
  | { kind: "ambiguous"; isos: string[] }
  | { kind: "partial"; year: number; month: number | null }
  | { kind: "moment"; isos: string[]; written: string | null; instantMs: number }
  | { kind: "unset" }
  | { kind: "unreadable" };

const unsetDates = new Set([
  "0001-01-01",
  "0000-01-01",
  "1601-01-01",
  "1753-01-01",
  "1899-12-30",
  "9999-12-31",
  "9999-01-01",
]);

/** Excludes years of another calendar (Thai, Hijri) or errors. */
const isPlausibleYear = (year: number) => year >= 1800 && year <= 2200;

const pad = (value: number, length = 2) => String(value).padStart(length, "0");

const isRealDay = (year: number, month: number, day: number) =>
  month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();

/** Reads a date; 0 is an unknown month or day. Null if the day does not exist. */
export function makeDate(year: number, month: number, day: number): DateReading | null {
  const iso = `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
  if (unsetDates.has(iso) || (year === 0 && month === 0 && day === 0)) return { kind: "unset" };
  if (!isPlausibleYear(year)) return null;
  if (month === 0) return { kind: "partial", year, month: null };
  if (day === 0) return month <= 12 ? { kind: "partial", year, month } : null;
  return isRealDay(year, month, day) ? { kind: "date", iso } : null;
}

/** Reads a two-digit year. Checks the day in 2000, because that year has a 29 February. */
export function makeShort(yy: number, month: number, day: number): DateReading | null {
  if (month === 0 || (day === 0 && month <= 12))
    return yy === 0 && month === 0 ? null : { kind: "partial", year: yy, month: month === 0 ? null : month };
  return isRealDay(2000 + yy, month, day) ? { kind: "short", yymmdd: `${pad(yy)}${pad(month)}${pad(day)}` } : null;
}

/** Merges readings of several orders; distinct ones make the date ambiguous. */
export function oneOf(readings: readonly (DateReading | null)[]): DateReading | null {
  const found = [...new Map(readings.flatMap((one) => (one ? [[JSON.stringify(one), one]] : []))).values()];
  if (found.length < 2) return found[0] ?? null;
  const isos = found.flatMap((one) => {
    if (one.kind === "date") return [one.iso];
    return one.kind === "short" ? ["19", "20"].map((century) => `${century}${withHyphens(one.yymmdd)}`) : [];
  });
  return { kind: "ambiguous", isos };
}

const withHyphens = (yymmdd: string) => `${yymmdd.slice(0, 2)}-${yymmdd.slice(2, 4)}-${yymmdd.slice(4)}`;

const hourMs = 3_600_000;
const isoOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** @returns null if the instant is outside the plausible years */
export function makeMoment(instantMs: number, written: string | null = null): DateReading | null {
  if (!(Math.abs(instantMs) < 8e15)) return null;
  if (!isPlausibleYear(new Date(instantMs).getUTCFullYear())) return null;
  const isos = [...new Set([-12, 0, 14].map((hours) => isoOf(instantMs + hours * hourMs)))];
  return { kind: "moment", isos, written, instantMs };
}
