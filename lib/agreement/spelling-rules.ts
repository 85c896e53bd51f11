import { bareLetters, type SpellingLevel, type Spellings, spell, spellingsMatch } from "#lib/i18n/name-letters";
import { transliterate } from "#lib/i18n/transliterate";

const levels: readonly [rule: string, level: SpellingLevel][] = [
  ["punctuation", "letters"],
  ["without_diacritics", "base"],
  ["umlauts_written_out", "written_out"],
  ["machine_readable", "machine"],
];

export type Prepared = {
  text: string;
  letters: string;
  spellings: (level: SpellingLevel) => Spellings;
  romanised: () => Spellings[];
};

export function prepare(text: string): Prepared {
  const made = new Map<SpellingLevel, Spellings>();
  let romanised: Spellings[] | null = null;
  const spellings = (level: SpellingLevel) => {
    const found = made.get(level) ?? spell(text, level);
    made.set(level, found);
    return found;
  };
  return {
    text,
    letters: bareLetters(text),
    spellings,
    romanised: () => {
      romanised ??= transliterate(text);
      return romanised.length > 0 ? romanised : [spellings("machine")];
    },
  };
}

const isRomanised = ({ text }: Prepared) => /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(text);

/** Returns the first rule under which two names agree, or null. Ignores spaces and punctuation. */
export function findSpellingRule(left: Prepared, right: Prepared): string | null {
  if (left.text === right.text) return "letter_case";
  if (left.letters === "" || right.letters === "") return null;
  for (const [rule, level] of levels) if (spellingsMatch(left.spellings(level), right.spellings(level))) return rule;
  if (isRomanised(left) === isRomanised(right)) return null;
  const isSame = left.romanised().some((one) => right.romanised().some((other) => spellingsMatch(one, other)));
  return isSame ? "transliteration" : null;
}

export function preparing(): (text: string) => Prepared {
  const made = new Map<string, Prepared>();
  return (text) => {
    const found = made.get(text) ?? prepare(text);
    made.set(text, found);
    return found;
  };
}
