import { timeLocale } from "#lib/i18n/format-time";
import type { AuditEntryView } from "./schema.ts";

type Access = Pick<AuditEntryView, "at" | "ending">;

/** Groups neighbours of the same day in the browser's zone, in their order; a day stands twice if times run back. */
export function groupByDay<Row extends Access>(rows: readonly Row[], locale: string): { day: string; rows: Row[] }[] {
  const format = new Intl.DateTimeFormat(timeLocale(locale), { dateStyle: "full" });
  const groups: { day: string; rows: Row[] }[] = [];
  for (const row of rows) {
    const at = Date.parse(row.at);
    const day = Number.isNaN(at) ? row.at : format.format(at);
    const last = groups.at(-1);
    if (last?.day === day) last.rows.push(row);
    else groups.push({ day, rows: [row] });
  }
  return groups;
}

/** Entries that the rows stand for: an access with an outcome has two. */
export const countEntries = (rows: readonly Access[]): number =>
  rows.reduce((sum, { ending }) => sum + (ending ? 2 : 1), 0);
