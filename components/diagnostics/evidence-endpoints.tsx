"use client";

import { FileSearch, Route, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { ProblemNotice } from "#components/ui/problem-notice";
import { isId } from "#lib/paths";
import { CopyText } from "./copy-text.tsx";
import { IdField } from "./id-field.tsx";
import { PathResult } from "./path-result.tsx";
import { type EndpointTool, useEndpointRun } from "./use-endpoint-run.ts";

/** Finds the status path and describes the four endpoints, for one evidence that the administrator names. */
export function EvidenceEndpoints() {
  const t = useTranslations("diagnostics.endpoints");
  const [srId, setSrId] = useState("");
  const [evidenceId, setEvidenceId] = useState("");
  const [isInvalid, setInvalid] = useState(false);
  const { run, start, stop } = useEndpointRun();
  const errorId = useId();
  const isRunning = run.state === "running";

  function begin(tool: EndpointTool) {
    const evidence = { srId: srId.trim(), evidenceId: evidenceId.trim() };
    const isValid = isId(evidence.srId) && isId(evidence.evidenceId);
    setInvalid(!isValid);
    if (isValid && !isRunning) void start(tool, evidence);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    begin("find");
  }

  const invalidId = (value: string) => (isInvalid && !isId(value.trim()) ? errorId : undefined);
  return (
    <Card title={t("title")} flush>
      <form onSubmit={submit} className="space-y-3 p-4">
        <p className="max-w-prose text-soft">{t("lead")}</p>
        <div className="flex flex-wrap gap-3">
          <IdField label={t("srId")} value={srId} onChange={setSrId} errorId={invalidId(srId)} />
          <IdField
            label={t("evidenceId")}
            value={evidenceId}
            onChange={setEvidenceId}
            errorId={invalidId(evidenceId)}
          />
        </div>
        {isInvalid ? (
          <p id={errorId} role="alert" className="text-unsure">
            {t("invalidId")}
          </p>
        ) : null}
        <ul className="max-w-prose list-disc space-y-1 pl-5 text-soft">
          <li>{t("findLead")}</li>
          <li>{t("reportLead")}</li>
        </ul>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary" icon={Route} disabled={isRunning}>
            {run.state === "running" && run.tool === "find" ? t("finding") : t("find")}
          </Button>
          <Button icon={FileSearch} disabled={isRunning} onClick={() => begin("report")}>
            {run.state === "running" && run.tool === "report" ? t("reporting") : t("report")}
          </Button>
          {isRunning ? (
            <Button look="quiet" icon={X} onClick={stop}>
              {t("stop")}
            </Button>
          ) : null}
        </div>
        {run.state === "stopped" ? <p className="text-soft">{t("stopped")}</p> : null}
      </form>
      <div role="status" className="sr-only">
        {run.state === "found" ? t("done", { found: run.check.found === null ? "no" : "yes" }) : null}
        {run.state === "reported" ? t("reportDone") : null}
        {run.state === "stopped" ? t("stopped") : null}
      </div>
      {run.state === "failed" ? (
        <div className="px-4 pb-4">
          <ProblemNotice problem={run.problem} onRetry={() => begin(run.tool)} />
        </div>
      ) : null}
      {run.state === "found" ? <PathResult check={run.check} /> : null}
      {run.state === "reported" ? <FirstContactReport text={run.text} /> : null}
    </Card>
  );
}

function FirstContactReport({ text }: { text: string }) {
  const t = useTranslations("diagnostics.endpoints");
  return (
    <div className="space-y-3 border-t border-line p-4">
      <h3 className="font-medium">{t("reportTitle")}</h3>
      <p className="max-w-prose text-soft">{t("reportNote")}</p>
      <CopyText text={text} what={t("reportText")} lang="en" />
    </div>
  );
}
