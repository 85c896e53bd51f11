import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonClass } from "#components/ui/button";
import type { LogFilter } from "#lib/audit/log-filter";
import { exportPath } from "#lib/audit/query";

/** Exports what the filter finds. Each export verifies the log first. */
export function ExportLinks({ filter }: { filter: LogFilter }) {
  const t = useTranslations("audit.export");
  return (["csv", "jsonl"] as const).map((format) => (
    <a
      key={format}
      href={exportPath(filter, format)}
      download
      title={t("title")}
      className={`${buttonClass("plain")} max-[900px]:min-h-11`}
    >
      <Download aria-hidden className="size-4" />
      {t(format)}
    </a>
  ));
}
