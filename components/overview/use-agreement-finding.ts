"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useStatementName } from "#components/agreement/use-statement-name";
import type { Finding } from "#components/evidence/finding";
import { countFindings } from "#lib/agreement/count-findings";
import { useComparison } from "./comparison-context.tsx";

/** Names the first difference and the number of matches. Green only if a valid token states the same. */
export function useAgreementFinding(): Finding | null {
  const t = useTranslations("overview");
  const nameOf = useStatementName();
  const { agreement, isComparing, notOpened, failedArtefacts, artefacts } = useComparison();
  const isComplete =
    notOpened.length === 0 && failedArtefacts.length === 0 && artefacts.requestState === "ready" && !isComparing;
  const isSigned = artefacts.verdict?.verdict === "valid";
  return useMemo(() => {
    if (agreement === null) return null;
    const counts = countFindings(agreement);
    const { agreeing, differences, notComparable, wrongDigests, missingFiles, unmatchedDigests } = counts;
    const [firstDifference] = differences;
    const differing = differences.length;
    const total = agreeing + differing + notComparable + counts.notUnderstood.length + counts.toReview.length;
    const detail = t("finding.detail", { agreeing, total });
    if (firstDifference) {
      const what = firstDifference.isKnown ? nameOf(firstDifference) : t("someStatement");
      return { tone: "contradicted", label: t("finding.differs", { what, more: differing - 1 }), detail };
    }
    if (wrongDigests.length > 0)
      return { tone: "contradicted", label: t("finding.digests", { count: wrongDigests.length }), detail };
    if (missingFiles.length > 0)
      return { tone: "contradicted", label: t("finding.missing", { count: missingFiles.length }), detail };
    if (counts.notUnderstood.length > 0)
      return { tone: "unsure", label: t("finding.notUnderstood", { count: counts.notUnderstood.length }), detail };
    if (unmatchedDigests.length > 0)
      return { tone: "unsure", label: t("finding.unmatched", { count: unmatchedDigests.length }), detail };
    if (isComplete && (agreement.gaps.length > 0 || counts.toReview.length > 0))
      return { tone: "unsure", label: t("finding.notConfirmed"), detail };
    if (agreement.isCut || agreement.broken.length > 0) return { tone: "unsure", label: t("finding.inPart"), detail };
    if (!isComplete) return { tone: "silent", label: t("finding.partly"), detail };
    if (agreeing === 0) return { tone: "unsure", label: t("finding.nothing"), detail };
    const { isIdentitySigned, checks, notEvidence } = agreement;
    const isGood =
      !counts.negativeResult && !counts.unclearResult && checks.unclearCount === 0 && notEvidence.length === 0;
    return isSigned && isIdentitySigned && isGood
      ? { tone: "proven", label: t("finding.agrees"), detail }
      : { tone: "silent", label: t("finding.consistent"), detail };
  }, [agreement, isComplete, isSigned, t, nameOf]);
}
