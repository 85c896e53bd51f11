import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonClass } from "#components/ui/button";
import type { LogFilter } from "#lib/audit/log-filter";
import { exportPath } from "#lib/audit/query";

export function ExportLinks({ filter }: { filter: LogFilter }) {
  const t = useTranslations("audit");
  return (
    <span className="flex flex-wrap items-center gap-2">
      <span>{t("export.title")}</span>
      {(["csv", "jsonl"] as const).map((format) => (
        <a key={format} href={exportPath(filter, format)} download className={buttonClass("plain")}>
          <Download aria-hidden className="size-4" />
          {t(`export.${format}`)}
        </a>
      ))}
    </span>
  );
}
