"use client";

import { useTranslations } from "next-intl";
import { CopyButton } from "#components/ui/copy-button";
import { Notice } from "#components/ui/notice";
import { Time } from "#components/ui/time";
import { estimateReview, readPendingSince } from "#lib/status/review-hours";
import type { EvidenceStatus } from "#lib/status/schema";

type ReviewNoticeProps = { status: EvidenceStatus; srId: string; evidenceId: string; nowMs: number };

export function ReviewNotice({ status, srId, evidenceId, nowMs }: ReviewNoticeProps) {
  const t = useTranslations("status.review");
  const sinceMs = readPendingSince(status, nowMs);
  const clock = sinceMs === null ? null : estimateReview(sinceMs, nowMs);
  if (clock?.kind !== "overdue")
    return (
      <Notice tone="silent" title={t("title")}>
        <p>{t(clock?.kind ?? "usual")}</p>
        {clock && clock.kind !== "usual" ? (
          <p>
            {t("until")} <Time at={clock.until} inline />
          </p>
        ) : null}
        <p className="text-xs">{t("hours")}</p>
      </Notice>
    );
  const copyText = t("copyText", { srId, evidenceId, since: clock.since });
  return (
    <Notice tone="unsure" title={t("overdue")} actions={<CopyButton withLabel text={copyText} what={t("copyWhat")} />}>
      <p>
        {t("waitingSince")} <Time at={clock.since} inline />
      </p>
      <p>{t("overdueAction")}</p>
    </Notice>
  );
}
