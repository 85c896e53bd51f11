import { normalizeText } from "#lib/i18n/clean-text";
import { agrees, type CompareFunction, differs, notComparable } from "./comparison.ts";
import { readResult } from "./read-result.ts";

/** Only good against bad differs; a pending or skipped check does not contradict. */
export const compareResults: CompareFunction = (left, right) => {
  const [a, b] = [readResult(left), readResult(right)];
  if (left === right) return agrees("equal_text");
  if (a === null || b === null)
    return normalizeText(left).toLowerCase() === normalizeText(right).toLowerCase()
      ? agrees("letter_case")
      : notComparable("unknown_word");
  if (a === b) return agrees("same_result");
  if (a === "not_performed" || b === "not_performed") return notComparable("not_performed");
  return a === "pending" || b === "pending" ? notComparable("result_pending") : differs("same_result");
};

export const isNegativeResult = (text: string) => readResult(text) === "bad";

/** Matches pending results and unknown words. */
export const isUnclearResult = (text: string) => readResult(text) !== "good" && readResult(text) !== "bad";
