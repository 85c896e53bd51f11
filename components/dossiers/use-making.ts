import { useEffect, useRef, useState } from "react";
import { useMakingProblem } from "#components/dossier/making-problem";
import { saveBlob } from "#components/ui/save-blob";
import { ApiError } from "#lib/api-client";
import type { DossierProgress } from "#lib/dossier/make-dossier";
import type { DossierBatch } from "#lib/dossier/making/schema";
import { type BatchCase, caseKey } from "#lib/dossier/several/model";
import { openDossierWorker } from "#lib/dossier/worker-client";
import type { ProblemDetails } from "#lib/problem";
import type { Job, MadeDossier } from "./case-maker.tsx";

export type CaseState =
  | { phase: "open" }
  | { phase: "making"; progress: DossierProgress | null }
  | { phase: "made"; made: MadeDossier }
  | { phase: "failed"; problem: ProblemDetails };

type RunState = "idle" | "running" | "joining" | "cancelled" | "saved" | "failed";

/** A limit of requests a minute is waited for; the day's limit is not. Seconds. */
const maxWaitS = 60;

const waitOf = (error: unknown): number | null => {
  if (!(error instanceof ApiError) || error.problem.code !== "rate_limited") return null;
  const { retryAfterS = maxWaitS } = error.problem;
  return retryAfterS <= maxWaitS ? retryAfterS * 1000 : null;
};

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });

/**
 * Makes the dossiers of a confirmed request one after another, and saves those that were made as one ZIP. What was made stays in
 * memory until the page is left, so that a run that was cancelled or failed can go on.
 */
export function useMaking(batch: DossierBatch, prepare: (signal: AbortSignal) => Promise<void>) {
  const toProblem = useMakingProblem();
  const [states, setStates] = useState<ReadonlyMap<string, CaseState>>(new Map());
  const [run, setRun] = useState<RunState>("idle");
  const [problem, setProblem] = useState<ProblemDetails | null>(null);
  const [job, setJob] = useState<Job | null>(null);
  const made = useRef(new Map<string, MadeDossier>());
  const controller = useRef<AbortController | null>(null);
  const attempts = useRef(0);
  // An effect, because leaving the page ends what is being made.
  useEffect(() => () => controller.current?.abort(), []);

  const setState = (one: BatchCase, state: CaseState) => setStates((known) => new Map(known).set(caseKey(one), state));

  /** Renders the maker of one case, and removes it with the bytes of the case when it has ended. */
  async function makeOnce(one: BatchCase, signal: AbortSignal): Promise<MadeDossier> {
    attempts.current += 1;
    const key = String(attempts.current);
    try {
      return await new Promise<MadeDossier>((resolve, reject) => {
        const onProgress = (progress: DossierProgress) => setState(one, { phase: "making", progress });
        signal.addEventListener("abort", () => reject(signal.reason));
        setJob({ key, one, signal, onProgress, resolve, reject });
      });
    } finally {
      setJob(null);
    }
  }

  async function makeCase(one: BatchCase, signal: AbortSignal): Promise<void> {
    setState(one, { phase: "making", progress: null });
    for (;;) {
      try {
        const dossier = await makeOnce(one, signal);
        made.current.set(caseKey(one), dossier);
        return setState(one, { phase: "made", made: dossier });
      } catch (error) {
        if (signal.aborted) {
          setState(one, { phase: "open" });
          throw error;
        }
        const waitMs = waitOf(error);
        if (waitMs === null) return setState(one, { phase: "failed", problem: toProblem(error) });
        await pause(waitMs, signal);
      }
    }
  }

  /** In the order of the request. */
  async function save(signal: AbortSignal): Promise<void> {
    setRun("joining");
    const dossiers = batch.cases.flatMap((one) => made.current.get(caseKey(one)) ?? []);
    const worker = openDossierWorker();
    try {
      const joined = await worker.call("join", { batch: batch.id, at: new Date(), dossiers }, { signal });
      signal.throwIfAborted();
      for (const { name, zip } of joined) saveBlob(zip, name);
      setRun("saved");
    } finally {
      worker.stop();
    }
  }

  async function start(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const own = new AbortController();
    controller.current = own;
    setProblem(null);
    setRun("running");
    try {
      await work(own.signal);
    } catch (error) {
      if (own.signal.aborted) return setRun("cancelled");
      setProblem(toProblem(error));
      setRun("failed");
    }
  }

  const isOpen = (one: DossierBatch["cases"][number]) => one.logEntry === null && !made.current.has(caseKey(one));

  return {
    states,
    run,
    problem,
    job,
    madeCount: [...states.values()].filter(({ phase }) => phase === "made").length,
    openCount: batch.cases.filter(isOpen).length,
    /** Makes what is not made yet, then saves all that was made. */
    create: () =>
      start(async (signal) => {
        await prepare(signal);
        for (const one of batch.cases.filter(isOpen)) await makeCase(one, signal);
        if (made.current.size === 0) return setRun("failed");
        await save(signal);
      }),
    /** Saves again, or what was made before a cancellation. */
    saveMade: () => start(save),
    cancel: () => controller.current?.abort(),
  };
}
