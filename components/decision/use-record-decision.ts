"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { ApiError, fallbackProblem } from "#lib/api-client";
import { NotConfirmed } from "#lib/decision/not-confirmed";
import type { Draft } from "#lib/decision/parse-draft";
import { askForChallenge, type Challenge, decisionsQuery, sendDecision } from "#lib/decision/query";
import type { DecisionList } from "#lib/decision/schema";
import type { ProblemDetails } from "#lib/problem";

/** True for an answer that leaves open whether the server recorded the decision. */
export const isUncertain = ({ status }: ProblemDetails) => status === 0 || status >= 500;

/**
 * Records a decision once. After a lost answer the same prepared decision is sent again, which the server records at most once; after a
 * refusal, or another input, a new one is prepared.
 */
export function useRecordDecision(srId: string, evidenceId: string) {
  const queries = useQueryClient();
  const waiting = useRef<{ text: string; challenge: Challenge; assertion: unknown } | null>(null);
  const [isWorking, setWorking] = useState(false);
  const [problem, setProblem] = useState<ProblemDetails | null>(null);
  const [unconfirmed, setUnconfirmed] = useState<string | null>(null);

  async function prepare(draft: Draft, confirm: ((digest: string) => Promise<unknown>) | null) {
    // Without what it supersedes: after a lost answer, the list may name this very decision as the one in force.
    const text = JSON.stringify({ ...draft, supersedes: null });
    if (waiting.current?.text === text) return waiting.current;
    const challenge = await askForChallenge(srId, evidenceId, draft);
    const assertion = confirm === null ? undefined : await confirm(challenge.digest);
    waiting.current = { text, challenge, assertion };
    return waiting.current;
  }

  function clear() {
    setProblem(null);
    setUnconfirmed(null);
  }

  /**
   * @param confirm asks for a passkey's assertion over the digest, or null
   * @returns the decisions after it, or null after a failure
   */
  async function record(
    draft: Draft,
    confirm: ((digest: string) => Promise<unknown>) | null,
  ): Promise<DecisionList | null> {
    setWorking(true);
    clear();
    try {
      const { challenge, assertion } = await prepare(draft, confirm);
      const list = await sendDecision(srId, evidenceId, { canonical: challenge.canonical, assertion });
      waiting.current = null;
      queries.setQueryData(decisionsQuery(srId, evidenceId).queryKey, list);
      return list;
    } catch (error) {
      if (error instanceof NotConfirmed) {
        setUnconfirmed(error.message);
        return null;
      }
      const failure = error instanceof ApiError ? error.problem : fallbackProblem(window.location.pathname, 200);
      if (!isUncertain(failure)) waiting.current = null;
      setProblem(failure);
      // What another person recorded meanwhile is shown behind the form, which stays as it is.
      await queries.invalidateQueries({ queryKey: decisionsQuery(srId, evidenceId).queryKey });
      return null;
    } finally {
      setWorking(false);
    }
  }
  return { record, isWorking, problem, unconfirmed, clear };
}
