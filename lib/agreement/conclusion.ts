import type { VerdictName } from "#lib/token/schema";
import { type ConclusionCode, type ConclusionTone, toneOfCode } from "./conclusion-codes.ts";
import { type ConclusionReason, conclusionReasons } from "./conclusion-reasons.ts";
import { countFindings, type FindingCounts } from "./count-findings.ts";
import {
  type DecisiveFact,
  factOfDigest,
  factOfGap,
  factOfGaps,
  factOfNote,
  factOfStatement,
  requestFirst,
} from "./decisive-fact.ts";
import type { Findings } from "./findings.ts";
import type { Agreement, Gap } from "./model.ts";

export type Conclusion = {
  code: ConclusionCode;
  tone: ConclusionTone;
  /** The values that decided, or null if the code suffices. */
  fact: DecisiveFact | null;
  reasons: ConclusionReason[];
};

type Decision = { code: ConclusionCode; fact?: DecisiveFact | null };

/** Codes for rows that compare two statements, more specific than "differs". */
const codeOfRow: Readonly<Record<string, ConclusionCode>> = {
  document_valid: "document_not_valid",
  time_order: "impossible_times",
  mrz_check_digits: "wrong_check_digits",
};
const rankOfRow = (name: string) => Object.keys(codeOfRow).indexOf(name);

const names = new Set(["family_name", "given_name", "full_name"]);

function findDifference(counts: FindingCounts): Decision | null {
  const [first] = counts.differences.toSorted((a, b) => rankOfRow(a.name) - rankOfRow(b.name));
  if (!first) return null;
  const fact = factOfStatement(first);
  const own = codeOfRow[first.name];
  if (own) return { code: own, fact };
  const sides = fact.values.map(({ source }) => source);
  return names.has(first.name) && sides.includes("request")
    ? { code: "requested_differs", fact: requestFirst(fact) }
    : { code: "differs", fact };
}

/** Finds evidence against reliance, whatever else was examined. */
function findContradiction({ token, archive, agreement }: Findings, counts: FindingCounts): Decision | null {
  const notEvidence = agreement?.notEvidence ?? [];
  if (counts.negativeResult) return { code: "result_negative", fact: factOfStatement(counts.negativeResult) };
  if (token?.verdict === "undecodable") return { code: "token_undecodable" };
  if (token?.verdict === "invalid") return { code: "token_invalid" };
  if (token?.reason === "names_other_evidence") return { code: "token_of_another" };
  const [signed] = counts.wrongDigests.filter(({ source }) => source === "token");
  if (signed) return { code: "signed_digest_differs", fact: factOfDigest(signed) };
  const [missing] = counts.missingFiles;
  if (missing) return { code: "file_missing", fact: factOfDigest(missing) };
  const [wrong] = counts.wrongDigests;
  if (wrong) return { code: "digest_differs", fact: factOfDigest(wrong) };
  const difference = findDifference(counts);
  if (difference) return difference;
  const isFilesEvidence = !notEvidence.some(({ artefact }) => artefact === "files");
  if (archive && !archive.isListed && isFilesEvidence) return { code: "archive_unreadable" };
  if (archive && archive.damaged > 0) return { code: "archive_damaged" };
  const isRecordEvidence = !notEvidence.some(({ artefact }) => artefact === "record");
  return agreement?.broken.includes("record") && isRecordEvidence ? { code: "record_broken" } : null;
}

const codeOfReason: Readonly<Record<string, ConclusionCode>> = {
  no_keys_configured: "no_trusted_keys",
  unknown_key: "token_unknown_key",
  key_no_longer_published: "token_key_gone",
  encrypted: "token_encrypted",
  cannot_be_checked_here: "token_uncheckable",
};
const codeOfVerdict: Readonly<Record<VerdictName, ConclusionCode | null>> = {
  undecodable: "token_undecodable",
  invalid: "token_invalid",
  untrusted: "token_unverified",
  not_yet_valid: "token_not_yet_valid",
  expired: "token_expired",
  unbound: "token_unbound",
  valid: null,
};

