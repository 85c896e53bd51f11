import type { Step } from "#lib/formats/json/path";

/** A text that is equal for equal steps alone; `["documents", 0]` and `["documents", "0"]` differ. */
export const keyOf = (steps: readonly Step[]): string =>
  steps.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("");

/** Names on the way to a value, positions in arrays left out. */
export const namesOf = (steps: readonly Step[]): string[] => steps.filter((step) => typeof step === "string");

/** The innermost list element on the way to a value, or "": statements of one element speak of one document or person. */
export function listElementOf(steps: readonly Step[]): string {
  const at = steps.findLastIndex((step) => typeof step === "number");
  return at < 0 ? "" : keyOf(steps.slice(0, at + 1));
}
