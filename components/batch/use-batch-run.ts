import { useQueries } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { ApiError } from "#lib/api-client";
import type { BatchResult, BatchRow } from "#lib/queue/batch-rows";
import { listCases } from "#lib/queue/list-cases";
import { maxCases, type Queue, type QueuedCase } from "#lib/queue/model";
import { foundRequestQuery } from "#lib/queue/query";
import { limitPauseMs } from "./limit-pause.ts";

/** Cases that are checked at the same time. */
export const maxParallel = 3;

type RunningCase = { key: string; one: QueuedCase & { evidenceId: string } };

export type BatchRun = {
  rows: BatchRow[];
  running: RunningCase[];
  /** A limit of requests is reached until then, in milliseconds since 1970. */
  pausedUntil: number | null;
  settle: (key: string, result: BatchResult) => void;
  pause: (until: number) => void;
  retry: (row: BatchRow) => void;
};

const keyOf = ({ srId, evidenceId }: QueuedCase) => `${srId}/${evidenceId ?? ""}`;
const problemOf = (error: unknown) => (error instanceof ApiError ? error.problem : null);

/** The result of a request without a case to check; null while it is unknown, or has evidence. */
function judgeRequest(error: unknown, cases: readonly QueuedCase[], isLoaded: boolean): BatchResult | null {
  const problem = problemOf(error);
  if (error && limitPauseMs(problem) === null) return { kind: problem?.code === "not_found" ? "unknown" : "failed" };
  return isLoaded && cases.every(({ evidenceId }) => evidenceId === null) ? { kind: "no_evidence" } : null;
}

/**
 * Runs the cases of a batch in order, at most `maxParallel` at once, while `isRunning`. Results live in memory.
 * A signature request becomes one case for each signer with evidence as soon as it is loaded.
 */
export function useBatchRun(list: Queue, isRunning: boolean): BatchRun {
  const [results, setResults] = useState<ReadonlyMap<string, BatchResult>>(new Map());
  const [pausedUntil, setPausedUntil] = useState<number | null>(null);
  const requests = useQueries({
    queries: list.cases.map(({ srId }) => ({ ...foundRequestQuery(srId), enabled: isRunning })),
  });
  const settle = useCallback(
    (key: string, result: BatchResult) => setResults((known) => new Map(known).set(key, result)),
    [],
  );
  const pause = useCallback((until: number) => setPausedUntil(until), []);

  const limited = requests.filter(({ error }) => error && limitPauseMs(problemOf(error)) !== null);
  const waitMs =
    limited.length > 0 ? Math.max(...limited.map(({ error }) => limitPauseMs(problemOf(error)) ?? 0)) : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: one timer for each time that a limit is reached
  useEffect(() => {
    if (waitMs === null) return;
    setPausedUntil(Date.now() + waitMs);
    const timer = setTimeout(() => {
      for (const { refetch } of limited) void refetch();
    }, waitMs);
    return () => clearTimeout(timer);
  }, [waitMs]);

  const found = list.cases.flatMap((target, index) => {
    const { data: request = null, error = null } = requests[index] ?? {};
    const cases = listCases(target, request);
    const failure = judgeRequest(error, cases, request !== null);
    return cases.map((one) => ({ key: keyOf(one), one, request, failure }));
  });
  const cases = found
    .filter((one, index) => found.findIndex(({ key }) => key === one.key) === index)
    .slice(0, maxCases);

  const [running] = useState(() => new Map<string, RunningCase>());
  for (const { key, one, request, failure } of cases) {
    const { srId, evidenceId } = one;
    const isOpen = !results.has(key) && failure === null && request !== null && evidenceId !== null;
    if (!isOpen) running.delete(key);
    else if (isRunning && running.size < maxParallel) running.set(key, { key, one: { srId, evidenceId } });
  }
  const rows = cases.map(({ key, one, request, failure }): BatchRow => {
    const state = results.get(key) ?? failure ?? (running.has(key) ? "checking" : "waiting");
    return { key, one, request, state };
  });
  const retry = (row: BatchRow) => {
    const next = new Map(results);
    next.delete(row.key);
    setResults(next);
    if (row.request === null) void requests[list.cases.findIndex(({ srId }) => srId === row.one.srId)]?.refetch();
  };
  return { rows, running: [...running.values()], pausedUntil, settle, pause, retry };
}
