import { readCountries } from "#lib/formats/mrtd/countries";
import { isBritish, successors } from "#lib/formats/mrtd/country-codes";
import { normalizeText } from "#lib/i18n/clean-text";
import { agrees, differs, guarded, notComparable, similar, type ValueComparison } from "./comparison.ts";

const succeeds = (left: string, right: string) => (successors[left] ?? "").split(" ").includes(right);

function compareCodes(left: readonly string[], right: readonly string[]): ValueComparison {
  if (left.join() === right.join()) return agrees("same_country");
  const common = left.filter((code) => right.includes(code));
  if (common.length === left.length && common.length === right.length) return agrees("same_country");
  if (common.length > 0) return similar("one_of_several_countries");
  const pairs = left.flatMap((one) => right.map((other) => [one, other] as const));
  if (pairs.some(([one, other]) => isBritish(one) && isBritish(other))) return similar("british_nationality");
  const isFormer = pairs.some(([one, other]) => succeeds(one, other) || succeeds(other, one));
  return isFormer ? notComparable("former_country") : differs("same_country");
}

/** Compares countries by code, number, name or adjective. Several in one text may belong to one person. */
export const compareCountries = guarded((left, right) => {
  const [a, b] = [readCountries(left), readCountries(right)];
  if (a.length > 0 && b.length > 0) return compareCodes(a, b);
  return normalizeText(left).toLowerCase() === normalizeText(right).toLowerCase()
    ? agrees("letter_case")
    : notComparable("unknown_country");
});
