"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { ProblemNotice } from "#components/ui/problem-notice";
import { toProblem } from "#lib/api-client";
import { apiPaths } from "#lib/paths";
import { signatureRequestQuery } from "#lib/signature-request/query";
import { EvidenceProvider } from "./evidence-context.tsx";
import { EvidenceHeader } from "./evidence-header.tsx";

type EvidenceFrameProps = {
  srId: string;
  evidenceId: string;
  ticket: ReactNode;
  isPurposeRequired: boolean;
  children: ReactNode;
};

export function EvidenceFrame({ srId, evidenceId, ticket, isPurposeRequired, children }: EvidenceFrameProps) {
  const request = useQuery(signatureRequestQuery(srId));
  const problem = request.error ? toProblem(request.error, apiPaths.signatureRequest(srId)) : null;
  useKeptScroll();
  return (
    <EvidenceProvider srId={srId} evidenceId={evidenceId}>
      <EvidenceHeader request={request.data ?? null} ticket={ticket} isPurposeRequired={isPurposeRequired} />
      {problem ? (
        <div className="mb-5">
          <ProblemNotice problem={problem} onRetry={() => request.refetch()} />
        </div>
      ) : null}
      {children}
    </EvidenceProvider>
  );
}

/** Scrolls the open tab into view, because the row of tabs is wider than a phone. */
function useKeptScroll() {
  useEffect(() => {
    document
      .querySelector("[data-shortcut=tab][aria-current]")
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, []);
}
