import { useLocale, useTranslations } from "next-intl";
import { countEntries, groupByDay } from "#lib/audit/log-days";
import type { AuditEntryView } from "#lib/audit/schema";
import { logColumns } from "./log-columns.ts";
import { LogRow } from "./log-row.tsx";

type LogTableProps = { items: readonly AuditEntryView[]; isCurrent: boolean; isBusy: boolean };

/** Accesses and other entries by day, newest first: a table on wide screens, cards on narrow ones. */
export function LogTable({ items, isCurrent, isBusy }: LogTableProps) {
  const t = useTranslations("audit");
  const locale = useLocale();
  return (
    <table
      aria-busy={isBusy}
      className={`w-full text-left text-[0.8125rem] max-[900px]:block ${isBusy ? "opacity-60" : ""}`}
    >
      <caption className="sr-only">{t("title")}</caption>
      <thead className="text-xs text-soft max-[900px]:sr-only">
        <tr>
          {logColumns.map((column) => (
            <th key={column} scope="col" className="border-b border-line px-3 py-2 font-medium first:pl-4 last:pr-4">
              {column === "details" ? <span className="sr-only">{t("columns.details")}</span> : t(`columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      {groupByDay(items, locale).map(({ day, rows }) => (
        <tbody key={`${day} ${rows[0]?.sequence}`} className="max-[900px]:block">
          <tr className="max-[900px]:block">
            <th
              scope="rowgroup"
              colSpan={logColumns.length}
              className="border-b border-line bg-raised px-4 py-1.5 text-xs font-semibold text-soft max-[900px]:block"
            >
              {t("day", { day, accesses: rows.length, entries: countEntries(rows) })}
            </th>
          </tr>
          {rows.map((item) => (
            <LogRow key={item.sequence} item={item} isCurrent={isCurrent} />
          ))}
        </tbody>
      ))}
    </table>
  );
}
