import { bareLetters } from "#lib/i18n/name-letters";
import type { NameKind } from "./name-readings.ts";
import type { Word } from "./name-words.ts";

export type SameWord = (left: string, right: string) => boolean;

/** Counts words of the first name that match a distinct word of the second. */
function countMatches(
  few: readonly Word[],
  many: readonly Word[],
  isMatch: (one: Word, other: Word) => boolean,
): number {
  const left = [...many];
  let count = 0;
  for (const word of few) {
    const at = left.findIndex((other) => isMatch(word, other));
    if (at < 0) continue;
    left.splice(at, 1);
    count++;
  }
  return count;
}

const subsetRule: Record<NameKind, string> = {
  family: "double_name_part",
  given: "fewer_given_names",
  full: "fewer_given_names",
  place: "part_of_place",
};

/** Relates unequal names by shared words; null if they share none. An initial needs a whole word beside it. */
export function relateWords(
  left: readonly Word[],
  right: readonly Word[],
  kind: NameKind,
  sameWord: SameWord,
): string | null {
  const [few, many] = left.length <= right.length ? [left, right] : [right, left];
  if (few.length === 0) return null;
  const same = (one: Word, other: Word) => sameWord(one.text, other.text);
  const startsWith = (long: Word, short: Word) => bareLetters(long.text).startsWith(bareLetters(short.text));
  const begins = (one: Word, other: Word) =>
    (one.isShort && startsWith(other, one)) || (other.isShort && startsWith(one, other));
  const [only] = few;
  const joined = many.map(({ text }) => bareLetters(text).charAt(0)).join("");
  if (few.length === 1 && only && many.length > 1 && bareLetters(only.text) === joined) return "initials";
  const whole = countMatches(few, many, same);
  if (whole === few.length && [few, many].every((words) => words.some(({ isShort }) => !isShort))) {
    if (few.length === many.length) return "other_order";
    const isLastMissing = kind === "full" && !same(few.at(-1) as Word, many.at(-1) as Word);
    return isLastMissing ? "part_of_name" : subsetRule[kind];
  }
  if (countMatches(few, many, (one, other) => same(one, other) || begins(one, other)) === few.length) return "initials";
  const long = (words: readonly Word[]) => words.filter(({ isShort }) => !isShort);
  if (countMatches(long(few), long(many), same) > 0) return kind === "place" ? "part_of_place" : "part_of_name";
  return null;
}
