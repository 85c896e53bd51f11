"use client";

import { RefreshCw } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type Tone, toneIcon, toneText } from "#components/ui/badge";
import { type BatchGroup, batchGroups } from "#lib/queue/batch-rows";
import { maxParallel } from "./use-batch-run.ts";

const bars: Record<Tone, string> = {
  contradicted: "bg-contradicted",
  unsure: "bg-unsure",
  proven: "bg-proven",
  silent: "bg-silent",
};

type BatchProgressProps = {
  counts: Record<BatchGroup, number>;
  pausedUntil: number | null;
  isPaused: boolean;
  /** The group that the table shows, or null for all. */
  group: BatchGroup | null;
  onGroup: (group: BatchGroup | null) => void;
};

/** Progress and five totals; each total filters the table. */
export function BatchProgress({ counts, pausedUntil, isPaused, group, onGroup }: BatchProgressProps) {
  const t = useTranslations("batch");
  const locale = useLocale();
  const total = batchGroups.reduce((sum, one) => sum + counts[one], 0);
  const done = total - counts.open;
  const isLimited = pausedUntil !== null && pausedUntil > Date.now() && counts.open > 0;
  const at = isLimited ? new Intl.DateTimeFormat(locale, { timeStyle: "medium" }).format(pausedUntil) : "";
  return (
    <div className="mb-4 space-y-3">
      <div>
        <p className="mb-1.5 flex flex-wrap justify-between gap-x-4 text-[0.8125rem]">
          <span className="font-semibold">{t("done", { done, count: total })}</span>
          <span className="text-soft">
            {counts.open === 0
              ? null
              : isLimited
                ? t("limited", { at })
                : t(isPaused ? "isPaused" : "parallel", { count: maxParallel })}
          </span>
        </p>
        <div
          role="progressbar"
          aria-label={t("progress")}
          aria-valuemin={0}
          aria-valuemax={total}
          aria-valuenow={done}
          className="flex h-1.5 overflow-hidden rounded-full bg-silent-soft forced-colors:border"
        >
          {(["contradicted", "unsure", "proven", "silent"] as const).map((tone) => (
            <span
              key={tone}
              className={bars[tone]}
              style={{ width: `${(100 * counts[tone]) / Math.max(total, 1)}%` }}
            />
          ))}
        </div>
      </div>
      <ul className="grid grid-cols-2 overflow-clip rounded-xl border border-line bg-sheet sm:grid-cols-3 lg:grid-cols-5">
        {batchGroups.map((one) => {
          const Icon = one === "open" ? RefreshCw : toneIcon[one];
          return (
            <li key={one} className="border-line not-last:border-r">
              <button
                type="button"
                aria-pressed={group === one}
                onClick={() => onGroup(group === one ? null : one)}
                className="w-full px-4 py-2.5 text-left hover:bg-raised aria-pressed:bg-accent-soft forced-colors:aria-pressed:outline"
              >
                <span className="block text-xl font-semibold">{counts[one]}</span>
                <span
                  className={`flex items-center gap-1.5 text-[0.8125rem] ${one === "open" ? "text-accent" : toneText[one]}`}
                >
                  <Icon aria-hidden className="size-4 shrink-0" />
                  {t(`groups.${one}`)}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
