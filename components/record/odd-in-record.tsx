"use client";

import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge";
import { Card } from "#components/ui/sheet";
import type { AnomalyLocation } from "#lib/formats/json/anomaly-summary";
import type { JsonSession } from "#lib/json-viewer/session";
import type { JsonView } from "#lib/json-viewer/view";

const shownPlaces = 5;

/** Lists anomalies that other JSON parsers drop or change silently. */
export function OddInRecord({ session, view }: { session: JsonSession; view: JsonView }) {
  const t = useTranslations("record");
  const odd = view.progress?.odd;
  if (!odd) return null;
  const kinds: { key: "duplicates" | "inexactNumbers" | "loneSurrogates"; count: number; places: AnomalyLocation[] }[] =
    [
      { key: "duplicates", ...odd.duplicates },
      { key: "inexactNumbers", ...odd.inexactNumbers },
      { key: "loneSurrogates", ...odd.loneSurrogates },
    ];
  const found = kinds.filter(({ count }) => count > 0);
  const nothing = found.length === 0 && !odd.byteOrderMark && odd.inexactNumbers.uncompared === 0;
  return (
    <Card title={t("odd.title")}>
      {nothing ? <p className="text-soft">{t(view.phase === "ready" ? "odd.nothing" : "odd.looking")}</p> : null}
      <ul className="space-y-3">
        {odd.byteOrderMark ? (
          <li>
            <Badge tone="unsure">{t("odd.byteOrderMark")}</Badge>
          </li>
        ) : null}
        {found.map(({ key, count, places }) => (
          <li key={key} className="space-y-1">
            <Badge tone="unsure">{t(`odd.${key}`, { count })}</Badge>
            <ul>
              {places.slice(0, shownPlaces).map((place) => (
                <li key={place.node}>
                  <button
                    type="button"
                    onClick={() => void session.goTo(place.node)}
                    title={place.path}
                    className="block min-h-6 w-full truncate text-left font-mono text-[0.8125rem] hover:text-accent"
                  >
                    {place.path}
                  </button>
                </li>
              ))}
              {count > shownPlaces ? (
                <li className="text-xs text-soft">{t("odd.more", { count: count - shownPlaces })}</li>
              ) : null}
            </ul>
          </li>
        ))}
        {odd.inexactNumbers.uncompared > 0 ? (
          <li className="text-xs text-soft">{t("odd.uncompared", { count: odd.inexactNumbers.uncompared })}</li>
        ) : null}
      </ul>
    </Card>
  );
}
