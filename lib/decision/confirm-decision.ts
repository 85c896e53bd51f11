import "server-only";
import { settings } from "#lib/env";
import { type VerifiedAssertion, verifyAssertion } from "#lib/passkey/verify-assertion";
import { ProblemError } from "#lib/problem";
import { parseDraft } from "./parse-draft.ts";
import {
  type DecisionCall,
  parseCanonical,
  prepareDecision,
  type Recorder,
  recordDecision,
} from "./record-decision.ts";

type Body = { canonical?: unknown; assertion?: unknown };

const isPrepared = (body: unknown): body is Body =>
  typeof body === "object" && body !== null && Object.hasOwn(body, "canonical");

const isGiven = (assertion: unknown) => assertion !== undefined && assertion !== null;

/**
 * Verifies the assertion where decisions are confirmed with a passkey. Elsewhere one is refused, so that no person believes that it
 * counts.
 */
async function confirm(assertion: unknown, subject: string, digest: string): Promise<VerifiedAssertion | null> {
  if (settings().decision.isPasskeyRequired) {
    if (isGiven(assertion)) return verifyAssertion(assertion, { subject, digest });
    throw new ProblemError(
      "decision_refused",
      "Decisions are confirmed with a passkey here, and this one has no `assertion`. Nothing was recorded. Confirm it with a passkey.",
      { refusal: "passkey_missing" },
    );
  }
  if (!isGiven(assertion)) return null;
  throw new ProblemError(
    "invalid_request",
    "Decisions aren't confirmed with passkeys here. Send `canonical` without `assertion`.",
  );
}

/**
 * Records what a person confirms: `{ canonical, assertion? }` of a challenge, or a draft in one step.
 * @throws ProblemError `invalid_request`, `decision_refused`, `audit_unavailable`; then nothing was stored
 */
export async function confirmDecision(call: DecisionCall, body: unknown, record: Recorder): Promise<void> {
  const { reasons, isPasskeyRequired } = settings().decision;
  if (isPasskeyRequired && !isPrepared(body))
    throw new ProblemError(
      "decision_refused",
      "Decisions are confirmed with a passkey here. Ask for a challenge first, then send it with its assertion.",
      { refusal: "passkey_missing" },
    );
  const prepared = isPrepared(body) ? body : await prepareDecision(call, parseDraft(body, reasons));
  const content = parseCanonical(prepared.canonical);
  const assertion = isPrepared(body) ? body.assertion : null;
  await recordDecision(
    call,
    { canonical: String(prepared.canonical), content },
    { verify: (digest) => confirm(assertion, call.person.subject, digest), record },
  );
}
