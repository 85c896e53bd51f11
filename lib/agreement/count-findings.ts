import { isNegativeResult, isUnclearResult } from "./compare-values.ts";
import type { Agreement, Source, Statement } from "./model.ts";

/** What a comparison found, in numbers. */
export type FindingCounts = {
  firstDifference: Statement | null;
  differing: number;
  agreeing: number;
  notComparable: number;
  /** Rows of results in which every source says no: they agree with each other, and that is no good news. */
  negativeResults: number;
  /** Rows of results in which record, token or files use a word that we do not know; the status has a state of its own. */
  unclearResults: number;
  provenDigests: number;
  consistentDigests: number;
  wrongDigests: number;
  missingFiles: number;
  unmatchedDigests: number;
};

/** Does a source give this kind of answer for the result of the identification? */
const saysResult = (
  { name, cells }: Statement,
  isKind: (text: string) => boolean,
  sources?: (source: Source) => boolean,
) =>
  name === "result" &&
  cells.some(({ source, values }) => (sources?.(source) ?? true) && values.some(({ text }) => isKind(text)));

export function countFindings(agreement: Agreement | null): FindingCounts {
  const statements = agreement?.statements ?? [];
  const digests = agreement?.digests ?? [];
  const rows = (wanted: Statement["outcome"]) => statements.filter(({ outcome }) => outcome === wanted);
  const claims = (wanted: Agreement["digests"][number]["outcome"]) =>
    digests.filter(({ outcome }) => outcome === wanted).length;
  return {
    firstDifference: rows("differs")[0] ?? null,
    differing: rows("differs").length,
    agreeing: rows("agrees").length,
    notComparable: rows("not_comparable").length,
    negativeResults: statements.filter((row) => row.outcome !== "differs" && saysResult(row, isNegativeResult)).length,
    unclearResults: statements.filter((row) => saysResult(row, isUnclearResult, (source) => source !== "status"))
      .length,
    provenDigests: claims("proven"),
    consistentDigests: claims("consistent"),
    wrongDigests: claims("differs"),
    missingFiles: claims("missing"),
    unmatchedDigests: claims("unmatched"),
  };
}
