/** Stable codes of integrity failures. */
export const integrityFailureReasons = [
  "changed",
  "missing",
  "end_cut",
  "unsigned_end",
  "format_unknown",
  "tile_wrong",
  "tile_missing",
  "checkpoint_forged",
  "checkpoint_contradicted",
  "checkpoint_missing",
  "origin_differs",
  "key_unknown",
  "key_retired",
  "key_changed_without_rotation",
  "erased_without_entry",
  "hold_broken",
  "former_changed",
  "rolled_back",
  "rewritten",
  // Format 1 only.
  "reordered",
  "beginning_cut",
] as const;
export type IntegrityFailureReason = (typeof integrityFailureReasons)[number];

/** First failure found; `sequence` is the number of the entry that shows it, counted from 1. */
export type IntegrityFailure = { sequence: number; reason: IntegrityFailureReason; detail: string };
