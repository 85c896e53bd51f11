import type { Message } from "#lib/i18n/message";
import { truncateMiddle } from "#lib/i18n/truncate-middle";
import type { Verdict } from "#lib/token/schema";
import { isSignatureGood, sourceOf, titleOf, toneOfVerdict } from "#lib/token/verdict-words";
import type { CaseState, Finding } from "./model.ts";

/** The verdict of the token, with the key that a valid signature rests on; null until it was fetched. */
export function tokenFinding({ cached }: CaseState["token"]): Finding | null {
  if (cached === null) return null;
  if (cached.earlierSha256 !== null)
    return { tone: "unsure", label: { key: "token.finding.changed" }, detail: { key: "token.finding.changedDetail" } };
  const { verdict } = cached;
  return {
    tone: toneOfVerdict(verdict),
    label: { key: `token.verdicts.${titleOf(verdict)}` },
    detail: detailOf(verdict),
  };
}

function detailOf(verdict: Verdict): Message {
  const { key, reason } = verdict;
  if (key && isSignatureGood(verdict)) {
    const source: Message = { key: `token.shortSources.${sourceOf(key)}` };
    return { key: "token.finding.key", values: { key: truncateMiddle(key.thumbprint, 4, 2), source } };
  }
  // A date in ISO 8601, which every language reads.
  if (key?.verifiedAt) return { key: "token.verifiedBefore", values: { date: key.verifiedAt.slice(0, 10) } };
  return { key: `token.reasons.${reason}` };
}
