import { useState } from "react";
import { toProblem } from "#lib/api-client";
import type { DossierBatch } from "#lib/dossier/making/schema";
import { answerBatch } from "#lib/dossier/query";
import type { BatchAnswer } from "#lib/dossier/several/model";
import { apiPaths } from "#lib/paths";
import type { ProblemDetails } from "#lib/problem";

/** Sends an answer to a request. */
export function useAnswer(batch: DossierBatch, onAnswered: (batch: DossierBatch) => void) {
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<ProblemDetails | null>(null);
  async function send(answer: BatchAnswer) {
    setSending(true);
    setProblem(null);
    try {
      onAnswered(await answerBatch(batch, answer, new AbortController().signal));
    } catch (error) {
      setProblem(toProblem(error, apiPaths.dossierBatchAnswer(batch.id)));
    }
    setSending(false);
  }
  return { isSending, problem, send };
}
