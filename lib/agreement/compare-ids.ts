import { normalizeText } from "#lib/i18n/clean-text";
import { agrees, type CompareFunction, differs, notComparable, similar } from "./comparison.ts";

/** A JSON number (RFC 8259 section 6) or digits as text; `7.0` equals `7`. */
const number = /^(\d+)(?:\.0+)?$/;

const withoutZeros = (digits: string) => digits.replace(/^0+(?=\d)/, "");

function compareNumbers(left: string, right: string): ReturnType<CompareFunction> {
  if (left === right) return agrees("same_number");
  return withoutZeros(left) === withoutZeros(right) ? similar("leading_zeros") : differs("equal_text");
}

/** Compares IDs: `7`, `"7"` and `7.0` are equal. Case (RFC 9562 section 4), separators and lost zeros do not differ. */
export const compareIds: CompareFunction = (left, right) => {
  if (left === right) return agrees("equal_text");
  const [a, b] = [normalizeText(left), normalizeText(right)];
  if (a.toLowerCase() === b.toLowerCase()) return agrees("letter_case");
  const bare = (text: string) => (/^\d[\d -]*$/.test(text) ? text.replace(/[ -]/g, "") : text);
  const [one, other] = [number.exec(bare(a))?.[1], number.exec(bare(b))?.[1]];
  if (one !== undefined && other !== undefined) return compareNumbers(one, other);
  return (one === undefined) === (other === undefined) ? differs("equal_text") : notComparable("no_rule");
};
