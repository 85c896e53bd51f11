"use client";

import { CircleHelp, Info, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Verbatim } from "#components/ui/as-sent";
import { toneText } from "#components/ui/badge";
import type { Anomaly, Severity } from "#lib/formats/zip/anomalies";

const looks = {
  bad: { icon: TriangleAlert, tone: "contradicted" },
  odd: { icon: CircleHelp, tone: "unsure" },
  note: { icon: Info, tone: "silent" },
} as const;

const order: Record<Severity, number> = { bad: 0, odd: 1, note: 2 };

/** Lists anomalies, most severe first; text from the archive is quoted. */
export function AnomalyList({ label, oddities }: { label: string; oddities: readonly Anomaly[] }) {
  const t = useTranslations("files");
  if (oddities.length === 0) return null;
  return (
    <ul aria-label={label} className="space-y-1.5">
      {oddities
        .toSorted((a, b) => order[a.severity] - order[b.severity])
        .map((oddity) => {
          const { icon: Icon, tone } = looks[oddity.severity];
          return (
            <li
              key={`${oddity.code} ${JSON.stringify(oddity.values)} ${oddity.quote}`}
              className="flex items-start gap-2"
              data-oddity={oddity.code}
            >
              <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${toneText[tone]}`} />
              <span className="min-w-0">
                <span className="sr-only">{t(`severity.${oddity.severity}`)}: </span>
                {t(`oddity.${oddity.code}`, oddity.values ?? {})}
                {oddity.quote === undefined ? null : (
                  <span className="text-soft">
                    {" "}
                    {t("quoted")} <Verbatim text={oddity.quote} />
                  </span>
                )}
              </span>
            </li>
          );
        })}
    </ul>
  );
}
