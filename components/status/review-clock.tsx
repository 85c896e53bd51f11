"use client";

import { RefreshCw } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { timeLocale } from "#lib/i18n/format-time";
import { describeReview, type ReviewBar } from "#lib/status/review-bar";
import { estimateReview } from "#lib/status/review-hours";
import { ZonedTime, zones } from "./zoned-time.tsx";

/** Hours and minutes of a wait. */
export function useWaitText(): (lengthMs: number) => string {
  const t = useTranslations("status.review");
  return (lengthMs) => {
    const minutes = Math.max(0, Math.floor(lengthMs / 60_000));
    return t("duration", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  };
}

/** The headline of a pending review: how long it takes, and by how much it is over its limit. */
export function useReviewHeadline(): (sinceMs: number, nowMs: number) => string {
  const t = useTranslations("status.review");
  const textOf = useWaitText();
  return (sinceMs, nowMs) => {
    const { waitedMs, overMs } = describeReview(sinceMs, nowMs);
    const time = textOf(waitedMs);
    return overMs > 0 ? t("headlineOver", { time, over: textOf(overMs) }) : t("headline", { time });
  };
}

export function useReviewCopyText(): (sinceMs: number, ids: { srId: string; evidenceId: string }) => string {
  const t = useTranslations("status.review");
  return (sinceMs, ids) => t("copyText", { ...ids, since: new Date(sinceMs).toISOString() });
}

type ReviewClockProps = { sinceMs: number; nowMs: number; copyText: string; onAsk: () => void };

/** Since when a review waits, what is usual, and the text for Skribble once it is over its limit. */
export function ReviewClock({ sinceMs, nowMs, copyText, onAsk }: ReviewClockProps) {
  const t = useTranslations("status.review");
  const tStatus = useTranslations("status");
  const textOf = useWaitText();
  const bar = describeReview(sinceMs, nowMs);
  const clock = estimateReview(sinceMs, nowMs);
  return (
    <div className="space-y-3">
      <p className="text-soft">
        {t("waitingSince")} <ZonedTime at={new Date(sinceMs).toISOString()} zone="zurich" inline />
      </p>
      <p className="text-soft">
        {clock.kind === "overdue" ? t("overdueAction") : t(clock.kind)} {t("worked", { time: textOf(bar.workedMs) })}
      </p>
      <Bar bar={bar} nowMs={nowMs} />
      <div className="flex items-center justify-between gap-x-4 gap-y-1 text-xs text-soft max-[700px]:flex-wrap print:hidden">
        <p className="min-w-0 flex-1">{tStatus("asksAgain")}</p>
        <Button look="quiet" icon={RefreshCw} onClick={onAsk}>
          {t("askNow")}
        </Button>
      </div>
      {clock.kind === "overdue" ? (
        <div className="rounded-lg border border-line bg-raised px-3 py-2.5">
          <p className="text-xs text-soft">{t("copyNote")}</p>
          <p className="break-words">{copyText}</p>
        </div>
      ) : null}
    </div>
  );
}

/** The wait beside the working hours; its text alternative says the same. */
function Bar({ bar, nowMs }: { bar: ReviewBar; nowMs: number }) {
  const t = useTranslations("status.review");
  const locale = useLocale();
  const { fromMs, toMs, limitMs, working } = bar;
  const share = (atMs: number) => `${((atMs - fromMs) / (toMs - fromMs)) * 100}%`;
  const moment = (atMs: number) =>
    new Intl.DateTimeFormat(timeLocale(locale), {
      weekday: "short",
      day: "numeric",
      month: "short",
      hour: "2-digit",
      minute: "2-digit",
      timeZone: zones.zurich,
    }).format(atMs);
  return (
    <div>
      <div
        role="img"
        aria-label={t("barText", { from: moment(fromMs), limit: moment(limitMs), now: moment(nowMs) })}
        className="relative h-9"
      >
        <div
          className="absolute top-1 h-1.5 rounded-full bg-edge forced-colors:border"
          style={{ left: 0, width: share(Math.min(nowMs, limitMs)) }}
        />
        {nowMs > limitMs ? (
          <div
            className="absolute top-1 h-1.5 rounded-full bg-unsure forced-colors:border"
            style={{ left: share(limitMs), right: 0 }}
          />
        ) : null}
        <div className="absolute inset-x-0 top-4 h-4 overflow-hidden border border-line">
          {working.map((span) => (
            <div
              key={span.fromMs}
              className="absolute inset-y-0 bg-accent-soft forced-colors:border-x"
              style={{ left: share(span.fromMs), width: share(fromMs + span.toMs - span.fromMs) }}
            />
          ))}
        </div>
        <div
          className="absolute top-0 h-9 border-l-2 border-dotted border-unsure"
          style={{ left: `calc(${share(limitMs)} - 2px)` }}
        />
        <div className="absolute top-0 h-9 border-l-2 border-ink" style={{ left: `calc(${share(nowMs)} - 2px)` }} />
      </div>
      <p aria-hidden className="mt-1 flex flex-wrap justify-between gap-x-4 text-xs text-soft">
        <span>{moment(fromMs)}</span>
        <span>{t("hours")}</span>
        <span>{t("limit", { at: moment(limitMs) })}</span>
      </p>
    </div>
  );
}
