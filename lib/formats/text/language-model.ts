import { languageSamples } from "./language-samples.ts";

/** Frequencies of one language: of its letters, and of a letter after another, both without case. */
export type LanguageModel = {
  language: string;
  isLatin: boolean;
  /** Natural logarithm of the frequency of a letter; of a letter of another language, a floor. */
  letter: (letter: string) => number;
  /** Logarithm of how much more often `second` follows `first` than by chance. */
  pair: (first: string, second: string) => number;
};

const floor = -9.5;
const unseen = 0.6;
const smoothing = 6;

export const fold = (letter: string) => {
  const lower = letter.toLowerCase();
  // A dotted I has two units in lower case.
  return lower.length === letter.length ? lower : lower.slice(0, 1);
};

/** Vietnamese in eight bits writes tones as marks behind the letter (Windows-1258). */
export const splitTones = (text: string) =>
  text
    .normalize("NFD")
    .replace(/([\u0323])([\u0302\u0306\u031b])/gu, "$2$1")
    .replace(/[aAeEoOuU][\u0302\u0306\u031b]/gu, (letter) => letter.normalize("NFC"))
    .replace(
      /([aAoO])([\u0300\u0301\u0303\u0309])([\u0302\u0306\u031b])/gu,
      (_, letter, tone, shape) => (letter + shape).normalize("NFC") + tone,
    );

let models: readonly LanguageModel[] | null = null;

/** Models of every language, made at the first call. */
export function readModels(): readonly LanguageModel[] {
  models ??= languageSamples.map(({ language, letters, text }) =>
    makeModel(language, letters, language === "vi" ? splitTones(text) : text),
  );
  return models;
}

function makeModel(language: string, letters: string, text: string): LanguageModel {
  const single = new Map<string, number>();
  const pairs = new Map<string, number>();
  const add = (map: Map<string, number>, key: string, by: number) => map.set(key, (map.get(key) ?? 0) + by);
  const characters = [...text].map(fold);
  characters.forEach((letter, at) => {
    if (!/[\p{L}\p{M}]/u.test(letter)) return;
    add(single, letter, 1);
    const next = characters[at + 1] ?? " ";
    if (/[\p{L}\p{M}]/u.test(next)) add(pairs, letter + next, 1);
  });
  for (const letter of new Set([...letters].map(fold))) add(single, letter, unseen);
  for (const letter of "abcdefghijklmnopqrstuvwxyz")
    if (single.has("e") || single.has(letter)) add(single, letter, unseen);
  const total = [...single.values()].reduce((sum, count) => sum + count, 0);
  const share = (letter: string) => (single.get(letter) ?? 0) / total;
  return {
    language,
    isLatin: single.has("e"),
    letter: (letter) => (single.has(letter) ? Math.log(share(letter)) : floor),
    pair: (first, second) => {
      const expected = share(second);
      if (expected === 0 || !single.has(first)) return 0;
      const found = ((pairs.get(first + second) ?? 0) + smoothing * expected) / ((single.get(first) ?? 0) + smoothing);
      return Math.log(found / expected);
    },
  };
}
