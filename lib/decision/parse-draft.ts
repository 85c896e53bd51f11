import type { ConclusionCode } from "#lib/agreement/conclusion-codes";
import { toneOfCode } from "#lib/agreement/conclusion-codes";
import { faceAnswers } from "#lib/compare/face-answer";
import { ProblemError } from "#lib/problem";
import {
  type BoundArtefact,
  boundArtefacts,
  type DecisionContent,
  maxEscalateToLength,
  maxNoteLength,
  type Outcome,
  outcomes,
} from "./model.ts";
import { type ConfiguredReason, otherReason, reasonsOf } from "./reasons.ts";

/** What a person sends: everything that the server cannot know. */
export type Draft = Pick<DecisionContent, "outcome" | "reason" | "note" | "faces" | "escalateTo" | "supersedes"> & {
  boundTo: Record<BoundArtefact, string | null> & { conclusion: ConclusionCode };
};

const invalid = (detail: string) => new ProblemError("invalid_request", detail);

type Members = { readonly [name: string]: unknown };

function readMembers(value: unknown, needed: readonly string[], allowed: readonly string[], what: string): Members {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalid(`${what} must be an object.`);
  const missing = needed.filter((name) => !Object.hasOwn(value, name));
  const unknown = Object.keys(value).filter((name) => !needed.includes(name) && !allowed.includes(name));
  if (missing.length > 0) throw invalid(`${what} needs these members too: ${missing.join(", ")}.`);
  if (unknown.length > 0)
    throw invalid(`${what} has members that it must not have. Allowed: ${[...needed, ...allowed].join(", ")}.`);
  return value as Members;
}

const isOneOf = <Text extends string>(list: readonly Text[], value: unknown): value is Text =>
  typeof value === "string" && (list as readonly string[]).includes(value);

/** Controls and marks of direction could hide or reorder what another person reads; line ends and tabs are usual in a note. */
const unsafe = /[\p{Bidi_Control}\p{Cs}\u2028\u2029]|(?![\n\t])\p{Cc}/u;
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** @returns the text without surrounding white space. @throws ProblemError for a text that is not what it seems */
function readText(name: string, value: unknown, maxLength: number): string {
  if (typeof value !== "string") throw invalid(`\`${name}\` must be a text.`);
  const text = value.replaceAll("\r\n", "\n").normalize("NFC").trim();
  if ([...text].length > maxLength) throw invalid(`\`${name}\` has more than ${maxLength} characters. Shorten it.`);
  if (unsafe.test(text))
    throw invalid(`\`${name}\` has control characters or marks that change the direction of the text. Remove them.`);
  if (text !== "" && !visible.test(text))
    throw invalid(`\`${name}\` has only invisible characters. Write what others shall read, or leave it empty.`);
  return text;
}

const digestForm = /^[0-9a-f]{64}$/;
/** Members that the server derives; a browser may send them back, and recording compares the whole canonical form. */
const derived = ["stated", "verdict", "product", "rules", "trust"];
const unfinished: readonly ConclusionCode[] = ["checking", "not_asked"];

function readBound(value: unknown): Draft["boundTo"] {
  const bound = readMembers(value, ["conclusion"], [...boundArtefacts, ...derived], "`boundTo`");
  const digests = boundArtefacts.map((name) => {
    const digest = bound[name] ?? null;
    if (digest !== null && !(typeof digest === "string" && digestForm.test(digest)))
      throw invalid(`\`boundTo.${name}\` must be null or a SHA-256 in 64 lower-case hex digits.`);
    return [name, digest] as const;
  });
  const { conclusion } = bound;
  const isCode = typeof conclusion === "string" && Object.hasOwn(toneOfCode, conclusion);
  if (!isCode || unfinished.includes(conclusion as ConclusionCode))
    throw invalid("`boundTo.conclusion` must be the code of a conclusion. Wait until the check has ended.");
  const known = Object.fromEntries(digests) as Record<BoundArtefact, string | null>;
  return { ...known, conclusion: conclusion as ConclusionCode };
}

function readReason(outcome: Outcome, reason: unknown, configured: readonly ConfiguredReason[] | null): string {
  const codes = reasonsOf(outcome, configured).map(({ code }) => code);
  if (isOneOf(codes, reason)) return reason;
  throw invalid(`\`reason\` must be one of these codes for the outcome ${outcome}: ${codes.join(", ")}.`);
}

const optional = ["faces", "escalateTo", "supersedes"];

/**
 * Reads `{ outcome, reason, note, boundTo, faces?, escalateTo?, supersedes? }`.
 * @param configured reasons of DECISION_REASONS, or null
 * @throws ProblemError `invalid_request` naming the member
 */
export function parseDraft(body: unknown, configured: readonly ConfiguredReason[] | null): Draft {
  const members = readMembers(body, ["outcome", "reason", "note", "boundTo"], optional, "A decision");
  const { outcome, faces = null, supersedes = null, escalateTo = null } = members;
  if (!isOneOf(outcomes, outcome)) throw invalid(`\`outcome\` must be one of: ${outcomes.join(", ")}.`);
  if (faces !== null && !isOneOf(faceAnswers, faces))
    throw invalid(`\`faces\` must be null or one of: ${faceAnswers.join(", ")}.`);
  if (supersedes !== null && !(typeof supersedes === "string" && /^[A-Za-z0-9_-]{1,64}$/.test(supersedes)))
    throw invalid("`supersedes` must be null or the ID of a decision.");
  const note = readText("note", members.note, maxNoteLength);
  const reason = readReason(outcome, members.reason, configured);
  if (reason === otherReason && note === "") throw invalid("The reason `other` needs a `note` that says what it is.");
  const to = escalateTo === null ? null : readText("escalateTo", escalateTo, maxEscalateToLength);
  if (to !== null && (outcome !== "escalate" || to.includes("\n")))
    throw invalid("`escalateTo` is one line, for the outcome escalate only.");
  return {
    outcome,
    reason,
    note,
    faces,
    supersedes,
    escalateTo: to === "" ? null : to,
    boundTo: readBound(members.boundTo),
  };
}
