import type { IdentificationState } from "#lib/status/model";
import type { VerdictName } from "#lib/token/model";
import { countFindings } from "./count-findings.ts";
import { giveReasons, type Reason } from "./give-reasons.ts";
import type { Agreement, Statement } from "./model.ts";

/** A piece that is fetched on a person's act. */
export type Piece = "record" | "files" | "token";

/** What was found so far; null for what was not looked at. */
export type Findings = {
  identification: IdentificationState | null;
  token: { verdict: VerdictName; reason: string } | null;
  /** Entries of the archive by what reading them showed; `unread` could not be read to their end for other reasons. */
  archive: { files: number; damaged: number; unread: number; isListed: boolean } | null;
  agreement: Agreement | null;
  notOpened: readonly Piece[];
  /** A piece was opened that `agreement` does not know yet. */
  isComparing: boolean;
  /** Qualified signatures of this signer in the signature report, or null where it was not examined. */
  signatures: number | null;
};

/** Stable codes; each has a sentence under `overview.conclusion` in lib/text. The first that applies is the conclusion. */
export type ConclusionCode = keyof typeof toneOfCode;

export type Conclusion = {
  code: ConclusionCode;
  tone: "proven" | "contradicted" | "unsure" | "silent";
  /** The first statement that differs, for `differs`. */
  statement: Statement | null;
  reasons: Reason[];
};

/** In the order in which they decide. */
const toneOfCode = {
  failed: "contradicted",
  result_negative: "contradicted",
  token_of_another: "contradicted",
  differs: "contradicted",
  document_not_valid: "contradicted",
  impossible_times: "contradicted",
  wrong_check_digits: "contradicted",
  digest_differs: "contradicted",
  file_missing: "contradicted",
  token_undecodable: "contradicted",
  token_invalid: "contradicted",
  token_unknown_key: "contradicted",
  archive_unreadable: "contradicted",
  archive_damaged: "contradicted",
  record_broken: "contradicted",
  not_asked: "silent",
  unknown_state: "unsure",
  expired_evidence: "unsure",
  not_completed: "silent",
  not_checked: "silent",
  partly_checked: "unsure",
  token_unverified: "unsure",
  token_not_yet_valid: "unsure",
  token_expired: "unsure",
  token_unbound: "unsure",
  result_unclear: "unsure",
  archive_unread: "unsure",
  digest_unmatched: "unsure",
  too_much: "unsure",
  nothing_compared: "unsure",
  consistent: "proven",
} as const satisfies Record<string, Conclusion["tone"]>;

/** Every code, in the order in which they decide. */
export const conclusionCodes = Object.keys(toneOfCode) as ConclusionCode[];

/** Rows that hold one statement against another say what is wrong better than "do not agree on". */
const codeOfRow: Record<string, ConclusionCode> = {
  document_valid: "document_not_valid",
  time_order: "impossible_times",
  mrz_check_digits: "wrong_check_digits",
};

const codeOfVerdict: Record<VerdictName, ConclusionCode | null> = {
  undecodable: "token_undecodable",
  invalid: "token_invalid",
  untrusted: "token_unverified",
  not_yet_valid: "token_not_yet_valid",
  expired: "token_expired",
  unbound: "token_unbound",
  valid: null,
};

/** What stands against relying on the evidence, whatever else was or was not looked at. */
function findContradiction({ identification, token, archive, agreement }: Findings): ConclusionCode | null {
  const counts = countFindings(agreement);
  if (identification === "failed") return "failed";
  if (counts.negativeResults > 0) return "result_negative";
  if (token?.reason === "names_other_evidence") return "token_of_another";
  if (counts.firstDifference) return codeOfRow[counts.firstDifference.name] ?? "differs";
  if (counts.wrongDigests > 0) return "digest_differs";
  if (counts.missingFiles > 0) return "file_missing";
  if (token?.verdict === "undecodable") return "token_undecodable";
  if (token?.verdict === "invalid") return "token_invalid";
  if (token?.verdict === "untrusted" && token.reason === "unknown_key") return "token_unknown_key";
  if (archive && !archive.isListed) return "archive_unreadable";
  if (archive && archive.damaged > 0) return "archive_damaged";
  return agreement?.broken.includes("record") ? "record_broken" : null;
}

/** What keeps the conclusion from being green although nothing contradicts. */
function findDoubt({ token, archive, agreement }: Findings): ConclusionCode | null {
  const counts = countFindings(agreement);
  const ofToken = token === null ? "token_unverified" : codeOfVerdict[token.verdict];
  if (ofToken) return ofToken;
  if (counts.unclearResults > 0) return "result_unclear";
  if (archive && archive.unread > 0) return "archive_unread";
  if (counts.unmatchedDigests > 0) return "digest_unmatched";
  if (agreement?.isCut || agreement?.broken.length) return "too_much";
  return counts.agreeing === 0 ? "nothing_compared" : null;
}

function decide(findings: Findings): ConclusionCode {
  const { identification, token, archive, agreement, notOpened, isComparing } = findings;
  const contradiction = findContradiction(findings);
  if (contradiction) return contradiction;
  if (identification === null) return "not_asked";
  if (identification === "unknown") return "unknown_state";
  if (identification === "expired") return "expired_evidence";
  if (identification !== "completed") return "not_completed";
  if (notOpened.length > 0 || isComparing || agreement === null)
    return token || archive || agreement ? "partly_checked" : "not_checked";
  return findDoubt(findings) ?? "consistent";
}

/**
 * One conclusion that never says more than was proven, with what it rests on. It opens with a failed identification or a
 * difference where there is one; green is left to a completed identification whose token is valid and whose pieces were all
 * opened, could be read, and contradict each other nowhere.
 */
export function conclude(findings: Findings): Conclusion {
  const code = decide(findings);
  const { firstDifference } = countFindings(findings.agreement);
  return {
    code,
    tone: toneOfCode[code],
    statement: code === "differs" ? firstDifference : null,
    reasons: giveReasons(findings),
  };
}
