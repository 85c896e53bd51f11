/** Uses European dates in English (23 Nov 2026), with zone names such as CET instead of GMT+1. */
export function timeLocale(locale: string): string {
  return locale === "en" ? "en-GB" : locale;
}

/** Caches formatters, which are slow to create, for lists with one per row. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(locale: string, zone: string | undefined): Intl.DateTimeFormat {
  const key = `${locale} ${zone ?? ""}`;
  const known = formatters.get(key);
  if (known) return known;
  const formatter = new Intl.DateTimeFormat(timeLocale(locale), {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
    ...(zone ? { timeZone: zone } : {}),
  });
  formatters.set(key, formatter);
  return formatter;
}

/** Formats an ISO 8601 time. `zone` is an IANA zone and defaults to the browser's. */
export function formatTime(at: string, locale: string, zone?: string): string {
  return formatterFor(locale, zone).format(new Date(at));
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Formats the time of day of an ISO 8601 time, with its zone: `14:11:40 CET`. `zone` as in `formatTime`. */
export function formatClock(at: string, locale: string, zone?: string): string {
  const key = `${locale} ${zone ?? ""}`;
  const parts = { hour: "2-digit", minute: "2-digit", second: "2-digit", timeZoneName: "short" } as const;
  const formatter =
    clocks.get(key) ?? new Intl.DateTimeFormat(timeLocale(locale), { ...parts, ...(zone ? { timeZone: zone } : {}) });
  clocks.set(key, formatter);
  return formatter.format(new Date(at));
}

/** Formats the hours and minutes of two ISO 8601 times; with dates if they are on different days. `zone` as in `formatTime`. */
export function formatPeriod(from: string, to: string, locale: string, zone?: string): string {
  const minutes = { hour: "2-digit", minute: "2-digit" } as const;
  const formatter = new Intl.DateTimeFormat(timeLocale(locale), { ...minutes, ...(zone ? { timeZone: zone } : {}) });
  return formatter.formatRange(new Date(from), new Date(to));
}

const localFormatters = new Map<string, Intl.DateTimeFormat>();

/** Formats `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS` without a zone, unconverted. Fractions are not shown. */
export function formatLocalTime(text: string, locale: string): string {
  const isDate = text.length === 10;
  const key = `${locale} ${isDate}`;
  const formatter =
    localFormatters.get(key) ??
    new Intl.DateTimeFormat(timeLocale(locale), {
      ...({ day: "numeric", month: "short", year: "numeric", timeZone: "UTC" } as const),
      ...(isDate ? {} : ({ hour: "2-digit", minute: "2-digit", second: "2-digit" } as const)),
    });
  localFormatters.set(key, formatter);
  // Parses and formats in one zone, so that the digits are unchanged.
  const atMs = Date.parse(isDate ? text : `${text.slice(0, 19)}Z`);
  return Number.isNaN(atMs) ? text : formatter.format(atMs);
}

const steps = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
] as const;

/** Formats a duration in its largest unit and the next useful one: `1 hr 5 min`. */
export function formatInterval(lengthMs: number, locale: string): string {
  const length = Math.abs(lengthMs);
  const first = steps.findIndex(([, stepMs]) => length >= stepMs);
  if (first === -1) return formatUnit(0, "second", locale);
  const [unit, stepMs] = steps[first] ?? steps[3];
  const whole = Math.floor(length / stepMs);
  const next = steps[first + 1];
  const rest = next ? Math.floor((length - whole * stepMs) / next[1]) : 0;
  const parts = [formatUnit(whole, unit, locale)];
  // Omits hours after two days, and seconds after ten minutes.
  const restSays = (unit === "day" && whole < 2) || unit === "hour" || (unit === "minute" && whole < 10);
  if (next && rest > 0 && restSays) parts.push(formatUnit(rest, next[0], locale));
  return parts.join(" ");
}

function formatUnit(value: number, unit: string, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit,
    unitDisplay: unit === "day" ? "long" : "short",
  }).format(value);
}
