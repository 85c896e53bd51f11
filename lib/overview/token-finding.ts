import { truncateMiddle } from "#lib/i18n/truncate-middle";
import { isSignatureGood, sourceOf, titleOf, toneOfVerdict } from "#lib/token/verdict-words";
import type { CaseState, Finding } from "./model.ts";

/** The verdict of the token, with the key that a valid signature rests on; null until it was fetched. */
export function tokenFinding({ cached }: CaseState["token"]): Finding | null {
  if (cached === null) return null;
  if (cached.earlierSha256 !== null)
    return { tone: "unsure", label: { key: "token.finding.changed" }, detail: { key: "token.finding.changedDetail" } };
  const { verdict } = cached;
  const { key, reason } = verdict;
  return {
    tone: toneOfVerdict(verdict),
    label: { key: `token.verdicts.${titleOf(verdict)}` },
    detail:
      key && isSignatureGood(verdict)
        ? {
            key: "token.finding.key",
            values: {
              key: truncateMiddle(key.thumbprint, 4, 2),
              source: { key: `token.shortSources.${sourceOf(key)}` },
            },
          }
        : { key: `token.reasons.${reason}` },
  };
}
