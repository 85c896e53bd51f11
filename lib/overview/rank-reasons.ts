import type { ConclusionReason } from "#lib/agreement/conclusion-reasons";

type Code = ConclusionReason["code"];

/** Stated in every conclusion: what was not examined, and what the qualified signature says. */
const always: ReadonlySet<Code> = new Set<Code>([
  "signature_not_examined",
  "signature_not_found",
  "signature_names_agree",
  "signature_names_differ",
  "signature_names_unknown",
  "not_opened",
  "could_not_be_opened",
]);

const against: ReadonlySet<Code> = new Set<Code>([
  "statements_differ",
  "digests_differ",
  "files_missing",
  "token_invalid",
]);

const inFavour: ReadonlySet<Code> = new Set<Code>([
  "completed",
  "token_valid",
  "statements_agree",
  "digests_proven",
  "digests_consistent",
  "checks_passed",
]);

const rankOf = (code: Code) => (against.has(code) ? 0 : inFavour.has(code) ? 2 : 1);

/** Reasons shown before a person asks for more. */
const maxShown = 3;

/** The most serious reasons first; further ones are folded. What was not examined is never folded. */
export function rankReasons<Reason extends { code: Code }>(
  reasons: readonly Reason[],
): { shown: Reason[]; more: Reason[]; always: Reason[] } {
  const ranked = reasons
    .filter(({ code }) => !always.has(code))
    .toSorted((one, other) => rankOf(one.code) - rankOf(other.code));
  return {
    shown: ranked.slice(0, maxShown),
    more: ranked.slice(maxShown),
    always: reasons.filter(({ code }) => always.has(code)),
  };
}
