"use client";

import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge";
import { Card } from "#components/ui/card";
import type { AnomalyLocation } from "#lib/formats/json/anomaly-summary";
import type { JsonSession } from "#lib/json-viewer/session";
import type { JsonView } from "#lib/json-viewer/view";

const maxListed = 5;

/** Lists anomalies that other JSON parsers drop or change silently. */
export function RecordAnomalies({ session, view }: { session: JsonSession; view: JsonView }) {
  const t = useTranslations("record");
  const anomalies = view.progress?.anomalies;
  if (!anomalies) return null;
  const kinds: {
    key: "duplicates" | "inexactNumbers" | "loneSurrogates";
    count: number;
    locations: AnomalyLocation[];
  }[] = [
    { key: "duplicates", ...anomalies.duplicates },
    { key: "inexactNumbers", ...anomalies.inexactNumbers },
    { key: "loneSurrogates", ...anomalies.loneSurrogates },
  ];
  const found = kinds.filter(({ count }) => count > 0);
  const nothing = found.length === 0 && !anomalies.byteOrderMark && anomalies.inexactNumbers.uncompared === 0;
  return (
    <Card title={t("anomalies.title")}>
      {nothing ? (
        <p className="text-soft">{t(view.phase === "ready" ? "anomalies.none" : "anomalies.searching")}</p>
      ) : null}
      <ul className="space-y-3">
        {anomalies.byteOrderMark ? (
          <li>
            <Badge tone="unsure">{t("anomalies.byteOrderMark")}</Badge>
          </li>
        ) : null}
        {found.map(({ key, count, locations }) => (
          <li key={key} className="space-y-1">
            <Badge tone="unsure">{t(`anomalies.${key}`, { count })}</Badge>
            <ul>
              {locations.slice(0, maxListed).map((position) => (
                <li key={position.node}>
                  <button
                    type="button"
                    onClick={() => void session.goTo(position.node)}
                    title={position.path}
                    className="block min-h-6 w-full truncate text-left font-mono text-[0.8125rem] hover:text-accent"
                  >
                    {position.path}
                  </button>
                </li>
              ))}
              {count > maxListed ? (
                <li className="text-xs text-soft">{t("anomalies.more", { count: count - maxListed })}</li>
              ) : null}
            </ul>
          </li>
        ))}
        {anomalies.inexactNumbers.uncompared > 0 ? (
          <li className="text-xs text-soft">
            {t("anomalies.uncompared", { count: anomalies.inexactNumbers.uncompared })}
          </li>
        ) : null}
      </ul>
    </Card>
  );
}
