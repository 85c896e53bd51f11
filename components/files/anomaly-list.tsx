"use client";

import { CircleHelp, Info, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { toneText } from "#components/ui/badge";
import { Verbatim } from "#components/ui/verbatim";
import type { Anomaly, Severity } from "#lib/formats/zip/anomalies";

const looks = {
  error: { icon: TriangleAlert, tone: "contradicted" },
  warning: { icon: CircleHelp, tone: "unsure" },
  note: { icon: Info, tone: "silent" },
} as const;

const order: Record<Severity, number> = { error: 0, warning: 1, note: 2 };

/** Lists anomalies, most severe first; text from the archive is quoted. */
export function AnomalyList({ label, anomalies }: { label: string; anomalies: readonly Anomaly[] }) {
  const t = useTranslations("files");
  if (anomalies.length === 0) return null;
  return (
    <ul aria-label={label} className="space-y-1.5">
      {anomalies
        .toSorted((a, b) => order[a.severity] - order[b.severity])
        .map((anomaly) => {
          const { icon: Icon, tone } = looks[anomaly.severity];
          return (
            <li
              key={`${anomaly.code} ${JSON.stringify(anomaly.values)} ${anomaly.quote}`}
              className="flex items-start gap-2"
              data-anomaly={anomaly.code}
            >
              <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${toneText[tone]}`} />
              <span className="min-w-0">
                <span className="sr-only">{t(`severity.${anomaly.severity}`)}: </span>
                {t(`anomaly.${anomaly.code}`, anomaly.values ?? {})}
                {anomaly.quote === undefined ? null : (
                  <span className="text-soft">
                    {" "}
                    {t("quoted")} <Verbatim text={anomaly.quote} />
                  </span>
                )}
              </span>
            </li>
          );
        })}
    </ul>
  );
}
