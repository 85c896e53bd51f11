import { z } from "zod";

const maxReasons = 20;
const maxLabelLength = 80;
const form = /^([a-z][a-z0-9_]{0,39})\s*=(.+)$/u;
/** Control, format and surrogate characters could hide or reorder what a person reads. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

/** Reasons of decisions: `code=label` with commas between. @returns code and label in order; `other` is always among them */
export const decisionReasons = z.string().transform((value, context) => {
  const fault = (message: string) => {
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  };
  const parts = value.split(",").map((part) => form.exec(part.trim()));
  const reasons: { code: string; label: string }[] = [];
  for (const [position, part] of parts.entries()) {
    const [, code = "", text = ""] = part ?? [];
    const label = text.trim();
    const where = `its reason ${position + 1}`;
    if (code === "") return fault(`${where} must be code=label, the code in lower-case letters, digits and _`);
    if (label === "" || label.length > maxLabelLength || hidden.test(label))
      return fault(`the label of ${where} must be visible text of at most ${maxLabelLength} characters`);
    if (reasons.some((reason) => reason.code === code)) return fault(`${where} repeats a code`);
    reasons.push({ code, label });
  }
  if (reasons.length > maxReasons) return fault(`must have at most ${maxReasons} reasons`);
  return reasons;
});
