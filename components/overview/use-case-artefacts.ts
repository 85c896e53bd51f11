"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
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
  const requestProblem =
    requestState === "failed" ? toProblem(requestQuery.error, apiPaths.signatureRequest(srId)) : null;
  const statusQuery = useStatus(srId, evidenceId);
  const refetchStatus = useRefetchStatus(srId, evidenceId);
  const status = statusQuery.data ?? null;
  const statusProblem = statusQuery.error
    ? toProblem(statusQuery.error, apiPaths.artefact(srId, evidenceId, "status"))
    : null;
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

  const fetchToken = () => queries.fetchQuery(verdictQuery(srId, evidenceId)).catch(() => null);

  /** Fetches each artefact in its own request, which is logged; loaded artefacts are not fetched again. */
  function checkEverything() {
    record.open();
    files.open(async ({ blob }) => void startArchive(blob));
    if (cached === null) void fetchToken();
    if (requestState === "failed") void requestQuery.refetch();
  }

  const signer = request?.signers.find((each) => each.evidenceId === evidenceId) ?? null;
  const signatureId = signer?.signatureId ?? null;
  const signatures = useMemo(
    () => report?.filter((each) => isOf(each.signatureId, signatureId)) ?? null,
    [report, signatureId],
  );
  const verdictRequestId = cached?.requestId ?? null;
  const verdictFetchedAt = cached?.fetchedAt ?? null;
  return {
    srId,
    evidenceId,
    request,
    requestState,
    requestProblem,
    refetchRequest: requestQuery.refetch,
    refetchStatus,
    isReportLoading: reportState.isFetching,
    /** SHA-256 of the activity report as it was released; null if it is not open. */
    reportSha256: reportState.data?.sha256 ?? null,
    signer,
    status,
    statusProblem,
    record,
    files,
    cachedVerdict: cached,
    verdict: currentVerdict(cached),
    verdictRequestId,
    verdictFetchedAt,
    tokenState,
    fetchToken,
    signatures,
    checkEverything,
  };
}

export type CaseArtefacts = ReturnType<typeof useCaseArtefacts>;
