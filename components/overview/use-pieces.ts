"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useArtefact, useEvidence } from "#components/evidence/evidence-context";
import { toProblem } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import type { ProblemDetails } from "#lib/problem";
import { reportQuery, signatureRequestQuery } from "#lib/signature-request/query";
import { useStatus } from "#lib/status/query";
import { verdictQuery } from "#lib/token/query";

/** A signature without an ID may belong to any signer, including this one. */
const isOf = (own: string | null, signatureId: string | null) =>
  own === null || signatureId === null || own === signatureId;

export function usePieces() {
  const { srId, evidenceId } = useEvidence();
  const queries = useQueryClient();
  const requestQuery = useQuery(signatureRequestQuery(srId));
  const request = requestQuery.data ?? null;
  const requestState = request ? "ready" : requestQuery.isError && !requestQuery.isFetching ? "failed" : "loading";
  const statusQuery = useStatus(srId, evidenceId);
  const status = statusQuery.data ?? null;
  const statusState = statusQuery.isPending ? "loading" : "settled";
  const record = useArtefact("record");
  const files = useArtefact("files");
  // A failure of the token in any tab is not "not opened" here.
  const verdictState = useQuery({ ...verdictQuery(srId, evidenceId), enabled: false });
  const held = verdictState.data ?? null;
  const { isFetching: isTokenLoading, error: tokenError } = verdictState;
  const tokenFlight = useMemo(
    (): "idle" | "loading" | ProblemDetails =>
      isTokenLoading
        ? "loading"
        : tokenError && !held
          ? toProblem(tokenError, apiPaths.verdict(srId, evidenceId))
          : "idle",
    [isTokenLoading, tokenError, held, srId, evidenceId],
  );
  const reportState = useQuery({ ...reportQuery(srId), enabled: false });
  const report = reportState.data ?? null;

  const fetchToken = () => queries.fetchQuery(verdictQuery(srId, evidenceId)).catch(() => null);

  /** Fetches each artefact in its own request, which is logged; loaded artefacts are not fetched again. */
  function checkEverything() {
    record.open();
    files.open();
    if (held === null) void fetchToken();
    if (requestState === "failed") void requestQuery.refetch();
  }

  const signer = request?.signers.find((each) => each.evidenceId === evidenceId) ?? null;
  const signatureId = signer?.signatureId ?? null;
  const signatures = useMemo(
    () => report?.filter((each) => isOf(each.signatureId, signatureId)) ?? null,
    [report, signatureId],
  );
  // A changed token clears its verdict until the user has seen the change (components/token).
  const verdict = held && held.earlierSha256 === null ? held.verdict : null;
  const verdictRequestId = held?.requestId ?? null;
  const verdictFetchedAt = held?.fetchedAt ?? null;
  return {
    srId,
    evidenceId,
    request,
    requestState,
    isReportLoading: reportState.isFetching,
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
