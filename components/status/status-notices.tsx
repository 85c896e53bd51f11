"use client";

import { useTranslations } from "next-intl";
import { BodyNotice } from "#components/evidence/body-notice";
import { Notice } from "#components/ui/notice";
import { ProblemNotice } from "#components/ui/problem-notice";
import type { ReadBody } from "#lib/evidence/read-body";
import type { ProblemDetails } from "#lib/problem";
import type { StatusResponse } from "#lib/status/schema";
import { StatusRemarks } from "./status-remarks.tsx";

type StatusNoticesProps = {
  status: StatusResponse | null;
  problem: ProblemDetails | null;
  body: ReadBody | null;
  onRetry: () => void;
};

/** What is wrong with the status, or with fetching it. Renders nothing for an ordinary one. */
export function StatusNotices({ status, problem, body, onRetry }: StatusNoticesProps) {
  const t = useTranslations("status");
  return (
    <>
      {problem ? <ProblemNotice problem={problem} onRetry={onRetry} /> : null}
      {status && body ? <BodyNotice artefact="status" body={body} /> : null}
      {status?.unreadable && body?.nature.kind === "expected" ? (
        <Notice role="alert" tone="unsure" title={t(`unreadable.${status.unreadable}`)}>
          <p>{t("unreadable.action")}</p>
        </Notice>
      ) : null}
      {status ? <StatusRemarks status={status} /> : null}
    </>
  );
}
