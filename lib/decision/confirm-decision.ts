import "server-only";
import { settings } from "#lib/env";
import { ProblemError } from "#lib/problem";
import { parseDraft } from "./parse-draft.ts";
import { type DecisionCall, parseCanonical, prepareDecision, recordDecision } from "./record-decision.ts";

type Body = { canonical?: unknown; assertion?: unknown };

const isPrepared = (body: unknown): body is Body =>
  typeof body === "object" && body !== null && Object.hasOwn(body, "canonical");

/**
 * Records what a person confirms: `{ canonical, assertion? }` of a challenge, or a draft in one step.
 * @throws ProblemError `invalid_request`, `decision_refused`, `audit_unavailable`; then nothing was stored
 */
export async function confirmDecision(
  call: DecisionCall,
  body: unknown,
  record: Parameters<typeof recordDecision>[2],
): Promise<void> {
  const { reasons, isPasskeyRequired } = settings().decision;
  if (isPasskeyRequired && !isPrepared(body))
    throw new ProblemError(
      "decision_refused",
      "Decisions are confirmed with a passkey here. Ask for a challenge first, then send it with its assertion.",
    );
  const prepared = isPrepared(body) ? body : await prepareDecision(call, parseDraft(body, reasons));
  const content = parseCanonical(prepared.canonical);
  await recordDecision(call, { canonical: String(prepared.canonical), content, assertion: null }, record);
}
