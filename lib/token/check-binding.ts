import { findIdClaims, type Step, writePointer } from "./find-id-claims.ts";
import { type Evidence, OwnIds } from "./own-ids.ts";
import type { Check } from "./schema.ts";

/**
 * Does a claim name this evidence? Only claims of the list in `binding-names.ts` are asked; free text never binds. A
 * token of another person must not pass, so a claim that names another evidence outweighs one that names this one.
 * `info`, not `fail`: the signature may be good all the same.
 * @param claims the claims, of an SD-JWT those with its disclosures
 * @param readText gives the JSON text of the same claims, for numbers beyond 2^53
 * @returns `detail` holds the JSON Pointers of the claims that decided
 */
export function checkBinding(claims: Record<string, unknown>, readText: () => string, evidence: Evidence): Check {
  const name = "binding";
  if (Object.keys(claims).length === 0) return { name, outcome: "info", reason: "empty_payload", detail: "" };
  const ids = new OwnIds(evidence);
  const bound: Step[][] = [];
  const other: Step[][] = [];
  for (const { claim, steps, texts } of findIdClaims(claims, readText)) {
    // One token may speak of several evidences: a list accuses only where none of its items fits.
    if (texts.some((value) => ids.fits(value))) bound.push(steps);
    else if (texts.some((value) => ids.accuses(claim, value))) other.push(steps);
  }
  const write = (paths: Step[][]) => paths.slice(0, 3).map(writePointer).join(" ").slice(0, 300);
  if (other.length > 0) return { name, outcome: "info", reason: "names_other_evidence", detail: write(other) };
  if (bound.length > 0) return { name, outcome: "pass", reason: "names_this_evidence", detail: write(bound) };
  return { name, outcome: "info", reason: evidence.status ? "names_no_evidence" : "status_unknown", detail: "" };
}
