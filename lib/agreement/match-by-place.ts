import { type Compare, compareDates, compareMoments, compareText } from "./compare-values.ts";
import { makeStatement } from "./make-statement.ts";
import type { AgreementInput, Leaf, Statement } from "./model.ts";
import { readDigest } from "./read-digest.ts";
import { plainName } from "./statement-rules.ts";

/** Rows of values that no rule knows, at most. */
const maxRows = 60;
/** Shorter texts, and words such as `true`, are equal by chance. */
const minLength = 6;

/** Registered claims speak of the token itself (RFC 7519 section 4.1). */
const ofTheToken = /^\$\.(iss|sub|aud|exp|nbf|iat|jti)(\[|$)/;

const placeOf = (leaf: Leaf) => leaf.names.map(plainName).join(".");

/** Equal text, equal dates or the same moment; anything else differs. */
const compareLoosely: Compare = (left, right) => {
  for (const compare of [compareText, compareDates, compareMoments]) {
    const { outcome } = compare(left, right);
    if (outcome === "agrees") return { outcome, rule: "equal_path" };
  }
  return { outcome: "differs", rule: "equal_path" };
};

/**
 * What a schema that nobody knows still gives: record and token under the same path, or the same value under another.
 * Elements of arrays are matched by value only, because lists may leave things out.
 */
export function matchByPlace(input: AgreementInput, rest: { record: Leaf[]; token: Leaf[] }): Statement[] {
  const { record, token } = input;
  if (!record || !token) return [];
  const byPlace = new Map(rest.record.filter(({ path }) => !path.includes("[")).map((leaf) => [placeOf(leaf), leaf]));
  const byText = new Map(rest.record.map((leaf) => [leaf.text, leaf]));
  const rows: Statement[] = [];
  for (const leaf of rest.token) {
    if (rows.length >= maxRows) break;
    if (leaf.kind === "null" || ofTheToken.test(leaf.path) || readDigest(leaf.text).length > 0) continue;
    const samePlace = leaf.path.includes("[") ? undefined : byPlace.get(placeOf(leaf));
    const isLong = leaf.kind === "string" && leaf.text.length >= minLength;
    const found = samePlace ?? (isLong ? byText.get(leaf.text) : undefined);
    if (!found || (!samePlace && leaf.path.includes("["))) continue;
    const value = ({ text, path }: Leaf) => [{ text, path }];
    const compare: Compare = samePlace ? compareLoosely : () => ({ outcome: "agrees", rule: "equal_value" });
    rows.push(
      makeStatement(
        input,
        new Map([
          ["token", value(leaf)],
          ["record", value(found)],
        ]),
        { name: leaf.path, isKnown: false, isPersonal: true },
        () => compare,
      ),
    );
  }
  return rows;
}
