import type { TimeReading } from "./schema.ts";
import { readEpoch } from "./time-number.ts";
import { precisionOfFraction, readLocal, unreadable } from "./time-reading.ts";
import { readTimeText } from "./time-text.ts";

const asText = (value: unknown): string | null =>
  typeof value === "string"
    ? value.trim()
    : typeof value === "number" || typeof value === "bigint"
      ? String(value)
      : null;

/** Reads Jackson's `[2026,11,27,9,9]`. A last part below 1000 is milliseconds, else nanoseconds. */
export function readTimeArray(parts: readonly unknown[]): TimeReading {
  if (parts.length < 3 || parts.length === 4 || parts.length > 7) return unreadable;
  const texts = parts.map(asText);
  if (!texts.every((text) => text !== null && /^\d{1,9}$/.test(text))) return unreadable;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, fine = 0] = texts.map(Number);
  const fraction = fine === 0 ? "" : fine < 1000 ? String(fine).padStart(3, "0") : String(fine).padStart(9, "0");
  const precision = parts.length === 5 ? "minute" : precisionOfFraction(fraction);
  return readLocal({
    year,
    month,
    day,
    time: parts.length === 3 ? null : { hour, minute, second, fraction, precision },
  });
}

const secondNames = ["seconds", "_seconds", "epochSecond", "epochSeconds"];
const nanoNames = ["nanos", "_nanoseconds", "nanoseconds", "nano"];

/** Reads protobuf, Firestore, Java, MongoDB, Microsoft Graph and PHP objects, and `{ year, month, day, … }`. */
export function readTimeObject(value: object): TimeReading {
  const fields = new Map<string, unknown>(Object.entries(value));
  const only = (...names: string[]) => [...fields.keys()].every((name) => names.includes(name));
  const first = (names: readonly string[]) =>
    names.map((name) => fields.get(name)).find((found) => found !== undefined);
  const seconds = asText(first(secondNames));
  if (seconds !== null && only(...secondNames, ...nanoNames))
    return readSeconds(seconds, asText(first(nanoNames)) ?? "0");
  if (fields.has("$date") && only("$date")) return readMongo(fields.get("$date"));
  const zone = asText(fields.get("timeZone") ?? fields.get("timezone"));
  const zoned = asText(fields.get("dateTime") ?? fields.get("date"));
  if (zone && zoned && only("dateTime", "date", "timeZone", "timezone", "timezone_type"))
    return readTimeText(`${zoned} ${zone}`);
  return readParts(fields, only);
}

/** Accepts only 2000 to 2099, because durations have the same names. */
function readSeconds(seconds: string, nanos: string): TimeReading {
  if (!/^\d{1,9}$/.test(nanos)) return unreadable;
  const fraction = nanos.padStart(9, "0").replace(/(?:0{3})+$/, "");
  return readEpoch(fraction === "" ? seconds : `${seconds}.${fraction}`, 1n);
}

/** Reads Extended JSON: a text, milliseconds, or `{ "$numberLong": "…" }`. */
function readMongo(value: unknown): TimeReading {
  if (typeof value === "object" && value !== null && "$numberLong" in value)
    return readEpoch(asText(value.$numberLong) ?? "", 1000n, true);
  const text = asText(value);
  if (text === null) return unreadable;
  return typeof value === "string" && !/^-?\d+$/.test(text) ? readTimeText(text) : readEpoch(text, 1000n, true);
}

function readParts(fields: Map<string, unknown>, only: (...names: string[]) => boolean): TimeReading {
  const clock = ["hour", "minute", "second", "nano"];
  const month = fields.get("monthValue") ?? fields.get("month");
  const day = fields.get("dayOfMonth") ?? fields.get("day");
  if (!only("year", "month", "monthValue", "day", "dayOfMonth", "dayOfWeek", "dayOfYear", "chronology", ...clock))
    return unreadable;
  const rest = clock.slice(0, 1 + clock.findLastIndex((name) => fields.has(name))).map((name) => fields.get(name) ?? 0);
  return readTimeArray([fields.get("year"), month, day, ...(rest.length === 1 ? [...rest, 0] : rest)]);
}
