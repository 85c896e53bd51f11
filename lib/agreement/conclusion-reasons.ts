import type { VerdictName } from "#lib/token/schema";
import { claimedBody, claimedFile, countFindings } from "./count-findings.ts";
import type { FailedArtefact, Findings } from "./findings.ts";
import type { Agreement, DigestClaim, Gap, Source } from "./model.ts";

export type ReasonCode =
  | "completed"
  | "token_valid"
  | "token_expired"
  | "token_not_yet_valid"
  | "token_unbound"
  | "token_untrusted"
  | "token_invalid"
  | "statements_differ"
  | "statements_not_understood"
  | "statements_to_review"
  | "digests_differ"
  | "files_missing"
  | "digests_unmatched"
  | "statements_agree"
  | "statements_not_comparable"
  | "digests_proven"
  | "digests_expired"
  | "digests_consistent"
  | "checks_passed"
  | "checks_not_performed"
  | "checks_unclear"
  | "identity_not_signed"
  | "too_much"
  | "signature_names_agree"
  | "signature_names_differ"
  | "signature_names_unknown"
  | "signature_not_found"
  | "signature_not_examined";

/**
 * Basis of a conclusion. `names` are at most ten of `count`. `verdict` has the token's reason code, `not_confirmed`
 * concepts, `not_opened` and `could_not_be_opened` artefacts.
 */
export type ConclusionReason =
  | { code: ReasonCode; count: number; names: readonly string[]; bodies: readonly Source[] }
  | { code: "verdict"; reason: string }
  | { code: "not_confirmed"; source: Gap["source"]; concepts: readonly string[] }
  | { code: "not_opened" | "could_not_be_opened"; artefacts: readonly FailedArtefact[] };

const reasonOfVerdict: Record<VerdictName, ReasonCode> = {
  valid: "token_valid",
  expired: "token_expired",
  not_yet_valid: "token_not_yet_valid",
  unbound: "token_unbound",
  untrusted: "token_untrusted",
  invalid: "token_invalid",
  undecodable: "token_invalid",
};

const nameRows = new Set(["family_name", "given_name", "full_name"]);
const maxNames = 10;

/** Compares the signature's certificate with the identified person (FINMA Circular 2016/7 no. 39). */
function compareSigner(agreement: Agreement | null, signatures: number | null): ReasonCode {
  if (signatures === null) return "signature_not_examined";
  if (signatures === 0) return "signature_not_found";
  const rows = (agreement?.statements ?? []).filter(({ name, cells }) => {
    const states = (sources: readonly string[]) =>
      cells.some(({ source, values }) => sources.includes(source) && values.length > 0);
    return nameRows.has(name) && states(["report"]) && states(["record", "token"]);
  });
  if (rows.some(({ outcome }) => outcome === "differs")) return "signature_names_differ";
  const agree = rows.length > 0 && rows.every(({ outcome }) => outcome === "agrees");
  const isWhole = rows.length > 1 || rows.some(({ name }) => name === "full_name");
  return agree && isWhole ? "signature_names_agree" : "signature_names_unknown";
}

const filesOf = (claims: readonly DigestClaim[]) =>
  claims.flatMap((claim) => claimedFile(claim) ?? []).slice(0, maxNames);
const bodiesOf = (claims: readonly DigestClaim[]) => claims.flatMap((claim) => claimedBody(claim) ?? []);

/** Groups gaps by artefact, one sentence each: "The record does not confirm birth date and document number." */
function groupGaps(gaps: readonly Gap[]): ConclusionReason[] {
  return (["record", "token", "files"] as const).flatMap((source): ConclusionReason[] => {
    const concepts = gaps.filter((gap) => gap.source === source).map(({ concept }) => concept);
    return concepts.length > 0 ? [{ code: "not_confirmed", source, concepts }] : [];
  });
}

export function conclusionReasons({
  identification,
  token,
  agreement,
  notOpened,
  failed,
  signatures,
}: Findings): ConclusionReason[] {
  const counts = countFindings(agreement);
  const reasons: ConclusionReason[] = [];
  const give = (code: ReasonCode, count = 1, names: readonly string[] = [], bodies: readonly Source[] = []) =>
    count > 0 && reasons.push({ code, count, names, bodies });
  const giveDigests = (code: ReasonCode, claims: readonly DigestClaim[]) =>
    give(code, claims.length, filesOf(claims), bodiesOf(claims));
  if (identification === "completed") give("completed");
  if (token) give(reasonOfVerdict[token.verdict]);
  if (token && token.verdict !== "valid" && token.verdict !== "expired")
    reasons.push({ code: "verdict", reason: token.reason });
  give("statements_differ", counts.differences.length);
  giveDigests("digests_differ", counts.wrongDigests);
  giveDigests("files_missing", counts.missingFiles);
  if (failed.length > 0) reasons.push({ code: "could_not_be_opened", artefacts: failed });
  give("statements_not_understood", counts.notUnderstood.length);
  give("statements_to_review", counts.toReview.length);
  reasons.push(...groupGaps(agreement?.gaps ?? []));
  const isTokenGood = token?.verdict === "valid";
  if (agreement && isTokenGood && !agreement.isIdentitySigned) give("identity_not_signed");
  giveDigests("digests_unmatched", counts.unmatchedDigests);
  const { checks } = agreement ?? {};
  if (checks) {
    give(
      "checks_unclear",
      checks.unclearCount,
      checks.unclear.slice(0, maxNames).map(({ name, text }) => `${name}: ${text}`),
    );
    give(
      "checks_not_performed",
      checks.notPerformedCount,
      [...new Set(checks.notPerformed.map(({ name }) => name))].slice(0, maxNames),
    );
  }
  if (agreement?.isCut) give("too_much", 1, agreement.cutPaths);
  give("statements_agree", counts.agreeing);
  give("statements_not_comparable", counts.notComparable);
  giveDigests("digests_proven", counts.provenDigests);
  giveDigests("digests_expired", counts.expiredDigests);
  giveDigests("digests_consistent", counts.consistentDigests);
  if (checks) give("checks_passed", checks.passed);
  if (notOpened.length > 0) reasons.push({ code: "not_opened", artefacts: notOpened });
  give(compareSigner(agreement, signatures));
  return reasons;
}
