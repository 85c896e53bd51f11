import type { IdentificationState } from "#lib/status/model";
import type { VerdictName } from "#lib/token/model";
import type { Agreement, Statement } from "./model.ts";

/** What was found so far; null for what was not looked at. */
export type Findings = {
  identification: IdentificationState | null;
  token: { verdict: VerdictName; reason: string } | null;
  /** Entries of the archive by what reading them showed. */
  archive: { files: number; damaged: number } | null;
  agreement: Agreement | null;
  /** Record, token and files were all opened. */
  isComplete: boolean;
  reportExamined: boolean;
};

/** Stable codes; each has a sentence under `agreement.conclusion` in lib/text. The first that applies is the conclusion. */
export type ConclusionCode =
  | "failed"
  | "differs"
  | "digest_differs"
  | "token_invalid"
  | "token_undecodable"
  | "token_unknown_key"
  | "archive_damaged"
  | "unknown_state"
  | "not_completed"
  | "expired_evidence"
  | "not_asked"
  | "not_checked"
  | "partly_checked"
  | "token_unproven"
  | "consistent";

export type ReasonCode =
  | "completed"
  | "token_valid"
  | "token_expired"
  | "token_not_yet_valid"
  | "token_unbound"
  | "token_untrusted"
  | "token_invalid"
  | "statements_agree"
  | "statements_differ"
  | "digests_proven"
  | "digests_consistent"
  | "digests_differ"
  | "not_everything_opened"
  | "signature_not_examined";

export type Reason = { code: ReasonCode; count: number };

export type Conclusion = {
  code: ConclusionCode;
  tone: "proven" | "contradicted" | "unsure" | "silent";
  /** The first statement that differs, for `differs`. */
  statement: Statement | null;
  reasons: Reason[];
};

const toneOfCode: Record<ConclusionCode, Conclusion["tone"]> = {
  failed: "contradicted",
  differs: "contradicted",
  digest_differs: "contradicted",
  token_invalid: "contradicted",
  token_undecodable: "contradicted",
  token_unknown_key: "contradicted",
  archive_damaged: "contradicted",
  unknown_state: "unsure",
  not_completed: "silent",
  expired_evidence: "unsure",
  not_asked: "silent",
  not_checked: "silent",
  partly_checked: "unsure",
  token_unproven: "unsure",
  consistent: "proven",
};

function count(agreement: Agreement | null) {
  const statements = agreement?.statements ?? [];
  const digests = agreement?.digests ?? [];
  return {
    agreeing: statements.filter(({ outcome }) => outcome === "agrees").length,
    differing: statements.filter(({ outcome }) => outcome === "differs").length,
    proven: digests.filter(({ outcome }) => outcome === "proven").length,
    consistent: digests.filter(({ outcome }) => outcome === "consistent").length,
    wrong: digests.filter(({ outcome }) => outcome === "differs").length,
  };
}

function decide(findings: Findings): ConclusionCode {
  const { identification, token, archive, agreement, isComplete } = findings;
  const counts = count(agreement);
  if (identification === "failed") return "failed";
  if (counts.differing > 0) return "differs";
  if (counts.wrong > 0) return "digest_differs";
  if (token?.verdict === "undecodable") return "token_undecodable";
  if (token?.verdict === "invalid") return "token_invalid";
  if (token?.verdict === "untrusted" && token.reason === "unknown_key") return "token_unknown_key";
  if (archive && archive.damaged > 0) return "archive_damaged";
  if (identification === null) return "not_asked";
  if (identification === "unknown") return "unknown_state";
  if (identification === "expired") return "expired_evidence";
  if (identification !== "completed") return "not_completed";
  if (!isComplete || agreement === null) return token || archive || agreement ? "partly_checked" : "not_checked";
  return token?.verdict === "valid" ? "consistent" : "token_unproven";
}

const reasonOfVerdict: Record<VerdictName, ReasonCode> = {
  valid: "token_valid",
  expired: "token_expired",
  not_yet_valid: "token_not_yet_valid",
  unbound: "token_unbound",
  untrusted: "token_untrusted",
  invalid: "token_invalid",
  undecodable: "token_invalid",
};

/**
 * One conclusion that never says more than was proven, with what it rests on. It opens with a failed identification or a
 * difference where there is one; green is left to a completed identification whose token is valid and whose pieces were all
 * opened and contradict each other nowhere.
 */
export function conclude(findings: Findings): Conclusion {
  const code = decide(findings);
  const counts = count(findings.agreement);
  const reasons: Reason[] = [];
  const give = (reason: ReasonCode, number = 1) => number > 0 && reasons.push({ code: reason, count: number });
  if (findings.identification === "completed") give("completed");
  if (findings.token) give(reasonOfVerdict[findings.token.verdict]);
  give("statements_differ", counts.differing);
  give("digests_differ", counts.wrong);
  give("statements_agree", counts.agreeing);
  give("digests_proven", counts.proven);
  give("digests_consistent", counts.consistent);
  if (!findings.isComplete) give("not_everything_opened");
  if (!findings.reportExamined) give("signature_not_examined");
  const statement = findings.agreement?.statements.find(({ outcome }) => outcome === "differs") ?? null;
  return { code, tone: toneOfCode[code], statement: code === "differs" ? statement : null, reasons };
}
