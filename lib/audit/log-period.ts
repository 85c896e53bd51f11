import type { LogFilter } from "./log-filter.ts";

export const periodNames = ["all", "today", "week", "month", "quarter", "custom"] as const;
export type PeriodName = (typeof periodNames)[number];

/** Days `YYYY-MM-DD` in the browser's zone, both included; empty where open. They apply to `custom` only. */
export type LogPeriod = { name: PeriodName; from: string; to: string };

export const wholeLog: LogPeriod = { name: "all", from: "", to: "" };

/** Start of the day that is `days` after the day of `date`, in UTC milliseconds. Days have 23 to 25 hours. */
const startOfDay = (date: Date, days = 0) =>
  new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();

/** @returns null for an empty or impossible day */
function readDay(day: string): Date | null {
  const [year, month, date] = day.split("-").map(Number);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || year === undefined || month === undefined || date === undefined) return null;
  const read = new Date(year, month - 1, date);
  return read.getFullYear() === year && read.getMonth() === month - 1 && read.getDate() === date ? read : null;
}

/**
 * UTC milliseconds of a period, `to` exclusive. Today, 7 days and 30 days include the current day; a named period has no end, because an
 * entry with a time in the future belongs to what an auditor must see.
 */
export function boundsOf({ name, from, to }: LogPeriod, now: Date): Pick<LogFilter, "from" | "to"> {
  if (name === "all") return { from: null, to: null };
  if (name === "custom") {
    const [first, last] = [readDay(from), readDay(to)];
    return { from: first && startOfDay(first), to: last && startOfDay(last, 1) };
  }
  if (name === "quarter") {
    const first = new Date(now.getFullYear(), Math.floor(now.getMonth() / 3) * 3, 1);
    return { from: startOfDay(first), to: null };
  }
  return { from: startOfDay(now, { today: 0, week: -6, month: -29 }[name]), to: null };
}
