import { conclusionCodes } from "#lib/agreement/conclusion-codes";
import { faceAnswers } from "#lib/compare/face-answer";
import * as z from "#lib/runtime/zod";
import { decisionStates, outcomes, reviews } from "./model.ts";

const text = z.nullable(z.string());

export const boundSchema = z.object({
  status: text,
  record: text,
  files: text,
  token: text,
  report: text,
  document: text,
  conclusion: z.enum(conclusionCodes),
  stated: z.literal("browser"),
  verdict: text,
  product: z.string(),
  rules: z.string(),
  trust: z.string(),
});

export const contentSchema = z.object({
  v: z.literal(1),
  id: z.string(),
  salt: z.string(),
  at: z.string(),
  srId: z.string(),
  evidenceId: z.string(),
  subject: z.string(),
  role: z.enum(["reviewer", "lead"]),
  outcome: z.enum(outcomes),
  reason: z.string(),
  note: z.string(),
  ticket: text,
  purpose: text,
  faces: z.nullable(z.enum(faceAnswers)),
  escalateTo: text,
  supersedes: text,
  review: z.enum(reviews),
  boundTo: boundSchema,
});

/** A decision whose outcome the reader must not know yet; it has no other member. */
const hiddenSchema = z.object({
  id: z.string(),
  at: z.string(),
  person: z.string(),
  review: z.literal("first"),
  hidden: z.literal(true),
});
export type HiddenDecision = z.infer<typeof hiddenSchema>;

const shownSchema = z.object({
  id: z.string(),
  at: z.string(),
  person: z.string(),
  role: z.string(),
  outcome: z.enum(outcomes),
  reason: z.string(),
  /** Null for auditors and admins. */
  note: text,
  ticket: text,
  purpose: text,
  faces: z.nullable(z.enum(faceAnswers)),
  escalateTo: text,
  supersedes: text,
  review: z.enum(reviews),
  boundTo: boundSchema,
  /** The text whose SHA-256 is `sha256`; it holds the note, so that it is null where that is. */
  canonical: text,
  sha256: z.string(),
  logEntry: z.number(),
  assertion: z.nullable(z.jsonObject),
});
export type ShownDecision = z.infer<typeof shownSchema>;
export type DecisionView = HiddenDecision | ShownDecision;

const reasonSchema = z.object({ code: z.string(), label: text });

/** What this person may record now. */
const mineSchema = z.object({
  /** Place of the person's next decision, or why it would be refused. */
  review: z.nullable(z.enum(reviews)),
  refusal: text,
  supersedes: text,
  /** True if the person may withdraw the decision in force, or their own that waits. */
  mayWithdraw: z.boolean(),
  /** Reasons of each outcome; a label is a configured one. */
  reasons: z.object({
    accept: z.array(reasonSchema),
    reject: z.array(reasonSchema),
    escalate: z.array(reasonSchema),
    withdraw: z.array(reasonSchema),
  }),
  rule: z.enum(["off", "risky", "all"]),
  isPasskeyRequired: z.boolean(),
});

/** Oldest first. */
export const decisionListSchema = z.object({
  decisions: z.array(z.union([hiddenSchema, shownSchema])),
  state: z.enum(decisionStates),
  /** Only for those who may decide. */
  mine: z.nullable(mineSchema),
});
export type DecisionList = z.infer<typeof decisionListSchema>;

/** `digest` is the SHA-256 of the canonical form in lower-case hex. */
export const challengeSchema = z.object({ canonical: z.string(), digest: z.string() });
