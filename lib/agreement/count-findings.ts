import { isNegativeResult, isUnclearResult } from "./compare-results.ts";
import { isCoreConcept } from "./core-concepts.ts";
import { type Agreement, type DigestClaim, type Source, type Statement, statusWordPath } from "./model.ts";

/** Counts of a comparison, in table order; digests are counted once per file. */
export type FindingCounts = {
  differences: Statement[];
  notUnderstood: Statement[];
  /** Rows under a rule to review, or in which a source has another value too. */
  toReview: Statement[];
  agreeing: number;
  notComparable: number;
  /** The row of results in which a source states a failure, although the sources agree. */
  negativeResult: Statement | null;
  /** The row of results with a word that is not a plain yes; the status has its own state. */
  unclearResult: Statement | null;
  provenDigests: DigestClaim[];
  expiredDigests: DigestClaim[];
  consistentDigests: DigestClaim[];
  wrongDigests: DigestClaim[];
  missingFiles: DigestClaim[];
  unmatchedDigests: DigestClaim[];
};

/** Status words have their own lists (`IdentificationState`). */
const isStatusWord = (source: Source, path: string) => source === "status" && path === statusWordPath;

/** True if a source states a result of this kind for the identification. */
const statesResult = ({ name, cells }: Statement, isKind: (text: string) => boolean) =>
  name === "result" &&
  cells.some(({ source, values }) => values.some(({ text, path }) => !isStatusWord(source, path) && isKind(text)));

/** Rules for another readable value in a source, which needs review. */
const otherValues = new Set(["several_values", "other_value", "other_value_same_path"]);

/** Core values that cannot be compared, also from status, request or report. */
const hidden = new Set(["masked", "hashed", "too_long", "rounded_number"]);

const isToReview = ({ name, isKnown, outcome, rule }: Statement) =>
  outcome === "not_comparable" &&
  (otherValues.has(rule ?? "") || (isKnown && isCoreConcept(name) && hidden.has(rule ?? "")));

/** Returns the file, body or name that a claim refers to. */
const subjectOf = ({ match, claimedName, path }: DigestClaim) =>
  match?.kind === "file"
    ? `file ${match.number}`
    : match?.kind === "body"
      ? `body ${match.source}`
      : (claimedName ?? path);

function onePerSubject(claims: readonly DigestClaim[]): DigestClaim[] {
  const seen = new Set<string>();
  return claims.filter((claim) => !seen.has(subjectOf(claim)) && seen.add(subjectOf(claim)));
}

export function countFindings(agreement: Agreement | null): FindingCounts {
  const statements = agreement?.statements ?? [];
  const digests = agreement?.digests ?? [];
  const rows = (wanted: Statement["outcome"]) => statements.filter(({ outcome }) => outcome === wanted);
  const claims = (wanted: DigestClaim["outcome"]) => onePerSubject(digests.filter(({ outcome }) => outcome === wanted));
  // Counts a signed digest once, even if an unsigned record claims it too.
  const signed = new Set([...claims("proven"), ...claims("expired")].map(subjectOf));
  return {
    differences: rows("differs"),
    notUnderstood: rows("not_understood"),
    toReview: [...rows("similar"), ...statements.filter(isToReview)],
    agreeing: rows("agrees").length,
    notComparable: rows("not_comparable").length,
    negativeResult: statements.find((row) => row.outcome !== "differs" && statesResult(row, isNegativeResult)) ?? null,
    unclearResult: statements.find((row) => statesResult(row, isUnclearResult)) ?? null,
    provenDigests: claims("proven"),
    expiredDigests: claims("expired"),
    consistentDigests: claims("consistent").filter((claim) => !signed.has(subjectOf(claim))),
    wrongDigests: claims("differs"),
    missingFiles: claims("missing"),
    unmatchedDigests: claims("unmatched"),
  };
}

export const claimedFile = ({ match, claimedName }: DigestClaim): string | null =>
  match?.kind === "file" ? match.name : match?.kind === "body" ? null : claimedName;

export const claimedBody = ({ match }: DigestClaim): Source | null => (match?.kind === "body" ? match.source : null);
