import type { Outcome } from "./model.ts";

/** Built-in categories of each outcome; their words are in lib/i18n under `decision.reason`. `other` needs a note. */
export const builtInReasons = {
  accept: ["identity_confirmed", "difference_explained", "confirmed_elsewhere", "other"],
  reject: ["another_person", "document_not_accepted", "evidence_contradictory", "evidence_incomplete", "other"],
  escalate: ["identity_unclear", "suspected_fraud", "technical_question", "other"],
  withdraw: ["recorded_by_mistake", "new_information", "other"],
} as const satisfies Record<Outcome, readonly string[]>;

export type ConfiguredReason = { code: string; label: string };

export const otherReason = "other";

/** The reasons of an outcome: those of the setting for every outcome, with `other` last, or the built-in ones without labels. */
export function reasonsOf(
  outcome: Outcome,
  configured: readonly ConfiguredReason[] | null,
): { code: string; label: string | null }[] {
  if (configured === null) return builtInReasons[outcome].map((code) => ({ code, label: null }));
  const hasOther = configured.some(({ code }) => code === otherReason);
  return hasOther ? [...configured] : [...configured, { code: otherReason, label: null }];
}
