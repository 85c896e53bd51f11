"use client";

import { useLocale } from "next-intl";
import { formatTime } from "#lib/i18n/format-time";

export const zones = { zurich: "Europe/Zurich", utc: "UTC" } as const;
export type Zone = keyof typeof zones;

/** A time in the chosen zone, with the other one below or beside it. */
export function ZonedTime({ at, zone, inline = false }: { at: string; zone: Zone; inline?: boolean }) {
  const locale = useLocale();
  if (Number.isNaN(Date.parse(at))) return <code className="font-mono">{at}</code>;
  const other = zone === "utc" ? zones.zurich : zones.utc;
  return (
    <time dateTime={at} className={inline ? "" : "inline-flex flex-col"}>
      <span>{formatTime(at, locale, zones[zone])}</span>
      <span className={`text-xs text-soft ${inline ? "ml-1.5" : ""}`}>
        {inline ? `(${formatTime(at, locale, other)})` : formatTime(at, locale, other)}
      </span>
    </time>
  );
}
