"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import { useBody } from "#components/evidence/use-body";
import { DigestMatches } from "#components/files/digest-match";
import { DigestLinks } from "#components/json-viewer/digest-links";
import { useStatusBody } from "#components/status/use-status-body";
import type { DigestClaim } from "#lib/agreement/model";
import type { ReadBody } from "#lib/evidence/read-body";
import { useMasking } from "#lib/evidence/use-masking";
import type { Archive } from "#lib/files/archive-session";
import type { ArchiveState } from "#lib/files/archive-state";
import { useOpenedArchive } from "#lib/files/use-opened-archive";
import type { ArchiveFacts } from "#lib/overview/archive-facts";
import { deriveOverview } from "#lib/overview/derive-overview";
import type { Comparison, Overview } from "#lib/overview/model";
import { useAgreement } from "./use-agreement.ts";
import { useArchiveFacts } from "./use-archive-facts.ts";
import { type CaseArtefacts, useCaseArtefacts } from "./use-case-artefacts.ts";
import { useClaimLinks, useDigestMatches } from "./use-digest-matches.ts";

export type OverviewContext = {
  overview: Overview;
  artefacts: CaseArtefacts;
  comparison: Comparison;
  /** Null until the type of the status is known. */
  statusBody: ReadBody | null;
  /** Null until the type of the bytes is known. */
  archive: Archive | null;
  archiveState: ArchiveState;
  /** Null until every file was checked. */
  archiveFacts: ArchiveFacts | null;
  /** Claimed digests; null before they were compared with the files. */
  claims: readonly DigestClaim[] | null;
  /** Pictures are masked, and the person did not ask for those of this case. */
  isHidden: boolean;
  reveal: () => void;
};

const Context = createContext<OverviewContext | null>(null);

export function useOverview(): OverviewContext {
  const value = useContext(Context);
  if (!value) throw new Error("Call useOverview inside OverviewProvider.");
  return value;
}

/** Gathers the state of the case, derives what tabs and overview show of it, and passes digests to the viewers. */
export function OverviewProvider({ children }: { children: ReactNode }) {
  const artefacts = useCaseArtefacts();
  const { record, files, status, tokenState } = artefacts;
  const blob = files.state.phase === "ready" ? files.state.blob : null;
  const hasClaims = artefacts.verdict !== null || record.state.phase === "ready";
  // An archive inside base64 or another encoding is decoded first.
  const filesBody = useBody("files", blob);
  const { archive, state: archiveState } = useOpenedArchive(filesBody?.shown ?? null);
  const facts = useArchiveFacts({ blob, archive, state: archiveState, hasClaims });
  const comparison = useAgreement(artefacts, facts);
  const statusBody = useStatusBody(status ?? undefined);
  const overview = deriveOverview({
    status: { response: status, body: statusBody, problem: artefacts.statusProblem?.code ?? null },
    request: artefacts.requestState,
    record: record.state.phase,
    files: { phase: files.state.phase, body: filesBody, archiveState: archiveState, facts },
    token: { state: typeof tokenState === "object" ? "failed" : tokenState, cached: artefacts.cachedVerdict },
    comparison,
    report: { isLoading: artefacts.isReportLoading, signatures: artefacts.signatures?.length ?? null },
  });
  const { agreement } = comparison;
  const claims = agreement !== null && facts !== null && hasClaims ? agreement.digests : null;
  const findMatch = useDigestMatches(claims);
  const digestLinks = useClaimLinks(claims);
  const pictures = useHiddenPictures();
  return (
    <Context.Provider
      value={{
        overview,
        artefacts,
        comparison,
        archive,
        archiveState,
        archiveFacts: facts,
        claims,
        statusBody,
        ...pictures,
      }}
    >
      <DigestMatches value={findMatch}>
        <DigestLinks value={digestLinks}>{children}</DigestLinks>
      </DigestMatches>
    </Context.Provider>
  );
}

/** Whether pictures are hidden: masking hides them until the person asks for those of this case, or turns it off. */
function useHiddenPictures(): { isHidden: boolean; reveal: () => void } {
  const { masked } = useMasking();
  const [isRevealed, setRevealed] = useState(false);
  if (!masked && isRevealed) setRevealed(false);
  return { isHidden: masked && !isRevealed, reveal: () => setRevealed(true) };
}
