"use client";

import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import { useEvidence } from "#components/evidence/evidence-context";
import { DigestMatches, type FindDigestMatch } from "#components/files/digest-match";
import { type DigestLinkMap, DigestLinks } from "#components/json-viewer/digest-links";
import type { FailedArtefact, FetchedArtefact } from "#lib/agreement/findings";
import type { DigestClaim } from "#lib/agreement/model";
import { paths } from "#lib/paths";
import { type ArchiveFacts, ArchiveFactsReader } from "./archive-facts-reader.tsx";
import { type Comparison, useAgreement } from "./use-agreement.ts";
import { type CaseArtefacts, useCaseArtefacts } from "./use-case-artefacts.ts";

type FetchedRow = Comparison & {
  artefacts: CaseArtefacts;
  archive: ArchiveFacts | null;
  notOpened: readonly FetchedArtefact[];
  failedArtefacts: readonly FailedArtefact[];
};

const Context = createContext<FetchedRow | null>(null);

export function useComparison(): FetchedRow {
  const value = useContext(Context);
  if (!value) throw new Error("Call useComparison inside ComparisonProvider.");
  return value;
}

/** Tones of claims about an existing file; other outcomes match no file. */
const toneOfOutcome = { proven: "proven", expired: "unsure", consistent: "silent", differs: "contradicted" } as const;
type OfAFile = keyof typeof toneOfOutcome;

const isOfAFile = (outcome: DigestClaim["outcome"]): outcome is OfAFile => Object.hasOwn(toneOfOutcome, outcome);

/** A mismatch outweighs a match, a signed claim an unsigned one. */
const weight: Record<OfAFile, number> = { differs: 4, proven: 3, expired: 2, consistent: 1 };

function useDigestMatches(claims: readonly DigestClaim[] | null): FindDigestMatch {
  const t = useTranslations("overview.digest");
  return useCallback(
    ({ number }) => {
      if (claims === null) return null;
      const own = claims.flatMap(({ match, outcome, source, path }) =>
        match?.kind === "file" && match.number === number && isOfAFile(outcome) ? [{ outcome, source, path }] : [],
      );
      const [claim] = own.toSorted((a, b) => weight[b.outcome] - weight[a.outcome]);
      if (!claim) return { tone: "silent", label: t("notClaimed") };
      const label = t(claim.outcome, { source: t(`sources.${claim.source}`) });
      return { tone: toneOfOutcome[claim.outcome], label, claimedIn: { artefact: claim.source, path: claim.path } };
    },
    [claims, t],
  );
}

/** Links digests in the record to the archive's files that have them. */
function useDigestLinks(claims: readonly DigestClaim[] | null): DigestLinkMap {
  const { srId, evidenceId } = useEvidence();
  return useMemo(() => {
    const links = new Map<string, { label: string; href: string; proven: boolean }>();
    for (const { match, outcome, text } of claims ?? []) {
      if (match?.kind !== "file" || outcome === "differs") continue;
      const href = paths.evidenceFile(srId, evidenceId, match.number);
      const label = match.name.split("/").at(-1) ?? match.name;
      links.set(text.toLowerCase(), { label, href, proven: outcome === "proven" });
    }
    return links;
  }, [claims, srId, evidenceId]);
}

const artefacts = ["record", "files", "token"] as const;

/** A failed fetch is not "not opened". */
const listWhere = (isSo: Record<FetchedArtefact, boolean>) => artefacts.filter((artefact) => isSo[artefact]);

/** Compares the artefacts of all tabs whenever one is added, and provides the result to the file list. */
export function ComparisonProvider({ children }: { children: ReactNode }) {
  const artefacts = useCaseArtefacts();
  const [archive, setArchive] = useState<{ blob: Blob; hasClaims: boolean; facts: ArchiveFacts } | null>(null);
  const { record, files, verdict } = artefacts;
  const blob = files.state.phase === "ready" ? files.state.blob : null;
  const hasClaims = verdict !== null || record.state.phase === "ready";
  // Facts read before any digest claim lack the digests computed for claims.
  const isCurrent = archive !== null && archive.blob === blob && archive.hasClaims === hasClaims;
  const facts = isCurrent ? archive.facts : null;
  const comparison = useAgreement(artefacts, facts);
  const [recordPhase, filesPhase] = [record.state.phase, files.state.phase];
  const hasTokenFailed = typeof artefacts.tokenState === "object";
  const hasRequestFailed = artefacts.requestState === "failed";
  const failedArtefacts = useMemo((): FailedArtefact[] => {
    const failed = { record: recordPhase === "failed", files: filesPhase === "failed", token: hasTokenFailed };
    return [...(hasRequestFailed ? (["request"] as const) : []), ...listWhere(failed)];
  }, [recordPhase, filesPhase, hasTokenFailed, hasRequestFailed]);
  const notOpened = useMemo(
    () =>
      listWhere({
        record: recordPhase !== "ready" && recordPhase !== "failed",
        files: facts === null && filesPhase !== "failed",
        token: verdict === null && !hasTokenFailed,
      }),
    [recordPhase, filesPhase, facts, verdict, hasTokenFailed],
  );
  const onFacts = useCallback(
    (next: ArchiveFacts) => blob && setArchive({ blob, hasClaims, facts: next }),
    [blob, hasClaims],
  );
  const { agreement } = comparison;
  const claims = agreement !== null && facts !== null && hasClaims ? agreement.digests : null;
  const findMatch = useDigestMatches(claims);
  const digestLinks = useDigestLinks(claims);
  const value = useMemo(
    () => ({ ...comparison, artefacts, archive: facts, notOpened, failedArtefacts }),
    [comparison, artefacts, facts, notOpened, failedArtefacts],
  );
  return (
    <Context.Provider value={value}>
      {blob ? <ArchiveFactsReader blob={blob} hasClaims={hasClaims} onFacts={onFacts} /> : null}
      <DigestMatches value={findMatch}>
        <DigestLinks value={digestLinks}>{children}</DigestLinks>
      </DigestMatches>
    </Context.Provider>
  );
}
