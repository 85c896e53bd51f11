/** Stable codes of integrity failures. */
export type IntegrityFailureReason =
  | "changed"
  | "missing"
  | "reordered"
  | "key_unknown"
  | "key_changed_without_rotation"
  | "format_unknown"
  | "beginning_cut"
  | "end_cut"
  | "checkpoint_contradicted"
  | "checkpoint_forged";

/** First failure found; `sequence` is the entry that shows it. */
export type IntegrityFailure = { sequence: number; reason: IntegrityFailureReason; detail: string };
