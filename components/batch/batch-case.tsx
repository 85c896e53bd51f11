"use client";

import { useEffect, useRef, useState } from "react";
import { EvidenceProvider } from "#components/evidence/evidence-context";
import { OverviewProvider, useOverview } from "#components/overview/overview-context";
import { useConclusionText } from "#components/overview/use-conclusion-text";
import { useReportConclusion } from "#components/overview/use-report-conclusion";
import type { BatchResult } from "#lib/queue/batch-rows";
import type { QueuedCase } from "#lib/queue/model";
import { limitPauseMs } from "./limit-pause.ts";

type BatchCaseProps = {
  one: QueuedCase & { evidenceId: string };
  /** Called once. The case is unmounted then, and its bytes with it. */
  onDone: (result: BatchResult) => void;
  /** A limit of requests was reached; the case goes on after this time in milliseconds since 1970. */
  onPause: (until: number) => void;
};

/** Runs the whole check of one case without showing it, as its overview does. */
export function BatchCase({ one, onDone, onPause }: BatchCaseProps) {
  return (
    <EvidenceProvider srId={one.srId} evidenceId={one.evidenceId}>
      <OverviewProvider>
        <Check onDone={onDone} onPause={onPause} />
      </OverviewProvider>
    </EvidenceProvider>
  );
}

function Check({ onDone, onPause }: Pick<BatchCaseProps, "onDone" | "onPause">) {
  const { overview, artefacts } = useOverview();
  const textOf = useConclusionText();
  const { status, statusProblem, record, files, tokenState, requestState } = artefacts;
  const [hasStarted, setHasStarted] = useState(false);
  const isDone = useRef(false);
  const problemOf = (state: typeof record.state) => (state.phase === "failed" ? state.problem : null);
  const limits = [
    { problem: statusProblem, again: artefacts.refetchStatus },
    { problem: problemOf(record.state), again: () => record.open() },
    { problem: problemOf(files.state), again: () => files.open() },
    { problem: typeof tokenState === "object" ? tokenState : null, again: () => void artefacts.fetchToken() },
    { problem: artefacts.requestProblem, again: () => void artefacts.refetchRequest() },
  ].filter(({ problem }) => limitPauseMs(problem) !== null);
  const isCompleted = status?.state === "completed";

  // biome-ignore lint/correctness/useExhaustiveDependencies: the fetches start once, when the status is known
  useEffect(() => {
    if (!isCompleted || hasStarted) return;
    setHasStarted(true);
    artefacts.checkEverything();
  }, [isCompleted, hasStarted]);

  const isLimited = limits.length > 0;
  // Further calls may be refused before the timer ends; all of them are repeated.
  const refused = useRef(limits);
  useEffect(() => {
    refused.current = limits;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: one timer for each time that a limit is reached
  useEffect(() => {
    if (!isLimited) return;
    const waitMs = Math.max(...limits.map(({ problem }) => limitPauseMs(problem) ?? 0));
    onPause(Date.now() + waitMs);
    const timer = setTimeout(() => {
      for (const { again } of refused.current) again();
    }, waitMs);
    return () => clearTimeout(timer);
  }, [isLimited]);

  const { conclusion } = overview;
  const isAsked = status !== null || statusProblem !== null;
  const isSettled =
    isAsked &&
    requestState !== "loading" &&
    conclusion.code !== "checking" &&
    (!isCompleted || (hasStarted && !overview.isChecking && overview.notOpened.length === 0));

  useReportConclusion({
    srId: artefacts.srId,
    evidenceId: artefacts.evidenceId,
    conclusion,
    isSettled: isSettled && !isLimited,
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: reports once, when nothing runs any more
  useEffect(() => {
    if (!isSettled || isLimited || isDone.current) return;
    isDone.current = true;
    const facts = { statusWord: status?.status ?? null, failed: overview.failed };
    onDone({
      kind: "checked",
      code: conclusion.code,
      tone: conclusion.tone,
      text: textOf(conclusion, { ...facts, withValues: true }).text,
      masked: textOf(conclusion, { ...facts, withValues: false }).text,
    });
  }, [isSettled, isLimited]);
  return null;
}
