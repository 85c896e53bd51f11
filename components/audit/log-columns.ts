/** Columns of the access log. */
export const logColumns = [
  "entries",
  "at",
  "person",
  "access",
  "object",
  "ticket",
  "outcome",
  "proof",
  "details",
] as const;
