"use client";

import { ChevronDown, ChevronRight, CircleHelp, Info, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { toneText } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Verbatim } from "#components/ui/verbatim";
import type { Anomaly, Severity } from "#lib/formats/zip/anomalies";

const looks = {
  error: { icon: TriangleAlert, tone: "contradicted" },
  warning: { icon: CircleHelp, tone: "unsure" },
  note: { icon: Info, tone: "silent" },
} as const;

const order: Record<Severity, number> = { error: 0, warning: 1, note: 2 };

/** Lists anomalies, most severe first; text from the archive is quoted. Notes, which are not anomalies, are folded. */
export function AnomalyList({ label, anomalies }: { label: string; anomalies: readonly Anomaly[] }) {
  const t = useTranslations("files.notes");
  const [open, setOpen] = useState(false);
  const id = useId();
  const notes = anomalies.filter(({ severity }) => severity === "note");
  const alarms = anomalies
    .filter(({ severity }) => severity !== "note")
    .toSorted((a, b) => order[a.severity] - order[b.severity]);
  return (
    <>
      {alarms.length > 0 ? <Items label={label} anomalies={alarms} /> : null}
      {notes.length > 0 ? (
        <div className={alarms.length > 0 ? "mt-1.5" : ""}>
          <Button
            look="quiet"
            icon={open ? ChevronDown : ChevronRight}
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            onClick={() => setOpen(!open)}
          >
            {t(open ? "hide" : "show", { count: notes.length })}
          </Button>
          {open ? (
            <div id={id} className="mt-1.5">
              <Items label={label} anomalies={notes} />
            </div>
          ) : null}
        </div>
      ) : null}
    </>
  );
}

function Items({ label, anomalies }: { label: string; anomalies: readonly Anomaly[] }) {
  const t = useTranslations("files");
  return (
    <ul aria-label={label} className="space-y-1.5">
      {anomalies.map((anomaly) => {
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
