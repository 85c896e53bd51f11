import { useTranslations } from "next-intl";
import { useEvidence } from "#components/evidence/evidence-context";
import type { Finding } from "#components/evidence/finding";
import { formatMiddle } from "#lib/i18n/truncate-middle";
import { useCachedVerdict } from "#lib/token/query";
import { isSignatureGood, sourceOf, titleOf, toneOfVerdict } from "#lib/token/verdict-words";

/** Returns the cached verdict as a finding for all tabs. Never fetches. */
export function useTokenFinding(): Finding | null {
  const t = useTranslations("token");
  const { srId, evidenceId } = useEvidence();
  const cached = useCachedVerdict(srId, evidenceId);
  if (!cached) return null;
  const { verdict, earlierSha256 } = cached;
  if (earlierSha256) return { tone: "unsure", label: t("finding.changed"), detail: t("finding.changedDetail") };
  const { key } = verdict;
  const detail =
    key && isSignatureGood(verdict)
      ? t("finding.key", { key: formatMiddle(key.thumbprint, 4, 2), source: t(`shortSources.${sourceOf(key)}`) })
      : t(`reasons.${verdict.reason}`);
  return { tone: toneOfVerdict(verdict), label: t(`verdicts.${titleOf(verdict)}`), detail };
}
