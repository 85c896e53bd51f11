/** Stable codes of what can be wrong with a log. */
export type AuditFaultReason =
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

/** The first thing that is wrong. `sequence` is the entry at which it shows. */
export type IntegrityFailure = { sequence: number; reason: AuditFaultReason; detail: string };
