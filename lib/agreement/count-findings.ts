import { isNegativeResult, isUnclearResult } from "./compare-values.ts";
import { isCoreConcept } from "./concepts.ts";
import { type Agreement, type DigestClaim, type Source, type Statement, statusWordPath } from "./model.ts";

/** What a comparison found. Lists are in the order of the table; digests are counted by file, each file once. */
export type FindingCounts = {
  differences: Statement[];
  notUnderstood: Statement[];
  /** Rows that agree only under a rule that a person has to judge, or in which a source states another value too. */
  toReview: Statement[];
  agreeing: number;
  notComparable: number;
  /** The row of results in which a source says no: the sources agree with each other, and that is not good news. */
  negativeResult: Statement | null;
  /** The row of results in which record, token or files use a word that is not a plain yes; the status has a state of its own. */
  unclearResult: Statement | null;
  provenDigests: DigestClaim[];
  expiredDigests: DigestClaim[];
  consistentDigests: DigestClaim[];
  wrongDigests: DigestClaim[];
  missingFiles: DigestClaim[];
  unmatchedDigests: DigestClaim[];
};

/** What the word of the status means is said by its own lists (`IdentificationState`). */
const isStatusWord = (source: Source, path: string) => source === "status" && path === statusWordPath;

/** Does a source give this kind of answer for the result of the identification? */
const statesResult = ({ name, cells }: Statement, isKind: (text: string) => boolean) =>
  name === "result" &&
  cells.some(({ source, values }) => values.some(({ text, path }) => !isStatusWord(source, path) && isKind(text)));

/** Rules under which a source states another value that could be read, which a person has to look at. */
const otherValues = new Set(["several_values", "other_value", "other_value_same_path"]);

/** A core value that no rule can hold against the others, also where status, request or report states it. */
const hidden = new Set(["masked", "hashed", "too_long", "rounded_number"]);

const isToReview = ({ name, isKnown, outcome, rule }: Statement) =>
  outcome === "not_comparable" &&
  (otherValues.has(rule ?? "") || (isKnown && isCoreConcept(name) && hidden.has(rule ?? "")));

/** What a claim speaks of: the file, the body or the name that was claimed. */
const subjectOf = ({ match, claimedName, path }: DigestClaim) =>
  match?.kind === "file"
    ? `file ${match.number}`
    : match?.kind === "body"
      ? `body ${match.source}`
      : (claimedName ?? path);

/** One claim for each file or body that the claims speak of. */
function onePerSubject(claims: readonly DigestClaim[]): DigestClaim[] {
  const seen = new Set<string>();
  return claims.filter((claim) => !seen.has(subjectOf(claim)) && seen.add(subjectOf(claim)));
}

export function countFindings(agreement: Agreement | null): FindingCounts {
  const statements = agreement?.statements ?? [];
  const digests = agreement?.digests ?? [];
  const rows = (wanted: Statement["outcome"]) => statements.filter(({ outcome }) => outcome === wanted);
  const claims = (wanted: DigestClaim["outcome"]) => onePerSubject(digests.filter(({ outcome }) => outcome === wanted));
  // What the token signs is told once, though an unsigned record claims the same.
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

/** The name of the file that a claim speaks of, for a list; null where nothing names one. */
export const claimedFile = ({ match, claimedName }: DigestClaim): string | null =>
  match?.kind === "file" ? match.name : match?.kind === "body" ? null : claimedName;

/** The artefact that a claim speaks of as a whole, or null. */
export const claimedBody = ({ match }: DigestClaim): Source | null => (match?.kind === "body" ? match.source : null);
