"use client";

import { useTranslations } from "next-intl";
import { BodyNotice } from "#components/evidence/body-notice";
import { useEvidence } from "#components/evidence/evidence-context";
import { Card } from "#components/ui/card";
import { Notice } from "#components/ui/notice";
import { ProblemNotice } from "#components/ui/problem-notice";
import { Skeleton } from "#components/ui/skeleton";
import { toProblem } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import { unplacedTimes } from "#lib/status/other-times";
import { useRefetchStatus, useStatus } from "#lib/status/query";
import { isUnfinished } from "#lib/status/schema";
import { RawStatus } from "./raw-status.tsx";
import { ReviewNotice } from "./review-notice.tsx";
import { StatusFacts } from "./status-facts.tsx";
import { StatusProvenance } from "./status-provenance.tsx";
import { StatusRemarks } from "./status-remarks.tsx";
import { Timeline } from "./timeline.tsx";
import { useNow } from "./use-now.ts";
import { useStatusBody } from "./use-status-body.tsx";

export function StatusPanel({ fixedNow }: { fixedNow: string | null }) {
  const t = useTranslations("status");
  const { srId, evidenceId } = useEvidence();
  const status = useStatus(srId, evidenceId);
  const nowMs = useNow(fixedNow);
  const refetch = useRefetchStatus(srId, evidenceId);
  const problem = status.error ? toProblem(status.error, apiPaths.artefact(srId, evidenceId, "status")) : null;
  const { data } = status;
  const body = useStatusBody(data);
  if (!data)
    return problem ? (
      <ProblemNotice problem={problem} onRetry={refetch} />
    ) : (
      <Card title={t("timeline")}>
        <Skeleton lines={7} />
      </Card>
    );
  return (
    <div className="space-y-4">
      {problem ? <ProblemNotice problem={problem} onRetry={refetch} /> : null}
      {body ? <BodyNotice artefact="status" body={body} /> : null}
      {data.unreadable && body?.nature.kind === "expected" ? (
        <Notice role="alert" tone="unsure" title={t(`unreadable.${data.unreadable}`)}>
          <p>{t("unreadable.action")}</p>
        </Notice>
      ) : null}
      <StatusRemarks status={data} />
      {data.state === "in_review" ? (
        <ReviewNotice status={data} srId={srId} evidenceId={evidenceId} nowMs={nowMs} />
      ) : null}
      <Card title={t("timeline")}>
        {data.times.length + unplacedTimes(data).length === 0 ? (
          <p className="text-soft">{t(data.otherTimes.length === 0 ? "noTimes" : "timesNotSet")}</p>
        ) : null}
        <Timeline status={data} nowMs={nowMs} />
        {isUnfinished(data.state) ? <p className="mt-3 text-xs text-soft print:hidden">{t("asksAgain")}</p> : null}
      </Card>
      <Card title={t("factsTitle")} footer={<StatusProvenance status={data} />}>
        <StatusFacts status={data} evidenceId={evidenceId} />
      </Card>
      <RawStatus status={data} body={body} evidenceId={evidenceId} />
    </div>
  );
}
