import { readEpoch } from "./time-number.ts";
import { readTimeArray, readTimeObject } from "./time-object.ts";
import { type TimeReading, unreadable, unset } from "./time-reading.ts";
import { readTimeText } from "./time-text.ts";

export type { TimeReading } from "./time-reading.ts";

/**
 * Reads a time in any of the forms that providers send. Pure; never throws.
 *
 * - A zone that is not sent is never guessed: such a time is `local`.
 * - A number is seconds, milliseconds, microseconds or nanoseconds since 1970, whichever lies in 2000 to 2099; a numeric
 *   text likewise, else a compact date (`20261127`, `20261127100929`).
 * - `unset`: null, "", 0, -1, 1970-01-01T00:00 in any zone, years 0 and 1, and the zero points of SQL Server, OLE and
 *   Windows at midnight. `never`: year 9999 and later.
 * - Unreadable: a day that does not exist or has another day of the week, an offset that its zone does not have then, a
 *   local time that its zone skips or repeats, an abbreviation with several meanings, `11/12/2026`.
 *
 * @param value a JSON value; a number with more digits than a double holds is passed as its text
 */
export function readTime(value: unknown): TimeReading {
  if (value === null || value === undefined) return unset;
  if (typeof value === "string") return readTimeText(value);
  if (typeof value === "number" || typeof value === "bigint") return readTimeNumber(String(value));
  if (Array.isArray(value)) return readTimeArray(value);
  return typeof value === "object" ? readTimeObject(value) : unreadable;
}

function readTimeNumber(text: string): TimeReading {
  const epoch = readEpoch(text);
  return epoch.kind === "unreadable" && /^\d{8}(\d{4}|\d{6}|\d{9})?$/.test(text) ? readTimeText(text) : epoch;
}
