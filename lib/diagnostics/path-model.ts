/** What the path finder answers; plain data for both sides. */

/** Kinds of responses to one path, as stable words; each has a sentence in lib/i18n. */
export const pathShapes = [
  "status-shaped",
  "record-shaped",
  "problem-shaped",
  "other-json",
  "not-json",
  "too-large",
  "empty",
  "encoded",
  "broken-off",
  "repeats-credentials",
  "unknown-path",
  "unknown-id",
  "not-initiated",
  "feature-off",
  "denied",
  "login-refused",
  "rejected",
  "rate-limited",
  "provider-error",
  "redirect",
  "unexpected",
  "no-answer",
  "unreachable",
] as const;
export type PathShape = (typeof pathShapes)[number];

export type TriedPath = {
  /** Template with `{SR_ID}` and `{EVIDENCE_ID}`. */
  path: string;
  /** HTTP status code; null when no response came. */
  status: number | null;
  shape: PathShape;
  /** Names of fields, those one level down after a dot; none of a record. */
  fields: string[];
};

export type PathCheck = {
  tried: TriedPath[];
  /** The first path whose answer has a status's shape. */
  found: string | null;
  /** Settings to copy, by name: the path that was found and the three that follow from it. Empty when none was found. */
  settings: { name: string; value: string }[];
  /** Paths that there are to try; `tried` has fewer when one was found or the run stopped early. */
  candidates: number;
};
