import { type ConclusionCode, toneOfCode } from "#lib/agreement/conclusion-codes";
import { isUnfinished } from "#lib/status/schema";
import type { KnownEvidence } from "./schema.ts";

/** What this installation saw of an evidence in a person's session: its state, and what it released to this person. */
export type SeenEvidence = {
  state: KnownEvidence["state"];
  hasRecord: boolean;
  hasFiles: boolean;
  /** The verdict of the token that was released to this person, or null. */
  verdict: string | null;
};

const codeOfState: Readonly<Partial<Record<ConclusionCode, (state: SeenEvidence["state"]) => boolean>>> = {
  failed: (state) => state === "failed",
  expired_evidence: (state) => state === "expired",
  not_completed: (state) => isUnfinished(state ?? undefined),
  unknown_state: (state) => state === "unknown",
};

const codeOfVerdict: Readonly<Partial<Record<ConclusionCode, string>>> = {
  token_undecodable: "undecodable",
  token_invalid: "invalid",
  token_expired: "expired",
  token_not_yet_valid: "not_yet_valid",
};

/**
 * True if a page can have reached the conclusion from what this installation released to the person. A browser states it, so a
 * word that others see is never better than this: `consistent` needs every artefact, a completed identification and a valid token.
 */
export function allowsConclusion(code: ConclusionCode, seen: SeenEvidence): boolean {
  const ofState = codeOfState[code];
  if (ofState) return ofState(seen.state);
  const verdict = codeOfVerdict[code];
  if (verdict !== undefined) return seen.verdict === verdict;
  const isWhole = seen.hasRecord && seen.hasFiles && seen.verdict !== null;
  if (toneOfCode[code] === "proven") return seen.state === "completed" && isWhole && seen.verdict === "valid";
  // A contradiction may be found before every artefact is there.
  if (toneOfCode[code] === "contradicted") return seen.hasRecord || seen.hasFiles || seen.verdict !== null;
  return seen.state === "completed" && isWhole;
}
