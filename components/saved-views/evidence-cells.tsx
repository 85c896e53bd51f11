"use client";

import { CalendarClock, Hourglass } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge";
import { formatInterval } from "#lib/i18n/format-time";
import { expiringMs, hourMs, waitingMs } from "#lib/saved-views/model";
import type { ViewRow } from "#lib/saved-views/query";
import type { KnownEvidence } from "#lib/saved-views/schema";
import { maxReviewMs } from "#lib/status/review-hours";
import { formatMoment } from "./format-moment.ts";

const tones = { in_review: "unsure", failed: "contradicted", expired: "unsure" } as const;

/** Hours and minutes, so that waits are compared at a glance: `85 h 52 min`. */
const formatWait = (ms: number) => `${Math.floor(ms / hourMs)} h ${Math.floor((ms % hourMs) / 60_000)} min`;

function expiresIn({ state, expiresAt }: KnownEvidence, nowMs: number): number | null {
  if (expiresAt === null || state === "failed" || state === "expired") return null;
  const leftMs = Date.parse(expiresAt) - nowMs;
  return leftMs > 0 && leftMs <= expiringMs ? leftMs : null;
}

/** States as last asked for here. */
export function EvidenceCell({ row, nowMs }: { row: ViewRow; nowMs: number }) {
  const t = useTranslations("savedViews");
  const locale = useLocale();
  const withEvidence =
    row.request?.signers.filter(({ evidenceId }) => evidenceId !== null).length ?? row.evidence.length;
  const [one] = row.evidence;
  if (one === undefined) return <span className="text-soft">{t(withEvidence === 0 ? "noEvidence" : "notAsked")}</span>;
  if (withEvidence > 1) {
    const done = row.evidence.filter(({ state }) => state === "completed").length;
    return <span className="text-soft">{t("completedOf", { done, count: withEvidence })}</span>;
  }
  const leftMs = expiresIn(one, nowMs);
  if (leftMs !== null && one.state !== "in_review") {
    const days = new Intl.RelativeTimeFormat(locale).format(Math.ceil(leftMs / (24 * hourMs)), "day");
    return (
      <Badge tone="unsure" icon={CalendarClock}>
        {t("expires", { in: days })}
      </Badge>
    );
  }
  if (one.state === null) return <span className="text-soft">{t("notAsked")}</span>;
  const tone = tones[one.state as keyof typeof tones];
  if (tone === undefined) return <span className="text-soft">{t(`states.${one.state}`)}</span>;
  return (
    <Badge tone={tone} {...(one.state === "in_review" ? { icon: Hourglass } : {})}>
      {t(`states.${one.state}`)}
    </Badge>
  );
}

/** The longest running review, with a bar to 72 hours, and how old its state is. */
export function WaitingCell({ row, nowMs }: { row: ViewRow; nowMs: number }) {
  const t = useTranslations("savedViews");
  const locale = useLocale();
  const waits = row.evidence.map((one) => ({ one, ms: waitingMs(one, nowMs) ?? -1 }));
  const longest = waits.toSorted((a, b) => b.ms - a.ms)[0];
  if (longest === undefined || longest.ms < 0) return <span className="text-soft max-[900px]:hidden">–</span>;
  const { one, ms } = longest;
  const isOver = ms > maxReviewMs;
  const { askedAt } = one;
  return (
    <span className="block">
      <span className={`block ${isOver ? "font-medium text-unsure" : ""}`}>{formatWait(ms)}</span>
      <span
        role="img"
        aria-label={t("waitingBar", { time: formatInterval(ms, locale) })}
        className="mt-1 block h-1 max-w-24 overflow-hidden rounded-full bg-silent-soft forced-colors:border"
      >
        <span
          className={`block h-full ${isOver ? "bg-unsure" : "bg-silent"} forced-colors:bg-[Highlight]`}
          style={{ width: `${Math.min(100, (100 * ms) / maxReviewMs)}%` }}
        />
      </span>
      {askedAt === null ? null : (
        <span className="mt-0.5 block text-xs text-soft">
          {t("asked", { at: formatMoment(askedAt, locale, nowMs) })}
        </span>
      )}
    </span>
  );
}
