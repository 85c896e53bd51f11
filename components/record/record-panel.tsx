"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useArtefact, useEvidence } from "#components/evidence/evidence-context";
import { Button } from "#components/ui/button";
import { ProblemNotice } from "#components/ui/problem-notice";
import { Progress } from "#components/ui/progress";
import { saveBlob } from "#components/ui/save-blob";
import { RecordReader } from "./record-reader.tsx";

/** Record tab: fetches the record when opened and shows it exactly as received. */
export function RecordPanel() {
  const t = useTranslations("record");
  const { evidenceId } = useEvidence();
  const { state, open, cancel } = useArtefact("record");
  // Opening this tab is the user action that fetches the record.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once per opening of the tab; after Cancel or a failure the user decides.
  useEffect(() => open(), []);

  if (state.phase === "idle") return <Button onClick={() => open()}>{t("load")}</Button>;
  if (state.phase === "loading") {
    const { receivedBytes, totalBytes, bytesPerSecond } = state;
    return <Progress label={t("loading")} {...{ receivedBytes, totalBytes, bytesPerSecond }} onCancel={cancel} />;
  }
  if (state.phase === "failed") {
    const { received } = state;
    return (
      <div className="space-y-3">
        <ProblemNotice problem={state.problem} onRetry={() => open()} />
        {received ? (
          <Button onClick={() => saveBlob(received, `record-${evidenceId}-incomplete.json`)}>
            {t("saveIncomplete")}
          </Button>
        ) : null}
      </div>
    );
  }
  return <RecordReader blob={state.blob} sha256={state.sha256} fetchedAt={state.fetchedAt} />;
}
