import { useEffect, useState } from "react";
import { ApiError, fallbackProblem } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import type { ProblemDetails } from "#lib/problem";
import { confirmPurpose } from "#lib/purpose/query";
import type { Queue } from "#lib/queue/model";
import { recordBatch } from "#lib/queue/query";

type Prepared = { phase: "recording" | "ready" } | { phase: "failed"; problem: ProblemDetails; again: () => void };

/** Records the batch, and its ticket for every signature request. No check starts before both are in the log. */
export function usePreparedBatch(list: Queue, ticket: string | null): Prepared {
  const [attempt, setAttempt] = useState(0);
  const [result, setResult] = useState<{ attempt: number; problem: ProblemDetails | null } | null>(null);
  const { cases } = list;
  // biome-ignore lint/correctness/useExhaustiveDependencies: recorded once for each start; the position of the list changes
  useEffect(() => {
    const gone = new AbortController();
    const record = async () => {
      await recordBatch(cases, gone.signal);
      if (ticket === null) return;
      for (const srId of new Set(cases.map((one) => one.srId))) {
        if (gone.signal.aborted) return;
        await confirmPurpose(srId, { ticket, purpose: null, source: "typed" });
      }
    };
    const settle = (problem: ProblemDetails | null) => !gone.signal.aborted && setResult({ attempt, problem });
    record().then(
      () => settle(null),
      (error: unknown) => settle(error instanceof ApiError ? error.problem : fallbackProblem(apiPaths.batches(), 0)),
    );
    return () => gone.abort();
  }, [attempt, ticket]);
  if (result === null || result.attempt !== attempt) return { phase: "recording" };
  if (result.problem === null) return { phase: "ready" };
  return { phase: "failed", problem: result.problem, again: () => setAttempt(attempt + 1) };
}
