import { findIdClaims, type PointerStep, writePointer } from "./find-id-claims.ts";
import { type Evidence, OwnIds } from "./own-ids.ts";
import type { Check } from "./schema.ts";

/**
 * Checks whether a listed claim names this evidence. A claim that names another overrides a matching one, so that
 * another person's token cannot pass.
 * Returns `info` instead of `fail`, because the signature may still be valid.
 * @param readText returns the claims as JSON text, for numbers beyond 2^53
 * @returns `detail` lists the JSON Pointers of the decisive claims
 */
export function checkBinding(claims: Record<string, unknown>, readText: () => string, evidence: Evidence): Check {
  const name = "binding";
  if (Object.keys(claims).length === 0) return { name, outcome: "info", reason: "empty_payload", detail: "" };
  const ids = new OwnIds(evidence);
  const bound: PointerStep[][] = [];
  const other: PointerStep[][] = [];
  for (const { claim, steps, texts } of findIdClaims(claims, readText)) {
    // One token may cover several evidences: a list contradicts only if none of its items matches.
    if (texts.some((value) => ids.fits(value))) bound.push(steps);
    else if (texts.some((value) => ids.accuses(claim, value))) other.push(steps);
  }
  const write = (paths: PointerStep[][]) => paths.slice(0, 3).map(writePointer).join(" ").slice(0, 300);
  if (other.length > 0) return { name, outcome: "info", reason: "names_other_evidence", detail: write(other) };
  if (bound.length > 0) return { name, outcome: "pass", reason: "names_this_evidence", detail: write(bound) };
  return { name, outcome: "info", reason: evidence.status ? "names_no_evidence" : "status_unknown", detail: "" };
}
