import { normalizeText } from "#lib/i18n/clean-text";
import {
  badWords,
  completedWords,
  goodWords,
  negations,
  neutralWords,
  notPerformedWords,
  openWhenNegated,
  pendingWords,
  performedWords,
  phrases,
  type ResultKind,
  undecidedWords,
} from "./result-words.ts";

/** Maximum words; longer texts are sentences, which prove nothing. */
const maxWords = 8;
const maxLength = 100;

/** Splits camelCase, snake_case and kebab-case into lower-case words without diacritics. */
function split(text: string): string[] {
  return normalizeText(text)
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** Looks up a word, also with umlauts written out (`geprueft`). */
const isIn = (set: ReadonlySet<string>, word: string) => set.has(word) || set.has(word.replace(/([aou])e/g, "$1"));

function findPhrase(words: readonly string[]): { kind: ResultKind; rest: string[] } | null {
  const text = ` ${words.join(" ")} `;
  let longest = "";
  for (const phrase of phrases.keys())
    if (phrase.length > longest.length && text.includes(` ${phrase} `)) longest = phrase;
  const kind = phrases.get(longest);
  return kind ? { kind, rest: text.replace(` ${longest} `, " ").split(" ").filter(Boolean) } : null;
}

function readNegated(rest: readonly string[]): ResultKind | null {
  const has = (set: ReadonlySet<string>) => rest.some((word) => isIn(set, word));
  // `verifié` means checked or confirmed, so its negation is not final.
  if (has(openWhenNegated)) return "pending";
  if (has(performedWords)) return "not_performed";
  if (has(pendingWords) || has(badWords)) return "pending";
  return has(goodWords) ? "bad" : null;
}

function readPlain(words: readonly string[]): ResultKind | null {
  const has = (set: ReadonlySet<string>) => words.some((word) => isIn(set, word));
  if (has(badWords)) return has(undecidedWords) ? "pending" : "bad";
  if (has(notPerformedWords)) return "not_performed";
  if (has(pendingWords) || has(undecidedWords)) return "pending";
  const [only = ""] = words;
  if (words.length === 1 && isIn(completedWords, only)) return "good";
  // An unknown word may reverse the meaning: `TC_ACCEPTED` is a step, not a result.
  const isKnown = words.every((word) => [goodWords, neutralWords, completedWords].some((set) => isIn(set, word)));
  return isKnown && has(goodWords) ? "good" : null;
}

/** Reads a result word or phrase. Null for numbers, scores and unknown words, which must never count as good. */
export function readResult(text: string): ResultKind | null {
  if (text.length > maxLength) return null;
  if (/^\s*n\.?\/?a\.?\s*$/i.test(text)) return "not_performed";
  if (text.includes("?")) return null;
  const words = split(text);
  if (words.length === 0 || words.length > maxWords) return null;
  const phrase = findPhrase(words);
  if (phrase) {
    const others = phrase.rest.length > 0 ? readPlain(phrase.rest) : null;
    return phrase.kind === "good" ? (others ?? "good") : phrase.kind;
  }
  const at = words.findIndex((word) => negations.has(word));
  if (at < 0) return readPlain(words);
  const [before, after] = [words.slice(0, at), words.slice(at + 1)];
  if (before.length === 0 && after.length === 0) return "bad";
  if (readPlain(before) === "bad") return "bad";
  return readNegated(after.length > 0 ? after : before);
}
