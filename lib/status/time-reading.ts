import type { TimePrecision, TimeReading } from "./schema.ts";

export const unset: TimeReading = { kind: "unset" };
export const never: TimeReading = { kind: "never" };
export const unreadable: TimeReading = { kind: "unreadable" };

/** Calendar and clock without a zone. `time` is null for a date alone; `fraction` has 0 to 9 digits. */
export type WallTime = {
  year: number;
  month: number;
  day: number;
  time: { hour: number; minute: number; second: number; fraction: string; precision: TimePrecision } | null;
};

export const precisionOfFraction = (fraction: string): TimePrecision =>
  fraction === ""
    ? "second"
    : fraction.length <= 3
      ? "millisecond"
      : fraction.length <= 6
        ? "microsecond"
        : "nanosecond";

const digits = (value: number, length: number) => String(value).padStart(length, "0");

/** @returns milliseconds as if in UTC, or null if the day or time does not exist */
export function wallTimeMs({ year, month, day, time }: WallTime): number | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  if (!time) return date.getTime();
  const { hour, minute, second, fraction } = time;
  const isLeapSecond = second === 60 && minute === 59;
  const isEndOfDay = hour === 24 && minute === 0 && second === 0 && Number(fraction) === 0;
  if ((hour > 23 && !isEndOfDay) || minute > 59 || (second > 59 && !isLeapSecond)) return null;
  return date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 + Number(fraction.padEnd(3, "0").slice(0, 3));
}

/** Zero points sent as midnight for unset times: Unix, OLE, SQL Server, Windows. */
const zeroDays = new Set(["1970-1-1", "1899-12-30", "1900-1-1", "1753-1-1", "1601-1-1"]);

/** Returns `unset` or `never` for a known placeholder, else null. 1970-01-01 alone is a valid birth date. */
export function readStandIn({ year, month, day, time }: WallTime): TimeReading | null {
  if (year >= 9999) return never;
  if (year <= 1) return unset;
  const isMidnight = time && time.hour + time.minute + time.second + Number(time.fraction) === 0;
  return isMidnight && zeroDays.has(`${year}-${month}-${day}`) ? unset : null;
}

export function readLocal(wall: WallTime): TimeReading {
  if (wallTimeMs(wall) === null) return unreadable;
  const standIn = readStandIn(wall);
  if (standIn) return standIn;
  const date = `${digits(wall.year, 4)}-${digits(wall.month, 2)}-${digits(wall.day, 2)}`;
  if (!wall.time) return { kind: "date", text: date };
  const { hour, minute, second, fraction } = wall.time;
  const clock = [hour, minute, second].map((part) => digits(part, 2)).join(":");
  return { kind: "local", text: `${date}T${clock}${fraction && `.${fraction}`}` };
}
