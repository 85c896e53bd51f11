import { formatJsonPath } from "#lib/formats/json/path";
import { compareDates } from "./compare-dates.ts";
import { compareMoments } from "./compare-moments.ts";
import { type CompareFunction, compareText } from "./comparison.ts";
import { makeRow } from "./comparison-row.ts";
import { splitWords } from "./member-words.ts";
import type { AgreementInput, JsonPrimitive, Statement } from "./model.ts";
import { readDigest } from "./read-digest.ts";
import type { StatedValue } from "./stated-values.ts";
import { memberNamesOf } from "./steps.ts";

/** Maximum rows of unexplained values. */
const maxRows = 60;
/** Minimum length. Shorter texts, and words such as `true`, are equal by chance. */
const minLength = 6;

/** Claims about the token: registered claims (RFC 7519 section 4.1), type, version, times and own ID. */
const ofTheToken =
  /^\.?(iss|sub|aud|exp|nbf|iat|jti|cnf|vct|typ|nonce|azp|acr|amr|sid|at_hash|c_hash)$|(^|\.)(id|type|version|schema|format|url|uri|href|name|created|updated|issued|timestamp|time|date|\w*(createdat|updatedat|issuedat|modifiedat|generatedat|sentat))$/;

const pathOf = ({ steps }: JsonPrimitive) =>
  memberNamesOf(steps)
    .map((name) => splitWords(name).join(""))
    .join(".");
const isListed = ({ steps }: JsonPrimitive) => steps.some((step) => typeof step === "number");

/** Accepts equal text, dates or moments; other values of unknown meaning need review. */
const compareLoosely: CompareFunction = (left, right) => {
  for (const compare of [compareText, compareDates, compareMoments]) {
    const { outcome } = compare(left, right);
    if (outcome === "agrees") return { outcome, rule: "equal_path" };
  }
  return { outcome: "not_comparable", rule: "other_value_same_path" };
};

/** Matches record and token under the same path, or the same value under another; array elements by value only. */
export function matchByPath(
  input: AgreementInput,
  rest: { record: JsonPrimitive[]; token: JsonPrimitive[] },
): Statement[] {
  if (!input.record || !input.token) return [];
  const byPath = new Map(rest.record.filter((one) => !isListed(one)).map((one) => [pathOf(one), one]));
  const byText = new Map(rest.record.map((one) => [one.text, one]));
  const rows: Statement[] = [];
  for (const claim of rest.token) {
    if (rows.length >= maxRows) break;
    const path = pathOf(claim);
    if (claim.kind === "null" || ofTheToken.test(path) || readDigest(claim.text).length > 0) continue;
    const samePath = isListed(claim) ? undefined : byPath.get(path);
    const isLong = claim.kind === "string" && claim.text.length >= minLength;
    const found = samePath ?? (isLong && !isListed(claim) ? byText.get(claim.text) : undefined);
    if (!found) continue;
    const value = ({ text, steps }: JsonPrimitive): StatedValue[] => [
      { text, path: formatJsonPath(steps), strength: "named", group: "", parts: null },
    ];
    const compare: CompareFunction = samePath ? compareLoosely : () => ({ outcome: "agrees", rule: "equal_value" });
    rows.push(
      makeRow(
        input,
        new Map([
          ["token", value(claim)],
          ["record", value(found)],
        ]),
        { name: formatJsonPath(claim.steps), isKnown: false, isPersonal: true },
        () => compare,
      ),
    );
  }
  return rows;
}
