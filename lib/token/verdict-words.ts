import type { Check, Verdict, VerdictKey, VerdictName } from "./schema.ts";

/** Title key of a verdict, translated in `lib/i18n`. */
export type VerdictTitle = VerdictName | OwnTitle;

/** Reasons of `untrusted` with their own title. */
const ownTitles = ["unknown_key", "cannot_be_checked_here", "encrypted", "key_no_longer_published"] as const;
type OwnTitle = (typeof ownTitles)[number];

type Tone = "proven" | "contradicted" | "unsure" | "silent";

export function titleOf({ verdict, reason }: Pick<Verdict, "verdict" | "reason">): VerdictTitle {
  return (verdict === "untrusted" && ownTitles.find((own) => own === reason)) || verdict;
}

/** Green is only `valid`; red is `invalid` and `undecodable`; all others need review. */
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
  "certificate_constraint_unsupported",
]);

/** A passed check is green only in a valid verdict, because an invalid signature leaves claims unproven. */
export function toneOfCheck({ outcome, reason }: Check, verdict: Verdict): Tone {
  if (outcome === "fail" || reason === "no_key_verifies") return "contradicted";
  if (notes.has(reason)) return "unsure";
  if (outcome !== "pass") return "silent";
  return isSignatureGood(verdict) ? "proven" : "silent";
}

/** True if the signature is valid under a trusted key; only then the claims have a proven author. */
export function isSignatureGood({ checks }: Verdict): boolean {
  const passed = (name: Check["name"]) => checks.some((check) => check.name === name && check.outcome === "pass");
  const expiredCertificate = checks.some(({ reason }) => reason === "certificate_expired");
  return passed("signature") && (passed("key") || expiredCertificate) && passed("algorithm");
}

const keySources = ["TRUST_JWKS_URL", "TRUST_JWKS_FILE", "TRUST_PEM_FILE", "x5c"] as const;

/** Source of a key, as a message key. */
export function sourceOf({ source }: Pick<VerdictKey, "source">): (typeof keySources)[number] {
  return keySources.find((known) => known === source) ?? "TRUST_JWKS_URL";
}
