"use client";

import { useTranslations } from "next-intl";
import { useCallback, useMemo } from "react";
import { useEvidence } from "#components/evidence/evidence-context";
import type { FindDigestMatch } from "#components/files/digest-match";
import type { DigestLinkMap } from "#components/json-viewer/digest-links";
import type { DigestClaim } from "#lib/agreement/model";
import { paths } from "#lib/paths";

/** Tones of claims about an existing file; other outcomes match no file. */
const toneOfOutcome = { proven: "proven", expired: "unsure", consistent: "silent", differs: "contradicted" } as const;
type OfAFile = keyof typeof toneOfOutcome;

const isOfAFile = (outcome: DigestClaim["outcome"]): outcome is OfAFile => Object.hasOwn(toneOfOutcome, outcome);

/** A mismatch outweighs a match, a signed claim an unsigned one. */
const weight: Record<OfAFile, number> = { differs: 4, proven: 3, expired: 2, consistent: 1 };

/** Finds the claim that decides about a file of the archive. */
export function useDigestMatches(claims: readonly DigestClaim[] | null): FindDigestMatch {
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
export function useClaimLinks(claims: readonly DigestClaim[] | null): DigestLinkMap {
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
