"use client";

import { useTranslations } from "next-intl";
import type { Anomaly } from "#lib/formats/zip/anomalies";
import { AnomalyList } from "./anomaly-list.tsx";

export function ArchiveAnomalies({ anomalies }: { anomalies: readonly Anomaly[] }) {
  const t = useTranslations("files");
  if (anomalies.length === 0) return null;
  const hasAlarm = anomalies.some(({ severity }) => severity !== "note");
  return (
    <div className={`border-b border-line px-4 ${hasAlarm ? "py-3" : "py-1"}`}>
      {hasAlarm ? <h3 className="mb-2 text-[0.8125rem] font-medium text-soft">{t("archiveAnomalies")}</h3> : null}
      <AnomalyList label={t("archiveAnomalies")} anomalies={anomalies} />
    </div>
  );
}
