/** Stable codes of integrity failures. */
export const integrityFailureReasons = [
  "changed",
  "missing",
  "reordered",
  "key_unknown",
  "key_changed_without_rotation",
  "format_unknown",
  "beginning_cut",
  "end_cut",
  "checkpoint_contradicted",
  "checkpoint_forged",
] as const;
export type IntegrityFailureReason = (typeof integrityFailureReasons)[number];

/** First failure found; `sequence` is the entry that shows it. */
export type IntegrityFailure = { sequence: number; reason: IntegrityFailureReason; detail: string };
