import { useTranslations } from "next-intl";
import type { AuditEntryView } from "#lib/audit/schema";
import { LogRow } from "./log-row.tsx";

type LogTableProps = { items: readonly AuditEntryView[]; isCurrent: boolean; isBusy: boolean };

/** Accesses and other entries, newest first: a table on wide screens, one card each on a phone. */
export function LogTable({ items, isCurrent, isBusy }: LogTableProps) {
  const t = useTranslations("audit");
  return (
    <table aria-busy={isBusy} className={`w-full max-md:block ${isBusy ? "opacity-60" : ""}`}>
      <caption className="sr-only">{t("title")}</caption>
      <thead className="text-left text-xs text-soft max-md:sr-only">
        <tr>
          {(["sequence", "at", "person", "event", "object", "outcome"] as const).map((column) => (
            <th key={column} scope="col" className="border-b border-line px-3 py-2 font-medium first:pl-4 last:pr-4">
              {t(`columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-md:block">
        {items.map((item) => (
          <LogRow key={item.sequence} item={item} isCurrent={isCurrent} />
        ))}
      </tbody>
    </table>
  );
}
