import { timeLocale } from "#lib/i18n/format-time";

const dayMs = 24 * 3_600_000;

/** A moment of today as `14:08 CET`, of another day as `26 Nov, 14:08 CET`. @param at ISO 8601 @param nowMs Unix milliseconds */
export function formatMoment(at: string, locale: string, nowMs: number): string {
  const day = (ms: number) => new Date(ms).toDateString();
  const isToday = day(Date.parse(at)) === day(nowMs);
  return new Intl.DateTimeFormat(timeLocale(locale), {
    ...(isToday ? {} : ({ day: "numeric", month: "short" } as const)),
    ...(nowMs - Date.parse(at) > 300 * dayMs ? ({ year: "numeric" } as const) : {}),
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  }).format(new Date(at));
}

/** A day as `26 Nov`, with the year if it is another. @param at as the provider sent it; shown unchanged if it is not a time */
export function formatDay(at: string, locale: string, nowMs: number): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  const isThisYear = date.getFullYear() === new Date(nowMs).getFullYear();
  return new Intl.DateTimeFormat(timeLocale(locale), {
    day: "numeric",
    month: "short",
    ...(isThisYear ? {} : ({ year: "numeric" } as const)),
  }).format(date);
}
