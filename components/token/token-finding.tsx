"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useEvidence, useFinding } from "#components/evidence/evidence-context";
import { formatMiddle } from "#lib/i18n/truncate-middle";
import { useHeldVerdict } from "#lib/token/query";
import { isSignatureGood, titleOf, toneOfVerdict } from "#lib/token/verdict-words";
import { sourceOf } from "./verdict-notice.tsx";

/** Tells the strip what the verdict says, and holds it for all tabs. Fetches nothing and draws nothing. */
export function TokenFinding() {
  const t = useTranslations("token");
  const { srId, evidenceId } = useEvidence();
  const [, setFinding] = useFinding("token");
  const held = useHeldVerdict(srId, evidenceId);

  useEffect(() => {
    if (!held) return setFinding(null);
    const { verdict, earlierSha256 } = held;
    if (earlierSha256)
      return setFinding({ tone: "unsure", label: t("finding.changed"), detail: t("finding.changedDetail") });
    const { key } = verdict;
    const detail =
      key && isSignatureGood(verdict)
        ? t("finding.key", { key: formatMiddle(key.thumbprint, 4, 2), source: t(`shortSources.${sourceOf(key)}`) })
        : t(`reasons.${verdict.reason}`);
    setFinding({ tone: toneOfVerdict(verdict), label: t(`verdicts.${titleOf(verdict)}`), detail });
  }, [held, setFinding, t]);

  return null;
}
