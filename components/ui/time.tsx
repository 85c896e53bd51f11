"use client";

import { useLocale } from "next-intl";
import { formatTime } from "#lib/i18n/format-time";

/** A time in the user's zone, with UTC below or beside it. */
export function Time({ at, inline = false }: { at: string; inline?: boolean }) {
  const locale = useLocale();
  if (Number.isNaN(Date.parse(at))) return <code className="font-mono">{at}</code>;
  const local = formatTime(at, locale);
  const utc = formatTime(at, locale, "UTC");
  return (
    // Server and browser may use different time zones; the browser's applies.
    <time dateTime={at} suppressHydrationWarning className={inline ? "" : "inline-flex flex-col"}>
      <span suppressHydrationWarning>{local}</span>
      {local === utc ? null : (
        <span suppressHydrationWarning className={`text-xs text-soft ${inline ? "ml-1.5" : ""}`}>
          {inline ? `(${utc})` : utc}
        </span>
      )}
    </time>
  );
}