function codeOfToken(token: Findings["token"]): ConclusionCode | null {
  if (token === null) return "token_unverified";
  if (token.verdict === "untrusted") return codeOfReason[token.reason] ?? "token_unverified";
  return codeOfVerdict[token.verdict];
}

const ofKind = (gaps: readonly Gap[], ...kinds: Gap["kind"][]) => gaps.filter(({ kind }) => kinds.includes(kind));

/** Finds statements to review before reliance. */
function findOpenStatement(agreement: Agreement, counts: FindingCounts): Decision | null {
  const { gaps } = agreement;
  if (agreement.isRecordRecognised === false) return { code: "nothing_recognised" };
  const [unread] = ofKind(gaps, "not_understood");
  if (unread) return { code: "not_understood", fact: factOfGap(agreement.statements, unread) ?? factOfGaps([unread]) };
  const [notUnderstood] = counts.notUnderstood;
  if (notUnderstood) return { code: "not_understood", fact: factOfStatement(notUnderstood) };
  const [review] = counts.toReview;
  if (review) {
    const fact = factOfStatement(review);
    const isRequested = names.has(review.name) && fact.values.some(({ source }) => source === "request");
    return isRequested ? { code: "requested_similar", fact: requestFirst(fact) } : { code: "needs_review", fact };
  }
  const [doubtful] = ofKind(gaps, "similar", "not_comparable");
  if (doubtful)
    return { code: "needs_review", fact: factOfGap(agreement.statements, doubtful) ?? factOfGaps([doubtful]) };
  const missing = ofKind(gaps, "not_confirmed");
  if (missing.length > 0) return { code: "not_confirmed", fact: factOfGaps(missing) };
  if (!agreement.isIdentitySigned) return { code: "identity_not_signed" };
  if (counts.unclearResult) return { code: "result_unclear", fact: factOfStatement(counts.unclearResult) };
  const [unclear] = agreement.checks.unclear;
  return unclear ? { code: "result_unclear", fact: factOfNote(unclear) } : null;
}

/** Finds what keeps the conclusion from green without a contradiction. */
function findDoubt(findings: Findings, counts: FindingCounts): Decision | null {
  const { token, archive, agreement } = findings;
  const [other] = agreement?.notEvidence ?? [];
  if (other)
    return { code: "not_evidence", fact: { kind: "body", artefact: other.artefact, nature: other.kind, values: [] } };
  const ofToken = codeOfToken(token);
  if (ofToken) return { code: ofToken };
  if (agreement === null) return { code: "partly_checked" };
  const open = findOpenStatement(agreement, counts);
  if (open) return open;
  if (archive && archive.unread > 0) return { code: "archive_unread" };
  const [unmatched] = counts.unmatchedDigests;
  if (unmatched) return { code: "digest_unmatched", fact: factOfDigest(unmatched) };
  if (agreement.isCut || agreement.broken.length > 0) return { code: "too_much" };
  return null;
}

function decide(findings: Findings): Decision {
  const { identification, token, archive, agreement, notOpened, failed, isChecking } = findings;
  if (identification === "failed") return { code: "failed" };
  if (isChecking) return { code: "checking" };
  const counts = countFindings(agreement);
  const contradiction = findContradiction(findings, counts);
  if (contradiction) return contradiction;
  if (identification === null) return { code: "not_asked" };
  if (identification === "unknown") return { code: "unknown_state" };
  if (identification === "expired") return { code: "expired_evidence" };
  if (identification !== "completed") return { code: "not_completed" };
  if (failed.length > 0) return { code: "could_not_check" };
  if (notOpened.length > 0) return { code: token || archive || agreement ? "partly_checked" : "not_checked" };
  return findDoubt(findings, counts) ?? { code: "consistent" };
}

/**
 * Derives one conclusion, never stronger than the checks. Green requires a completed identification, a valid token,
 * all artefacts opened and read, and core statements confirmed by each describing artefact.
 */
export function deriveConclusion(findings: Findings): Conclusion {
  const { code, fact } = decide(findings);
  return { code, tone: toneOfCode[code], fact: fact ?? null, reasons: conclusionReasons(findings) };
}
