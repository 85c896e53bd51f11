"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEvidence } from "#components/evidence/evidence-context";
import { Card } from "#components/ui/card";
import { ProblemNotice } from "#components/ui/problem-notice";
import { toProblem } from "#lib/api-client";
import { decisionsQuery } from "#lib/decision/query";
import { apiPaths } from "#lib/paths";
import { Decisions } from "./decision-list.tsx";

/** Every decision of this evidence, above its accesses. Nothing before the first one. */
export function DecisionHistory() {
  const t = useTranslations("decision");
  const { srId, evidenceId } = useEvidence();
  const { data, error, refetch } = useQuery(decisionsQuery(srId, evidenceId));
  if (error && !data)
    return (
      <ProblemNotice problem={toProblem(error, apiPaths.decisions(srId, evidenceId))} onRetry={() => void refetch()} />
    );
  if (!data || data.decisions.length === 0) return null;
  return (
    <Card title={t("all")}>
      <Decisions list={data} />
    </Card>
  );
}
