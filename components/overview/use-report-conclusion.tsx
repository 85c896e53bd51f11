"use client";

import { useEffect, useRef } from "react";
import type { Conclusion } from "#lib/agreement/conclusion";
import { isPassing } from "#lib/saved-views/model";
import { sendConclusion } from "#lib/saved-views/query";

type ReportedCase = { srId: string; evidenceId: string; conclusion: Conclusion; isSettled: boolean };

/** Stores the code of the conclusion that this page reached, for the list. A failure changes nothing on this page. */
export function useReportConclusion({ srId, evidenceId, conclusion, isSettled }: ReportedCase): void {
  const sent = useRef("");
  const { code, fact } = conclusion;
  const file = fact?.kind === "digest" ? fact.fileNumber : null;
  useEffect(() => {
    const key = `${srId}/${evidenceId}/${code}/${file}`;
    if (!isSettled || isPassing(code) || sent.current === key) return;
    sent.current = key;
    sendConclusion({ srId, evidenceId }, { code, file }).catch(() => undefined);
  }, [srId, evidenceId, code, file, isSettled]);
}
