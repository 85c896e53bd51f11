"use client";

import { startTransition, useEffect, useMemo, useState } from "react";
import type { Agreement } from "#lib/agreement/model";
import type { CompareRequest } from "#lib/agreement/protocol";
import { leaseComparer, sharedComparer } from "#lib/agreement/shared-comparer";
import type { ArchiveFacts } from "#lib/overview/archive-facts";
import type { Comparison } from "#lib/overview/model";
import type { CaseArtefacts } from "./use-case-artefacts.ts";

/** Archives up to this are hashed as a whole, for claims about the archive itself. Bytes. */
const maxArchiveBytes = 256 * 1024 * 1024;

/** What has arrived is compared without the rest if the rest takes longer. */
const patienceMs = 400;
/** Longer tables render in a transition, so that the page stays responsive. */
const maxUrgentRows = 200;

/** The last comparison and its input. */
type Done = { agreement: Agreement | null; compareRequest: CompareRequest | null; failed: boolean };

const nothingDone: Done = { agreement: null, compareRequest: null, failed: false };

/**
 * Compares the loaded artefacts again whenever one is added; null before record, token or files are loaded. While others are
 * on their way it waits a moment, because the comparison of what is there would delay that of the whole.
 */
export function useAgreement(artefacts: CaseArtefacts, archive: ArchiveFacts | null): Comparison {
  const { srId, evidenceId, request, signer, status, verdict, signatures } = artefacts;
  const record = artefacts.record.state.phase === "ready" ? artefacts.record.state.blob : null;
  const files = artefacts.files.state.phase === "ready" ? artefacts.files.state.blob : null;
  const [done, setDone] = useState(nothingDone);
  const isMoreExpected =
    artefacts.record.state.phase === "loading" ||
    artefacts.files.state.phase === "loading" ||
    artefacts.tokenState === "loading" ||
    (files !== null && archive === null);

  const compareRequest = useMemo(
    (): CompareRequest => ({
      facts: {
        srId,
        evidenceId,
        request: request && { request, signer },
        status,
        report: signatures,
      },
      statusText: status?.raw ?? null,
      record,
      token: verdict && { verdict: verdict.verdict, text: verdict.token },
      files: archive?.files ?? null,
      archiveBody: files,
      archive: files && files.size <= maxArchiveBytes ? files : null,
    }),
    [srId, evidenceId, request, signer, status, verdict, signatures, record, files, archive],
  );
  const isAny = compareRequest.record !== null || compareRequest.token !== null || compareRequest.files !== null;
  // Dropped in the render that shows it: the last comparison may refer to a token that is not shown any more.
  if (!isAny && done !== nothingDone) setDone(nothingDone);

  const isDone = done.compareRequest === compareRequest;
  // An effect, because the worker of the comparison ends some time after the page.
  useEffect(() => leaseComparer(), []);
  // An effect, because a worker compares.
  useEffect(() => {
    if (!isAny || isDone) return;
    const gone = new AbortController();
    const settle = (agreement: Agreement) => {
      const show = () => setDone({ agreement, compareRequest, failed: false });
      if (agreement.statements.length > maxUrgentRows) startTransition(show);
      else show();
    };
    const compare = () =>
      sharedComparer
        .compare(compareRequest, gone.signal)
        .then(settle)
        .catch(() => {
          if (!gone.signal.aborted) setDone({ agreement: null, compareRequest, failed: true });
        });
    const timer = setTimeout(compare, isMoreExpected ? patienceMs : 0);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [compareRequest, isAny, isDone, isMoreExpected]);
  // Checked against the comparison's input during render, so that no render concludes from fewer artefacts.
  const { agreement, failed } = done;
  return useMemo(
    () => ({
      agreement: isAny ? agreement : null,
      isComparing: isAny && !isDone,
      failed,
    }),
    [agreement, failed, isAny, isDone],
  );
}
