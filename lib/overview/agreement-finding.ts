import { countFindings, type FindingCounts } from "#lib/agreement/count-findings";
import type { Agreement } from "#lib/agreement/model";
import type { Message, MessageKey } from "#lib/i18n/message";
import type { Finding } from "./model.ts";

type Result = Pick<Finding, "tone" | "label">;

/** `isComplete`: everything was opened, read and compared. `isSigned`: the token is valid. */
type Basis = { isComplete: boolean; isSigned: boolean };

const contradicted = (key: MessageKey, values: Message["values"] = {}): Result => ({
  tone: "contradicted",
  label: { key, values },
});

function findContradiction({ differences, wrongDigests, missingFiles }: FindingCounts): Result | null {
  const [first] = differences;
  if (first) {
    // Statements of a known name are all translated; other names may be personal.
    const what: Message = {
      key: first.isKnown ? `agreement.statements.${first.name as "birth_date"}` : "overview.someStatement",
    };
    return contradicted("overview.finding.differs", { what, more: differences.length - 1 });
  }
  if (wrongDigests.length > 0) return contradicted("overview.finding.digests", { count: wrongDigests.length });
  if (missingFiles.length > 0) return contradicted("overview.finding.missing", { count: missingFiles.length });
  return null;
}

function findDoubt(agreement: Agreement, counts: FindingCounts, isComplete: boolean): Message | null {
  const { notUnderstood, unmatchedDigests, toReview } = counts;
  if (notUnderstood.length > 0)
    return { key: "overview.finding.notUnderstood", values: { count: notUnderstood.length } };
  if (unmatchedDigests.length > 0)
    return { key: "overview.finding.unmatched", values: { count: unmatchedDigests.length } };
  if (isComplete && (agreement.gaps.length > 0 || toReview.length > 0)) return { key: "overview.finding.notConfirmed" };
  return agreement.isCut || agreement.broken.length > 0 ? { key: "overview.finding.inPart" } : null;
}

function findResult(agreement: Agreement, counts: FindingCounts, { isComplete, isSigned }: Basis): Result {
  const contradiction = findContradiction(counts);
  if (contradiction) return contradiction;
  const doubt = findDoubt(agreement, counts, isComplete);
  if (doubt) return { tone: "unsure", label: doubt };
  if (!isComplete) return { tone: "silent", label: { key: "overview.finding.partly" } };
  if (counts.agreeing === 0) return { tone: "unsure", label: { key: "overview.finding.nothing" } };
  const { isIdentitySigned, checks, notEvidence } = agreement;
  const isGood =
    !counts.negativeResult && !counts.unclearResult && checks.unclearCount === 0 && notEvidence.length === 0;
  return isSigned && isIdentitySigned && isGood
    ? { tone: "proven", label: { key: "overview.finding.agrees" } }
    : { tone: "silent", label: { key: "overview.finding.consistent" } };
}

/** Names the first difference and the number of matches. Green only if a valid token states the same. */
export function agreementFinding(agreement: Agreement | null, basis: Basis): Finding | null {
  if (agreement === null) return null;
  const counts = countFindings(agreement);
  const { agreeing, differences, notComparable, notUnderstood, toReview } = counts;
  const total = agreeing + differences.length + notComparable + notUnderstood.length + toReview.length;
  return {
    ...findResult(agreement, counts, basis),
    detail: { key: "overview.finding.detail", values: { agreeing, total } },
  };
}
