import { z } from "zod";

/** Parses `SKRIBBLE_STATUS_WORDS`, the operator's meanings of provider status words. Pure. */

export const statusStates = ["not_started", "started", "in_review", "completed", "failed", "expired"] as const;
export type StatusState = (typeof statusStates)[number];

const wordPattern = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u;

/** Normalizes a word (`InReview`, `in review` and `IN_REVIEW` are equal); null for an invalid word. */
export function comparableWord(text: string): string | null {
  const word = text.trim();
  return wordPattern.test(word) ? word.replaceAll(/[ ._-]/g, "").toUpperCase() : null;
}

/** Maps normalized words to states. Error messages give the entry's number, never its text. */
export const statusWordsSetting = z.string().transform((value, context) => {
  const states = new Map<string, StatusState>();
  const fault = (number: number, reason: string) =>
    context.addIssue({ code: "custom", message: `entry ${number} ${reason}` });
  for (const [index, entry] of value.split(",").entries()) {
    const [name = "", state = "", ...more] = entry.split("=").map((part) => part.trim());
    const word = comparableWord(name);
    const known = statusStates.find((each) => each === state);
    if (entry.trim() === "") continue;
    if (!entry.includes("=") || more.length > 0) fault(index + 1, "must be WORD=state, with one =");
    else if (word === null) fault(index + 1, "must begin with a word of 1 to 40 letters, digits, spaces or . _ -");
    else if (!known) fault(index + 1, `must name one of these states: ${statusStates.join(", ")}`);
    else if (states.has(word)) fault(index + 1, "repeats the word of an earlier entry");
    else states.set(word, known);
  }
  if (states.size === 0 && context.issues.length === 0)
    context.addIssue({ code: "custom", message: "must contain at least one WORD=state, separated by commas" });
  return states as ReadonlyMap<string, StatusState>;
});
