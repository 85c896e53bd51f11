import * as z from "#lib/runtime/zod";
import { signatureRequestSchema } from "#lib/signature-request/schema";

const time = z.nullable(z.string());

/** What this installation knows of one evidence. Times are ISO 8601 in UTC. */
export const knownEvidenceSchema = z.object({
  evidenceId: z.string(),
  state: z.nullable(z.enum(["not_started", "started", "in_review", "completed", "failed", "expired", "unknown"])),
  /** When the state began, when the evidence expires, and when the provider was last asked. */
  sinceAt: time,
  expiresAt: time,
  askedAt: time,
  /** Code of the conclusion last reached here, and the number of the file that it concerns. */
  conclusion: z.nullable(z.string()),
  file: z.nullable(z.number()),
  concludedAt: time,
  /** Last opened by anyone. */
  openedAt: time,
  /** State of its decisions; it tells no outcome while a second review is blind. Null before it was opened here. */
  decision: z.nullable(z.enum(["undecided", "accepted", "rejected", "escalated", "second_review_pending", "disputed"])),
  decidedAt: time,
  /** While a second review is pending: the outcome that the reader recorded themselves. Never that of another person. */
  ownOutcome: z.optional(z.enum(["accept", "reject", "escalate"])),
});
export type KnownEvidence = z.infer<typeof knownEvidenceSchema>;

/** One signature request of a view. `request` is null if the provider did not answer with it. */
const viewItemSchema = z.object({
  srId: z.string(),
  request: z.nullable(signatureRequestSchema),
  evidence: z.array(knownEvidenceSchema),
  /** Ticket and time of the person's own look-up; only in the view `recent`. */
  ticket: z.nullable(z.string()),
  at: time,
});

/** Signature requests of which this installation knows evidence, by view. */
export const viewCountsSchema = z.object({
  all: z.number(),
  in_review: z.number(),
  over_72h: z.number(),
  failed: z.number(),
  expiring: z.number(),
  undecided: z.number(),
  /** Waiting for this person: another person's first decision, or, for a lead, a dispute. */
  second_review: z.number(),
  mine: z.number(),
  /** Requests with a contradiction that was found here and that is not decided. */
  contradiction: z.number(),
  /** Requests that this person opened, and that are not decided. */
  mine_undecided: z.number(),
});
export type ViewCounts = z.infer<typeof viewCountsSchema>;

export const viewPageSchema = z.object({
  items: z.array(viewItemSchema),
  counts: viewCountsSchema,
  /** The oldest answer of the provider among unfinished states of these items; without any, the time of this answer. ISO 8601. */
  asOf: z.string(),
  page: z.number(),
  hasMore: z.boolean(),
  /** Requests in this view and filter; null if that is unknown: for the provider's list, and with a filter of what only requests say. */
  total: z.nullable(z.number()),
  /** Requests that were searched for the law or the days of a filter; null without one. `isCut` if there are more. */
  searched: z.nullable(z.number()),
  isCut: z.boolean(),
});
export type ViewPageBody = z.infer<typeof viewPageSchema>;

/** `query` holds parameters of the list's address, without title text. */
export const savedViewSchema = z.object({ id: z.string(), name: z.string(), query: z.string() });
export type SavedView = z.infer<typeof savedViewSchema>;

/** Saved views of one person, with the counts of all views. */
export const viewListSchema = z.object({
  views: z.array(savedViewSchema),
  counts: viewCountsSchema,
  asOf: z.string(),
});
export type ViewList = z.infer<typeof viewListSchema>;

export const preferencesSchema = z.object({
  /** A link opened in the product checks everything at once (docs/decisions/check-when-opened.md). */
  checkWhenOpened: z.boolean(),
});
export type Preferences = z.infer<typeof preferencesSchema>;

export const storedConclusionSchema = z.object({ code: z.string(), file: z.nullable(z.number()) });
