"use client";

import { useTranslations } from "next-intl";
import type { Anomaly } from "#lib/formats/zip/anomalies";
import { AnomalyList } from "./anomaly-list.tsx";

export function ArchiveAnomalies({ anomalies }: { anomalies: readonly Anomaly[] }) {
  const t = useTranslations("files");
  if (anomalies.length === 0) return null;
  return (
    <div className="border-b border-line px-4 py-3">
      <h3 className="mb-2 text-[0.8125rem] font-medium text-soft">{t("archiveAnomalies")}</h3>
      <AnomalyList label={t("archiveAnomalies")} anomalies={anomalies} />
    </div>
  );
}
