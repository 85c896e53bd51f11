"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { useArtefact, useEvidence } from "#components/evidence/evidence-context";
import { toProblem } from "#lib/api-client";
import { readBody } from "#lib/evidence/read-body";
import { loadArchiveSession } from "#lib/files/use-opened-archive";
import { currentVerdict } from "#lib/overview/derive-overview";
import type { CaseState } from "#lib/overview/model";
import { apiPaths } from "#lib/paths";
import type { ProblemDetails } from "#lib/problem";
import { reportQuery, signatureRequestQuery } from "#lib/signature-request/query";
import { useRefetchStatus, useStatus } from "#lib/status/query";
import { verdictQuery } from "#lib/token/query";

/** A signature without an ID may belong to any signer, including this one. */
const isOf = (own: string | null, signatureId: string | null) =>
  own === null || signatureId === null || own === signatureId;

/** Keeps an archive at work until the page that shows it has rendered. */
const holdMs = 1_000;

/** Starts to read an archive as soon as its bytes are there. Failures are reported where it is shown. */
async function startArchive(blob: Blob): Promise<void> {
  try {
    const [{ shown }, { openArchiveSession }] = await Promise.all([readBody("files", blob), loadArchiveSession()]);
    setTimeout(openArchiveSession(shown).hold(), holdMs);
  } catch {
    // Such as code that could not be loaded.
  }
}

export function useCaseArtefacts() {
  const { srId, evidenceId } = useEvidence();
  const queries = useQueryClient();
  const requestQuery = useQuery(signatureRequestQuery(srId));
  const request = requestQuery.data ?? null;
  const requestState: CaseState["request"] = request
    ? "ready"
    : requestQuery.isError && !requestQuery.isFetching
      ? "failed"
      : "loading";
  const { error: requestError, refetch: refetchRequest } = requestQuery;
  const requestProblem = useMemo(
    () => (requestState === "failed" ? toProblem(requestError, apiPaths.signatureRequest(srId)) : null),
    [requestState, requestError, srId],
  );
  const statusQuery = useStatus(srId, evidenceId);
  const refetchStatus = useRefetchStatus(srId, evidenceId);
  const status = statusQuery.data ?? null;
  const statusError = statusQuery.error;
  const statusProblem = useMemo(
    () => statusError && toProblem(statusError, apiPaths.artefact(srId, evidenceId, "status")),
    [statusError, srId, evidenceId],
  );
  const record = useArtefact("record");
  const files = useArtefact("files");
  // A failure of the token in any tab is not "not opened" here.
  const verdictState = useQuery({ ...verdictQuery(srId, evidenceId), enabled: false });
  const cached = verdictState.data ?? null;
  const { isFetching: isTokenLoading, error: tokenError } = verdictState;
  const tokenState = useMemo(
    (): "idle" | "loading" | ProblemDetails =>
      isTokenLoading
        ? "loading"
        : tokenError && !cached
          ? toProblem(tokenError, apiPaths.verdict(srId, evidenceId))
          : "idle",
    [isTokenLoading, tokenError, cached, srId, evidenceId],
  );
  const reportState = useQuery({ ...reportQuery(srId), enabled: false });
  const report = reportState.data?.signatures ?? null;

  const fetchToken = useCallback(
    () => queries.fetchQuery(verdictQuery(srId, evidenceId)).catch(() => null),
    [queries, srId, evidenceId],
  );

  /** Fetches each artefact in its own request, which is logged; loaded artefacts are not fetched again. */
  const checkEverything = useCallback(() => {
    record.open();
    files.open(async ({ blob }) => void startArchive(blob));
    if (cached === null) void fetchToken();
    if (requestState === "failed") void refetchRequest();
  }, [record, files, cached, fetchToken, requestState, refetchRequest]);

  const signer = request?.signers.find((each) => each.evidenceId === evidenceId) ?? null;
  const signatureId = signer?.signatureId ?? null;
  const signatures = useMemo(
    () => report?.filter((each) => isOf(each.signatureId, signatureId)) ?? null,
    [report, signatureId],
  );
  const isReportLoading = reportState.isFetching;
  const reportSha256 = reportState.data?.sha256 ?? null;
  // The same object while nothing has changed, so that only what has is rendered again.
  return useMemo(
    () => ({
      srId,
      evidenceId,
      request,
      requestState,
      requestProblem,
      refetchRequest,
      refetchStatus,
      isReportLoading,
      /** SHA-256 of the activity report as it was released; null if it is not open. */
      reportSha256,
      signer,
      status,
      statusProblem,
      record,
      files,
      cachedVerdict: cached,
      verdict: currentVerdict(cached),
      verdictRequestId: cached?.requestId ?? null,
      verdictFetchedAt: cached?.fetchedAt ?? null,
      tokenState,
      fetchToken,
      signatures,
      checkEverything,
    }),
    [
      srId,
      evidenceId,
      request,
      requestState,
      requestProblem,
      refetchRequest,
      refetchStatus,
      isReportLoading,
      reportSha256,
      signer,
      status,
      statusProblem,
      record,
      files,
      cached,
      tokenState,
      fetchToken,
      signatures,
      checkEverything,
    ],
  );
}

export type CaseArtefacts = ReturnType<typeof useCaseArtefacts>;
