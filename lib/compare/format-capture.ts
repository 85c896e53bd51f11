import { formatLocalTime, formatTime } from "#lib/i18n/format-time";

const exifTime = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/;
const local = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?)?$/;
const zoned = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/;

const isTime = (text: string) => !Number.isNaN(Date.parse(text));

/** Formats a time of Exif 2.32 (`2026:11:26 03:06:55`), which has no zone; null if it is not one. */
export function formatExifTime(text: string, locale: string): string | null {
  const [, year, month, day, clock] = exifTime.exec(text) ?? [];
  const iso = `${year}-${month}-${day}T${clock}`;
  return clock !== undefined && isTime(`${iso}Z`) ? formatLocalTime(iso, locale) : null;
}

/** Formats an ISO 8601 time of a record: in Zurich if it has a zone, else as stated; null if it is not one. */
export function formatStatedTime(text: string, locale: string): string | null {
  if (zoned.test(text) && isTime(text)) return formatTime(text, locale, "Europe/Zurich");
  return local.test(text) && isTime(text) ? formatLocalTime(text, locale) : null;
}
