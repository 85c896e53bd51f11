import type { VerdictName } from "#lib/token/model";
import type { Findings, Piece } from "./conclude.ts";
import { countFindings } from "./count-findings.ts";
import type { Agreement } from "./model.ts";

export type ReasonCode =
  | "completed"
  | "token_valid"
  | "token_expired"
  | "token_not_yet_valid"
  | "token_unbound"
  | "token_untrusted"
  | "token_invalid"
  | "statements_differ"
  | "digests_differ"
  | "files_missing"
  | "digests_unmatched"
  | "statements_agree"
  | "statements_not_comparable"
  | "digests_proven"
  | "digests_consistent"
  | "signature_names_agree"
  | "signature_names_differ"
  | "signature_names_unknown"
  | "signature_not_found"
  | "signature_not_examined";

/**
 * What a conclusion rests on. `verdict` comes with the reason code of the token's verdict, `not_opened` with the pieces;
 * the others have a sentence of their own, some with a number.
 */
export type Reason =
  | { code: ReasonCode; count: number }
  | { code: "verdict"; reason: string }
  | { code: "not_opened"; pieces: readonly Piece[] };

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

/**
 * Whether the certificate of the qualified signature names the person of the identity document, as FINMA Circular 2016/7
 * no. 39 asks: the document is what record and token say.
 */
function compareSigner(agreement: Agreement | null, signatures: number | null): ReasonCode {
  if (signatures === null) return "signature_not_examined";
  if (signatures === 0) return "signature_not_found";
  const rows = (agreement?.statements ?? []).filter(({ name, cells }) => {
    const says = (sources: readonly string[]) =>
      cells.some(({ source, values }) => sources.includes(source) && values.length > 0);
    return nameRows.has(name) && says(["report"]) && says(["record", "token"]);
  });
  if (rows.some(({ outcome }) => outcome === "differs")) return "signature_names_differ";
  const agree = rows.length > 0 && rows.every(({ outcome }) => outcome === "agrees");
  const isWhole = rows.length > 1 || rows.some(({ name }) => name === "full_name");
  return agree && isWhole ? "signature_names_agree" : "signature_names_unknown";
}

/** The reasons of a conclusion, gravest first. */
export function giveReasons({ identification, token, agreement, notOpened, signatures }: Findings): Reason[] {
  const counts = countFindings(agreement);
  const reasons: Reason[] = [];
  const give = (code: ReasonCode, count = 1) => count > 0 && reasons.push({ code, count });
  if (identification === "completed") give("completed");
  if (token) give(reasonOfVerdict[token.verdict]);
  if (token && token.verdict !== "valid" && token.verdict !== "expired")
    reasons.push({ code: "verdict", reason: token.reason });
  give("statements_differ", counts.differing);
  give("digests_differ", counts.wrongDigests);
  give("files_missing", counts.missingFiles);
  give("digests_unmatched", counts.unmatchedDigests);
  give("statements_agree", counts.agreeing);
  give("statements_not_comparable", counts.notComparable);
  give("digests_proven", counts.provenDigests);
  give("digests_consistent", counts.consistentDigests);
  if (notOpened.length > 0) reasons.push({ code: "not_opened", pieces: notOpened });
  give(compareSigner(agreement, signatures));
  return reasons;
}
