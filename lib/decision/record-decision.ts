import "server-only";
import { randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import { rulesVersion } from "#lib/agreement/rules-version";
import { computeSearchDigest } from "#lib/audit/record-event";
import type { EntryPlace, RecordedWork } from "#lib/audit/record-together";
import { database } from "#lib/database/connection";
import type { Tables } from "#lib/database/tables";
import { withDatabase } from "#lib/database/with-deadline";
import { settings } from "#lib/env";
import { countPasskeyUse, type VerifiedAssertion } from "#lib/passkey/verify-assertion";
import { hasRole, type Person } from "#lib/person";
import { ProblemError } from "#lib/problem";
import { parse, safeParse } from "#lib/runtime/zod";
import packageFile from "../../package.json" with { type: "json" };
import { formatDecision } from "./canonical.ts";
import { storeChallenge, takeChallenge } from "./challenges.ts";
import { checkDraft } from "./check-draft.ts";
import { type Course, readCourse } from "./course.ts";
import { readExamined } from "./examined.ts";
import type { DecisionContent } from "./model.ts";
import type { Draft } from "./parse-draft.ts";
import { refusedBecause } from "./refusals.ts";
import { needsSecondReview, type Place, placeDecision, type ServerReading } from "./rules.ts";
import { comparableEmail } from "./same-person.ts";
import { contentSchema } from "./schema.ts";
import { type EvidenceIds, insertDecision, readDecisions, sha256Of } from "./store.ts";
import { keepSummary } from "./summary.ts";
import { digestTrust } from "./trust-digest.ts";

const hourMs = 3_600_000;

/** Who decides, on what, and why it was opened. */
export type DecisionCall = EvidenceIds & { person: Person; ticket: string | null; purpose: string | null };

/**
 * True if the sample has this evidence: a keyed digest of its ID, so that asking again gives the same answer, and a person
 * without the log's key cannot know it before.
 */
function isSampled(evidenceId: string, percent: number): boolean {
  const digest = computeSearchDigest(`second review of ${evidenceId}`);
  return Number.parseInt(digest.slice(0, 8), 16) % 100 < percent;
}

async function readReading(tables: Kysely<Tables>, call: DecisionCall, draft: Draft, now: number) {
  const { person, srId, evidenceId } = call;
  const since = now - settings().session.maxH * hourMs;
  const query = { subject: person.subject, sessionId: person.sessionId, srId, evidenceId, since };
  return checkDraft(draft, await readExamined(tables, query));
}

/** @throws ProblemError `decision_refused` if this person cannot decide now, or has not seen the decision in force */
function requirePlace(
  course: Course,
  { person, evidenceId }: DecisionCall,
  draft: Draft,
  reading: ServerReading,
): Place {
  const { secondReview, samplePercent } = settings().decision;
  const { outcome, boundTo } = draft;
  const sampled = isSampled(evidenceId, samplePercent);
  const needsReview = needsSecondReview(secondReview, { outcome, boundTo, reading, course, isSampled: sampled });
  const candidate = { subject: person.subject, email: person.email, isLead: hasRole(person.roles, "lead") };
  const place = placeDecision(course, candidate, { outcome, needsReview });
  if (typeof place === "string") throw refusedBecause(place);
  if (place.supersedes !== draft.supersedes)
    throw new ProblemError(
      "decision_refused",
      "Another decision was recorded meanwhile. Nothing was changed. Read it, then decide again.",
    );
  return place;
}

/**
 * Prepares a decision: the server adds what it knows itself. Nothing is recorded yet.
 * @returns the canonical form and its SHA-256, which the person confirms within ten minutes
 * @throws ProblemError `decision_refused`, `audit_unavailable`
 */
export async function prepareDecision(
  call: DecisionCall,
  draft: Draft,
): Promise<{ canonical: string; digest: string }> {
  const trust = await digestTrust();
  return withDatabase(async () => {
    const tables = await database();
    const now = Date.now();
    const { person, srId, evidenceId, ticket, purpose } = call;
    const reading = await readReading(tables, call, draft, now);
    const place = requirePlace(readCourse(await readDecisions(tables, call)), call, draft, reading);
    const { boundTo, ...stated } = draft;
    const content: DecisionContent = {
      ...stated,
      ...place,
      v: 1,
      id: randomBytes(16).toString("hex"),
      salt: randomBytes(32).toString("base64"),
      at: new Date(now).toISOString(),
      ...{ srId, evidenceId, subject: person.subject, ticket, purpose },
      role: place.review === "lead" || !person.roles.includes("reviewer") ? "lead" : "reviewer",
      boundTo: {
        ...boundTo,
        stated: "browser",
        verdict: reading.verdict,
        product: packageFile.version,
        rules: rulesVersion,
        trust,
      },
    };
    const canonical = formatDecision(content);
    const digest = sha256Of(canonical);
    await storeChallenge(tables, { subject: person.subject, sessionId: person.sessionId }, { digest, canonical }, now);
    return { canonical, digest };
  });
}

/** Reads back what a person confirms. @throws ProblemError `invalid_request` for a text that this server did not make */
export function parseCanonical(text: unknown): DecisionContent {
  const fault = () =>
    new ProblemError("invalid_request", "`canonical` must be the text that the challenge gave, unchanged.");
  if (typeof text !== "string") throw fault();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw fault();
  }
  if (!safeParse(contentSchema, value).success) throw fault();
  const content = parse(contentSchema, value) as DecisionContent;
  if (formatDecision(content) !== text) throw fault();
  return content;
}

