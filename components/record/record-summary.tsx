"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Card } from "#components/ui/card";
import { Verbatim } from "#components/ui/verbatim";
import { formatTime } from "#lib/i18n/format-time";
import type { JsonSession } from "#lib/json-viewer/session";
import type { JsonView } from "#lib/json-viewer/view";
import { type SummaryLine, type SummaryPart, summariseRecord } from "#lib/record/summary";

const maxDepth = 5;
const maxNodes = 3_000;
const times = new Set(["reviewedAt", "createdAt", "startedAt", "completedAt"]);

/** Summarises the record by well-known names, each linked to its location, without conclusions. */
export function RecordSummary({ session, view, masked }: { session: JsonSession; view: JsonView; masked: boolean }) {
  const t = useTranslations("record");
  const [summary, setSummary] = useState<{ masked: boolean; lines: SummaryLine[] } | null>(null);
  const finished = view.phase === "ready";
  const begun = view.rowCount > 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: read once early and once at the end, and anew when masking changes.
  useEffect(() => {
    let left = false;
    if (!begun) return;
    void session.client.call("outline", { maxDepth, maxNodes, masked }).then(({ nodes }) => {
      if (!left) setSummary({ masked, lines: summariseRecord(nodes) });
    });
    return () => {
      left = true;
    };
  }, [session, finished, begun, masked]);

  // A summary read before masking was switched on is not rendered.
  if (!summary || summary.masked !== masked) return null;
  const { lines } = summary;
  return (
    <Card title={t("summary.title")} footer={lines.length > 0 ? t("summary.paths") : undefined}>
      {lines.length === 0 ? (
        <p className="text-soft">{t("summary.unknown")}</p>
      ) : (
        <dl className="space-y-2.5">
          {lines.map(({ label, parts }) => (
            <div key={label} className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-2">
              <dt className="text-soft">{t(`summary.labels.${label}`)}</dt>
              <dd className="min-w-0 space-y-1">
                {parts.map((part) => (
                  <PathCell
                    key={part.node}
                    part={part}
                    isTime={times.has(label)}
                    onGo={() => void session.goTo(part.node)}
                  />
                ))}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  );
}

function PathCell({ part, isTime, onGo }: { part: SummaryPart; isTime: boolean; onGo: () => void }) {
  const t = useTranslations("record");
  const locale = useLocale();
  const known = isTime && !Number.isNaN(Date.parse(part.text));
  return (
    <button type="button" onClick={onGo} title={part.path} className="block min-h-6 w-full text-left hover:text-accent">
      {part.masked ? (
        t("summary.masked")
      ) : known ? (
        formatTime(part.text, locale)
      ) : (
        <Verbatim text={part.text} cap={120} />
      )}
      <span className="block truncate font-mono text-[0.6875rem] text-soft">{part.path}</span>
    </button>
  );
}
