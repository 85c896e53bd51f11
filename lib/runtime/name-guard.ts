import { isIdentifierLike, splitName } from "./field-name.ts";

/** Hides names whose words all occur as values in the same evidence (a map keyed by a person's name). */
export type NameGuard = {
  /** Compares one value with the names, without storing it. */
  compareValue(value: string): void;
  /** True if the name may be shown. Call after all values were compared. */
  mayShow(name: string): boolean;
};

/** Maximum words of a compared value; longer values are sentences, which contain common words. */
const maxValueWords = 6;
const maxValueLength = 200;

/** @param names every name that may be shown; bounded by the limits of the shapes */
export function createNameGuard(names: Iterable<string>): NameGuard {
  const candidates = new Set([...names].filter(isIdentifierLike));
  const wanted = new Set([...candidates].flatMap((name) => [name.toLowerCase(), ...splitName(name)]));
  const met = new Set<string>();
  return {
    compareValue(value) {
      if (value.length > maxValueLength) return;
      const whole = value.toLowerCase();
      if (wanted.has(whole)) met.add(whole);
      const words = whole.split(/[\s,;]+/);
      if (words.length > maxValueWords) return;
      for (const word of words) if (wanted.has(word)) met.add(word);
    },
    mayShow(name) {
      if (!candidates.has(name) || met.has(name.toLowerCase())) return false;
      const words = splitName(name);
      return words.length === 0 || !words.every((word) => met.has(word));
    },
  };
}
