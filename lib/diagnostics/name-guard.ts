import { isIdentifierLike, splitName } from "./field-names.ts";

/**
 * Keeps values out of a list of field names: a name whose words all stand as values in the same evidence is a value
 * itself (a map keyed by a person's name), however much it looks like an identifier.
 */
export type NameGuard = {
  /** Compares one value of the evidence with the names; keeps nothing of it. */
  compareValue(value: string): void;
  /** True when the name may be shown. Ask after all values were compared. */
  mayShow(name: string): boolean;
};

/** Values with more words are sentences, and every word of a language stands in some sentence. */
const maxValueWords = 6;
const maxValueLength = 200;

/** @param names every name that may be shown; bounded by the shapes that hold them */
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
