import type { Check, Verdict, VerdictName } from "./schema.ts";

/** The words that a verdict begins with on screen; `lib/i18n` has them. */
export type VerdictTitle = VerdictName | OwnTitle;

/** Reasons of `untrusted` that have words of their own. */
const ownTitles = ["unknown_key", "cannot_be_checked_here", "encrypted", "key_no_longer_published"] as const;
type OwnTitle = (typeof ownTitles)[number];

type Tone = "proven" | "contradicted" | "unsure" | "silent";

export function titleOf({ verdict, reason }: Pick<Verdict, "verdict" | "reason">): VerdictTitle {
  return (verdict === "untrusted" && ownTitles.find((own) => own === reason)) || verdict;
}

/** Green is `valid` alone; red is `invalid` and `undecodable`; the rest needs a person. */
export function toneOfVerdict({ verdict }: Pick<Verdict, "verdict">): Tone {
  if (verdict === "valid") return "proven";
  return verdict === "invalid" || verdict === "undecodable" ? "contradicted" : "unsure";
}

const notes = new Set([
  "expired",
  "not_yet_valid",
  "issued_in_the_future",
  "issued_before_completion",
  "names_other_evidence",
  "names_no_evidence",
  "status_unknown",
  "empty_payload",
  "encrypted",
  "disclosures_not_matched",
  "alg_unknown",
  "unknown_key",
  "key_kind_unknown",
  "key_unusable",
  "no_keys_configured",
  "keys_unavailable",
  "key_no_longer_published",
  "certificate_expired",
]);

/**
 * Colour of one check. A passed check is green only where the verdict is: beside a bad signature its claims are not
 * proven.
 */
export function toneOfCheck({ outcome, reason }: Check, verdict: Verdict): Tone {
  if (outcome === "fail" || reason === "no_key_verifies") return "contradicted";
  if (notes.has(reason)) return "unsure";
  if (outcome !== "pass") return "silent";
  return isSignatureGood(verdict) ? "proven" : "silent";
}

/** True when the signature was examined under a trusted key and is good; only then the claims are somebody's word. */
export function isSignatureGood({ checks }: Verdict): boolean {
  const passed = (name: Check["name"]) => checks.some((check) => check.name === name && check.outcome === "pass");
  const expiredCertificate = checks.some(({ reason }) => reason === "certificate_expired");
  return passed("signature") && (passed("key") || expiredCertificate) && passed("algorithm");
}
