import type { ConclusionCode } from "#lib/agreement/conclusion-codes";

export const outcomes = ["accept", "reject", "escalate", "withdraw"] as const;
export type Outcome = (typeof outcomes)[number];

/**
 * Place of a decision in the review: `none` needs no second one; `first` waits for another person; `second` is that person's;
 * `lead` settles two that differ.
 */
export const reviews = ["none", "first", "second", "lead"] as const;
export type Review = (typeof reviews)[number];

/** Characters (code points) of a note, and of the person to whom a case is escalated. */
export const maxNoteLength = 1_000;
export const maxEscalateToLength = 100;

export const decisionStates = [
  "undecided",
  "accepted",
  "rejected",
  "escalated",
  "second_review_pending",
  "disputed",
] as const;
export type DecisionState = (typeof decisionStates)[number];

export const boundArtefacts = ["status", "record", "files", "token", "report", "document"] as const;
export type BoundArtefact = (typeof boundArtefacts)[number];

/** What was examined: SHA-256 (lower-case hex) of each answer that was opened, else null, and what judged it. */
export type Bound = Record<BoundArtefact, string | null> & {
  conclusion: ConclusionCode;
  /** The comparison runs in the browser, which states the conclusion. */
  stated: "browser";
  /** The server's own verdict of the token with this digest; null without a token. */
  verdict: string | null;
  product: string;
  rules: string;
  /** SHA-256 of the trust settings and keys (trust-digest.ts). */
  trust: string;
};

/** Content of a decision, in the order of the contract; `at` is ISO 8601 in UTC, `salt` 32 random bytes in base64. */
export type DecisionContent = {
  v: 1;
  id: string;
  salt: string;
  at: string;
  srId: string;
  evidenceId: string;
  subject: string;
  role: "reviewer" | "lead";
  outcome: Outcome;
  reason: string;
  note: string;
  ticket: string | null;
  purpose: string | null;
  faces: "same" | "different" | "cannot_tell" | null;
  escalateTo: string | null;
  /** ID of the decision that this one replaces, or null. */
  supersedes: string | null;
  review: Review;
  boundTo: Bound;
};

/** A recorded decision: its content and what is kept beside it. */
export type Decision = DecisionContent & {
  /** Order among the decisions of one evidence, from 1; clocks do not decide it. */
  position: number;
  /** Name at that time, and email in the form that is compared (same-person.ts). */
  person: string;
  email: string | null;
  canonical: string;
  sha256: string;
  logEntry: number;
  /** JSON of the passkey's assertion, or null. */
  assertion: string | null;
};
