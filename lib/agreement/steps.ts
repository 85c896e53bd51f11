import type { PathStep } from "#lib/formats/json/path";

/** Returns a unique key of the steps; `["documents", 0]` and `["documents", "0"]` differ. */
export const keyOf = (steps: readonly PathStep[]): string =>
  steps.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("");

export const memberNamesOf = (steps: readonly PathStep[]): string[] => steps.filter((step) => typeof step === "string");

/** Returns the steps up to the name with index `anchor`. */
export function stepsUpTo(steps: readonly PathStep[], anchor: number): readonly PathStep[] {
  let names = -1;
  for (const [at, step] of steps.entries())
    if (typeof step === "string" && ++names === anchor) return steps.slice(0, at + 1);
  return steps;
}

/** Returns the innermost list element of a path, or "": its statements describe one document or person. */
export function listElementOf(steps: readonly PathStep[]): string {
  const at = steps.findLastIndex((step) => typeof step === "number");
  return at < 0 ? "" : keyOf(steps.slice(0, at + 1));
}
