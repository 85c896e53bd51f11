"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useArtefact, useEvidence } from "#components/evidence/evidence-context";
import { AskError } from "#lib/api-client";
import type { Problem } from "#lib/problem";
import { reportQuery, signatureRequestQuery } from "#lib/signature-request/query";
import { useStatus } from "#lib/status/query";
import { useHeldVerdict, verdictQuery } from "#lib/token/query";

/** Signatures without an id may be anybody's, also this signer's. */
const isOf = (own: string | null, signatureId: string | null) =>
  own === null || signatureId === null || own === signatureId;

/** Everything this page holds of one evidence, and the act that fetches what was not opened yet. */
export function usePieces() {
  const { srId, evidenceId } = useEvidence();
  const queries = useQueryClient();
  const request = useQuery(signatureRequestQuery(srId)).data ?? null;
  const statusQuery = useStatus(srId, evidenceId);
  const status = statusQuery.data ?? null;
  const statusState = statusQuery.isPending ? "loading" : "settled";
  const record = useArtefact("record");
  const files = useArtefact("files");
  const held = useHeldVerdict(srId, evidenceId);
  const report = useQuery({ ...reportQuery(srId), enabled: false }).data ?? null;
  const [tokenFlight, setTokenFlight] = useState<"idle" | "loading" | Problem>("idle");

  async function fetchToken() {
    setTokenFlight("loading");
    try {
      await queries.fetchQuery(verdictQuery(srId, evidenceId));
      setTokenFlight("idle");
    } catch (error) {
      setTokenFlight(error instanceof AskError ? error.problem : "idle");
    }
  }

  /** Each piece is fetched by its own call and recorded by it; what is held already is not fetched again. */
  function checkEverything() {
    record.open();
    files.open();
    if (held === null) void fetchToken();
  }

  const signer = request?.signers.find((each) => each.evidenceId === evidenceId) ?? null;
  const signatureId = signer?.signatureId ?? null;
  const signatures = useMemo(
    () => report?.filter((each) => isOf(each.signatureId, signatureId)) ?? null,
    [report, signatureId],
  );
  // A token that changed under our hands clears its verdict until a person has seen that (components/token).
  const verdict = held && held.earlierSha256 === null ? held.verdict : null;
  const verdictRequestId = held?.requestId ?? null;
  const verdictFetchedAt = held?.fetchedAt ?? null;
  return {
    srId,
    evidenceId,
    request,
    signer,
    status,
    statusState,
    record,
    files,
    verdict,
    verdictRequestId,
    verdictFetchedAt,
    tokenFlight,
    fetchToken,
    signatures,
    checkEverything,
  };
}

export type Pieces = ReturnType<typeof usePieces>;
