import type { DecisionContent } from "./model.ts";

type Value = string | number | boolean | null | { readonly [name: string]: Value };

/**
 * Canonical form of RFC 8785 for texts, whole numbers and objects: names sorted by their UTF-16 code units, no white space. A text
 * with a lone surrogate has none (RFC 8785 section 3.2.2.2).
 * @throws TypeError for such a text
 */
export function formatCanonical(value: Value): string {
  if (typeof value === "object" && value !== null) {
    const names = Object.keys(value).sort();
    return `{${names.map((name) => `${formatCanonical(name)}:${formatCanonical(value[name] ?? null)}`).join(",")}}`;
  }
  if (typeof value === "string" && !value.isWellFormed()) throw new TypeError("A text has a lone surrogate.");
  return JSON.stringify(value);
}

/** The bytes (as text) whose SHA-256 the access log records. */
export const formatDecision = (content: DecisionContent): string => formatCanonical(content);
