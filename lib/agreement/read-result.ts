import { clean } from "#lib/i18n/clean-text";
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

/** Longer texts are sentences: their words prove nothing. */
const maxWords = 8;
const maxLength = 100;

/** Words in lower case without diacritics, also of camelCase, snake_case and kebab-case. */
function split(text: string): string[] {
  return clean(text)
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** Whether a word is in a set, also with its umlauts written out (`geprueft`). */
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
  // `verifié` is both checked and confirmed: not verified is nothing final.
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
  // A word that we do not know may turn the sense: `TC_ACCEPTED` is a step, not a result.
  const isKnown = words.every((word) => [goodWords, neutralWords, completedWords].some((set) => isIn(set, word)));
  return isKnown && has(goodWords) ? "good" : null;
}

/**
 * What a word or short phrase says of a check or an identification: `good` and `bad` are final, `pending` is nothing final
 * (in review, unclear, yellow), `not_performed` a check that was not carried out. Null for numbers, scores and words that
 * are not known: those must never count as good.
 */
export function readResult(text: string): ResultKind | null {
  if (text.length > maxLength) return null;
  if (/^\s*n\.?\/?a\.?\s*$/i.test(text)) return "not_performed";
  // A word with a question mark behind it is a question.
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
