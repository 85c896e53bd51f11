import type { TimeReading } from "./schema.ts";
import { readEpoch } from "./time-number.ts";
import { readTimeArray, readTimeObject } from "./time-object.ts";
import { unreadable, unset } from "./time-reading.ts";
import { readTimeText } from "./time-text.ts";

/**
 * Reads a time in any form that providers send. Pure; never throws.
 * - A missing zone is never guessed: such a time is `local`.
 * - A number is seconds to nanoseconds since 1970, whichever lies in 2000 to 2099, else a compact date (`20261127`).
 * - `unset`: null, "", 0, -1, years 0 and 1, and zero points of common systems. `never`: year 9999 and later.
 * - Unreadable: an invalid day, day of week or offset, a skipped or repeated local time, `11/12/2026`.
 * @param value a JSON value; pass a number beyond double precision as text
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
