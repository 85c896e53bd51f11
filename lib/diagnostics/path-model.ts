/** Stable kinds of responses; each has a message in lib/i18n. */
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
  /** HTTP status code; null without a response. */
  status: number | null;
  shape: PathShape;
  /** Field names, nested ones after a dot; none for a record. */
  fields: string[];
};

export type PathCheck = {
  tried: TriedPath[];
  /** First path whose response has the shape of a status. */
  found: string | null;
  /** Settings to copy: the found path and three derived ones. Empty without a found path. */
  settings: { name: string; value: string }[];
  /** Number of paths to try; `tried` is shorter if the run stopped early. */
  candidates: number;
};
