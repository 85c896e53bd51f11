"use client";

import { useTranslations } from "next-intl";
import { useEvidence } from "#components/evidence/evidence-context";
import { ProblemNotice } from "#components/ui/problem-notice";
import { Sheet } from "#components/ui/sheet";
import { Skeleton } from "#components/ui/skeleton";
import { AskError } from "#lib/http/ask";
import { useStatus } from "#lib/status/query";
import { ReviewNotice } from "./review-notice.tsx";
import { StatusFacts } from "./status-facts.tsx";
import { StatusProvenance } from "./status-provenance.tsx";
import { Timeline } from "./timeline.tsx";
import { useNow } from "./use-now.ts";

/** The status of the identification: waiting, failed, empty (no times), ready. */
export function StatusPanel({ fixedNow }: { fixedNow: string | null }) {
  const t = useTranslations("status");
  const { srId, evidenceId } = useEvidence();
  const status = useStatus(srId, evidenceId);
  const nowMs = useNow(fixedNow);
  if (status.error instanceof AskError)
    return <ProblemNotice problem={status.error.problem} onRetry={() => status.refetch()} />;
  if (!status.data)
    return (
      <Sheet title={t("timeline")}>
        <Skeleton lines={7} />
      </Sheet>
    );
  const { data } = status;
  return (
    <div className="space-y-4">
      {data.state === "in_review" ? (
        <ReviewNotice status={data} srId={srId} evidenceId={evidenceId} nowMs={nowMs} />
      ) : null}
      <Sheet title={t("timeline")}>
        {data.times.length === 0 ? <p className="text-soft">{t("noTimes")}</p> : null}
        <Timeline status={data} nowMs={nowMs} />
      </Sheet>
      <Sheet title={t("factsTitle")} footer={<StatusProvenance status={data} />}>
        <StatusFacts status={data} />
      </Sheet>
    </div>
  );
}
