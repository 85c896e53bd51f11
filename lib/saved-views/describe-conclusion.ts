import { type ConclusionCode, type ConclusionTone, toneOfCode } from "#lib/agreement/conclusion-codes";

/** Words of conclusions in a list. Values are not stored, so the fact names only its kind. */
export type ConclusionWord = "proven" | "contradicted" | "unsure" | "not_completed" | "not_checked" | "failed";

const facts = {
  failed: "failed",
  result_negative: "result",
  token_undecodable: "token_bad",
  token_invalid: "token_bad",
  token_of_another: "token_other",
  signed_digest_differs: "signed_digest",
  file_missing: "file_missing",
  digest_differs: "digest",
  requested_differs: "requested",
  differs: "differs",
  document_not_valid: "document",
  impossible_times: "times",
  wrong_check_digits: "check_digits",
  archive_unreadable: "broken",
  archive_damaged: "broken",
  record_broken: "broken",
  expired_evidence: "expired",
  not_completed: "waiting",
  not_checked: "open",
  no_trusted_keys: "token_open",
  token_unknown_key: "token_open",
  token_key_gone: "token_open",
  token_encrypted: "token_open",
  token_uncheckable: "token_open",
  token_unverified: "token_open",
  token_unbound: "token_open",
  token_not_yet_valid: "token_time",
  token_expired: "token_time",
  not_confirmed: "not_confirmed",
  identity_not_signed: "not_confirmed",
  consistent: "consistent",
} as const satisfies Partial<Record<ConclusionCode, string>>;

export type ConclusionFact = (typeof facts)[keyof typeof facts] | "review";

export function describeConclusion(code: ConclusionCode): {
  word: ConclusionWord;
  tone: ConclusionTone;
  fact: ConclusionFact;
} {
  const tone = toneOfCode[code];
  const silent = code === "not_completed" ? "not_completed" : "not_checked";
  const word = code === "failed" ? "failed" : tone === "silent" ? silent : tone;
  return { word, tone, fact: code in facts ? facts[code as keyof typeof facts] : "review" };
}
