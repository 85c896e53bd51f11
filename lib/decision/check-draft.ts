import { type ConclusionCode, toneOfCode } from "#lib/agreement/conclusion-codes";
import { ProblemError } from "#lib/problem";
import { allowsConclusion } from "#lib/saved-views/allows-conclusion";
import type { KnownEvidence } from "#lib/saved-views/schema";
import { isUnfinished } from "#lib/status/schema";
import type { Examined } from "./examined.ts";
import { boundArtefacts } from "./model.ts";
import type { Draft } from "./parse-draft.ts";
import type { ServerReading } from "./rules.ts";

const refused = (detail: string) => new ProblemError("decision_refused", detail);

const names = {
  status: "the status",
  record: "the record",
  files: "the files",
  token: "the token",
  report: "the activity report",
  document: "the signed document",
};

/** @throws ProblemError `decision_refused` for bytes that the person did not receive whole */
function requireExamined({ boundTo }: Draft, { digests }: Examined): void {
  if (boundTo.status === null)
    throw refused("Your account hasn't opened the status of this evidence. Open the evidence, then decide.");
  for (const name of boundArtefacts) {
    const digest = boundTo[name];
    if (digest !== null && !digests[name].has(digest))
      throw refused(
        `Your account hasn't received ${names[name]} with this digest in this session. Open it again, then decide.`,
      );
  }
}

/** Codes that a state or a verdict decides alone. */
const ofReading: readonly ConclusionCode[] = [
  "token_expired",
  "token_not_yet_valid",
  "not_completed",
  "expired_evidence",
  "unknown_state",
];

/**
 * A browser's conclusion is never better than the server's own reading: a failed identification and a bad token are contradictions.
 * Nor does it name a contradiction, a state or a verdict that the server did not see.
 */
function requireConclusion({ boundTo }: Draft, { state, verdict }: ServerReading): void {
  const { conclusion, record, files } = boundTo;
  const tone = toneOfCode[conclusion];
  const isBad = state === "failed" || verdict === "invalid" || verdict === "undecodable";
  const isJudged = tone === "proven" || tone === "contradicted" || ofReading.includes(conclusion);
  const seen = {
    state: state as KnownEvidence["state"],
    hasRecord: record !== null,
    hasFiles: files !== null,
    verdict,
  };
  if ((isBad && tone !== "contradicted") || (isJudged && !allowsConclusion(conclusion, seen)))
    throw refused(
      "What was released to your account doesn't lead to this conclusion. Check everything again, then decide.",
    );
}

/** What an acceptance rests on. */
const needed = ["record", "files", "token"] as const;

function requireNote({ outcome, note, boundTo }: Draft): void {
  if (outcome !== "accept" || note !== "") return;
  const unopened = needed.filter((name) => boundTo[name] === null);
  if (unopened.length > 0)
    throw refused(
      `You haven't opened ${unopened.map((name) => names[name]).join(", ")}. Open it, or say in the note why you accept without it.`,
    );
  if (toneOfCode[boundTo.conclusion] === "contradicted")
    throw refused("The conclusion is a contradiction. Say in the note why you accept despite it.");
}

/**
 * Compares a draft with what this server released and reads itself.
 * @returns the server's own reading
 * @throws ProblemError `decision_refused`
 */
export function checkDraft(draft: Draft, examined: Examined): ServerReading {
  requireExamined(draft, examined);
  const { token } = draft.boundTo;
  const reading = { state: examined.state, verdict: token === null ? null : (examined.verdicts.get(token) ?? null) };
  const isFinal = draft.outcome === "accept" || draft.outcome === "reject";
  if (isFinal && isUnfinished((reading.state ?? undefined) as Parameters<typeof isUnfinished>[0]))
    throw refused("The identification isn't completed. Until it ends, it can only be escalated.");
  requireConclusion(draft, reading);
  requireNote(draft);
  return reading;
}
