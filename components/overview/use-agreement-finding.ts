"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useStatementName } from "#components/agreement/use-statement-name";
import type { Agreement } from "#lib/agreement/model";
import type { Finding } from "#lib/evidence/finding";

/** What the strip says of the comparison: the first difference by name, and how many statements agree. */
export function useAgreementFinding(agreement: Agreement | null, isComplete: boolean): Finding | null {
  const t = useTranslations("overview");
  const nameOf = useStatementName();
  return useMemo(() => {
    if (agreement === null) return null;
    const differing = agreement.statements.filter(({ outcome }) => outcome === "differs");
    const agreeing = agreement.statements.filter(({ outcome }) => outcome === "agrees").length;
    const wrong = agreement.digests.filter(({ outcome }) => outcome === "differs").length;
    const detail = t("finding.detail", { agreeing, total: agreeing + differing.length });
    const [first] = differing;
    if (first) {
      const what = first.isKnown ? nameOf(first) : t("someStatement");
      const label = t("finding.differs", { what, more: differing.length - 1 });
      return { tone: "contradicted", label, detail };
    }
    if (wrong > 0) return { tone: "contradicted", label: t("finding.digests", { count: wrong }), detail };
    if (!isComplete) return { tone: "silent", label: t("finding.partly"), detail };
    if (agreeing === 0) return { tone: "unsure", label: t("finding.nothing"), detail };
    return { tone: "proven", label: t("finding.agrees"), detail };
  }, [agreement, isComplete, t, nameOf]);
}