type Prepared = { canonical: string; content: DecisionContent };
/** `passkey` is null where no passkey is required. */
type Confirmation = Prepared & { passkey: VerifiedAssertion | null };

export type Recorder = (detail: { decisionId: string; sha256: string }, work: RecordedWork<void>) => Promise<void>;

/** True if this very decision of this person stands already: an answer was lost, and the browser sent it again. */
async function isRecorded(tables: Kysely<Tables>, { canonical, content }: Prepared, subject: string) {
  const row = await tables.selectFrom("decisions").select("canonical").where("id", "=", content.id).executeTakeFirst();
  return row !== undefined && row.canonical === canonical && content.subject === subject;
}

/** Every rule once more, because decisions, releases and settings may have changed since it was prepared. */
async function store(
  transaction: Kysely<Tables>,
  call: DecisionCall,
  { canonical, content, passkey }: Confirmation,
  place: EntryPlace,
): Promise<void> {
  const { person, srId, evidenceId } = call;
  const now = Date.now();
  const sha256 = sha256Of(canonical);
  const owner = { subject: person.subject, sessionId: person.sessionId };
  const isKnown = await takeChallenge(transaction, owner, sha256, now);
  const isOfCall = content.srId === srId && content.evidenceId === evidenceId && content.subject === person.subject;
  if (!isKnown || !isOfCall)
    throw new ProblemError(
      "decision_refused",
      "This decision wasn't prepared in this session, was used already, or is older than ten minutes. Nothing was recorded. Record it again.",
    );
  const before = await readDecisions(transaction, call);
  const reading = await readReading(transaction, call, content, now);
  const { review, supersedes } = requirePlace(readCourse(before), call, content, reading);
  if (review !== content.review || supersedes !== content.supersedes || reading.verdict !== content.boundTo.verdict)
    throw new ProblemError(
      "decision_refused",
      "Another decision was recorded meanwhile, or what it rests on has changed. Nothing was recorded. Read the page again, then decide.",
    );
  if (passkey !== null) await countPasskeyUse(transaction, passkey, now);
  const assertion = passkey && JSON.stringify(passkey.kept);
  const decision = {
    ...content,
    position: before.length + 1,
    person: person.name,
    email: comparableEmail(person.email),
    ...{ canonical, sha256, assertion },
  };
  await insertDecision(transaction, decision, place);
  await keepSummary(transaction, readCourse([...before, { ...decision, logEntry: place.number }]), decision);
}

/**
 * Records a prepared decision with its entry in the log, in one transaction. The same one sent again changes nothing.
 * @param verify verifies the passkey's assertion over the digest (hex), unless it is recorded already
 * @param record writes the entry
 * @throws ProblemError `decision_refused`, `audit_unavailable`; then nothing was stored
 */
export async function recordDecision(
  call: DecisionCall,
  prepared: Prepared,
  { verify, record }: { verify: (digest: string) => Promise<VerifiedAssertion | null>; record: Recorder },
): Promise<void> {
  const { canonical, content } = prepared;
  const isRepeated = await withDatabase(async () => isRecorded(await database(), prepared, call.person.subject));
  if (isRepeated) return;
  const sha256 = sha256Of(canonical);
  const confirmation = { ...prepared, passkey: await verify(sha256) };
  await record({ decisionId: content.id, sha256 }, (transaction, place) =>
    store(transaction, call, confirmation, place),
  );
}
