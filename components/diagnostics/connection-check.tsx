"use client";

import { useMutation } from "@tanstack/react-query";
import { Activity } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { ProblemNotice } from "#components/ui/problem-notice";
import { Time } from "#components/ui/time";
import { ApiError } from "#lib/api-client";
import { runConnectionCheck } from "#lib/diagnostics/query";
import { IdField } from "./id-field.tsx";
import { StepList } from "./step-list.tsx";

export function ConnectionCheck() {
  const t = useTranslations("diagnostics");
  const [srId, setSrId] = useState("");
  const [evidenceId, setEvidenceId] = useState("");
  const check = useMutation({
    mutationFn: () => runConnectionCheck({ srId: srId.trim(), evidenceId: evidenceId.trim() }),
  });

  function run(event?: FormEvent) {
    event?.preventDefault();
    check.mutate();
  }

  const problem = check.error instanceof ApiError ? check.error.problem : null;
  return (
    <Card title={t("check.title")} aside={check.data ? <Time at={check.data.at} inline /> : null} flush>
      <form onSubmit={run} className="flex flex-wrap items-end gap-3 p-4">
        <div className="w-full">
          <p className="max-w-prose text-soft">{t("check.lead")}</p>
        </div>
        <IdField label={t("check.srId")} value={srId} onChange={setSrId} />
        <IdField label={t("check.evidenceId")} value={evidenceId} onChange={setEvidenceId} />
        <Button type="submit" look="primary" icon={Activity} disabled={check.isPending}>
          {check.isPending ? t("check.running") : t("check.run")}
        </Button>
      </form>
      {problem ? (
        <div className="px-4 pb-4">
          <ProblemNotice problem={problem} onRetry={run} />
        </div>
      ) : null}
      <div role="status" className="sr-only">
        {check.data
          ? t("check.done", { failures: check.data.steps.filter(({ outcome }) => outcome === "fail").length })
          : ""}
      </div>
      {check.data ? <StepList steps={check.data.steps} /> : null}
    </Card>
  );
}
