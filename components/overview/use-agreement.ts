"use client";

import { startTransition, useEffect, useMemo, useState } from "react";
import type { Agreement } from "#lib/agreement/model";
import { Comparer } from "#lib/agreement/worker-client";
import type { ArchiveFacts } from "./archive-pieces.tsx";
import type { Pieces } from "./use-pieces.ts";

/** Archives up to this are hashed as a whole, for claims about the archive itself. Bytes. */
const maxArchiveBytes = 256 * 1024 * 1024;

export type Comparison = { agreement: Agreement | null; isComparing: boolean; failed: boolean };

/** Compares what is held, anew whenever a piece is added. Before record, token or files came there is nothing to compare. */
export function useAgreement(pieces: Pieces, archive: ArchiveFacts | null): Comparison {
  const { srId, evidenceId, request, signer, status, verdict, signatures } = pieces;
  const record = pieces.record.state.phase === "ready" ? pieces.record.state.blob : null;
  const files = pieces.files.state.phase === "ready" ? pieces.files.state.blob : null;
  const [comparison, setComparison] = useState<Comparison>({ agreement: null, isComparing: false, failed: false });

  const ask = useMemo(
    () => ({
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

  const comparer = useMemo(() => new Comparer(), []);
  useEffect(() => () => comparer.dispose(), [comparer]);

  useEffect(() => {
    // What was compared before may speak of a token that is not shown any more.
    if (!ask.record && !ask.token && !ask.files)
      return setComparison({ agreement: null, isComparing: false, failed: false });
    const gone = new AbortController();
    setComparison((held) => ({ ...held, isComparing: true }));
    comparer
      .compare(ask, gone.signal)
      // A long table is drawn in small steps: the page goes on answering meanwhile.
      .then((agreement) => startTransition(() => setComparison({ agreement, isComparing: false, failed: false })))
      .catch(() => {
        if (!gone.signal.aborted) setComparison({ agreement: null, isComparing: false, failed: true });
      });
    return () => gone.abort();
  }, [ask, comparer]);
  return comparison;
}
