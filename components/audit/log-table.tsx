import { useTranslations } from "next-intl";
import type { AuditEntryView } from "#lib/audit/schema";
import { LogRow } from "./log-row.tsx";

/** Entries, newest first: a table on wide screens, one card per entry on a phone. */
export function LogTable({ items, isBusy }: { items: readonly AuditEntryView[]; isBusy: boolean }) {
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
          <LogRow key={item.sequence} item={item} />
        ))}
      </tbody>
    </table>
  );
}
