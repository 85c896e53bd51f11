import { readResult } from "./read-result.ts";
import type { ResultKind } from "./result-words.ts";

/** Recognises what a text beside a result name states. */

/** Reads a hit of a list search as a match that a person must review; no hit counts as good. */
export function readHits(text: string): ResultKind | null {
  const plain = text.trim().toLowerCase().replaceAll(/[_-]/g, " ");
  if (/^(no|none|false|negative|clear(ed)?|not found|no (match(es)?|hits?|results?|findings?)( found)?)$/.test(plain))
    return "good";
  if (
    /^(yes|true|positive|(potential |possible |true |exact |full )?(match(es|ed)?|hits?)|found|confirmed)$/.test(plain)
  )
    return "bad";
  return readResult(text);
}

/** Words whose meaning depends on the member name: `fraud: "NO"`. */
export const isAnswer = (text: string) =>
  /^(yes|no|true|false|positive?|negative?|none|ja|nein|positiv|negativ|oui|non|positif|negatif|négatif|si|sì|positivo|negativo)$/i.test(
    text.trim(),
  );

/** Matches one to four words, as states are written. Words for any record (`ACTIVE`) do not state a result. */
export const isStateWord = (text: string) =>
  /^\p{L}[\p{L}\d]*([ _-]\p{L}[\p{L}\d]*){0,3}$/u.test(text.trim()) &&
  !/^(active|ok|new|open|initiated|created|started|available|enabled|valid|final|done|ready|sent|received|stored|archived|deleted|online|offline)$/i.test(
    text.trim(),
  );

/** Matches words of progress, which do not state a result. */
export const isProgress = (text: string) =>
  /^(identification|process|processing|review|session)?[ _-]?(completed?|done|finished|closed|processed|ended|terminated|abgeschlossen|termin[ée]e?|completat[oa])$/i.test(
    text.trim(),
  );

/** Matches sentences, answers and numbers in text without a word of a pending or bad result. */
export function isNotWord(text: string): boolean {
  if (/^(yes|no|ja|nein|oui|non|si|sì)$/i.test(text)) return true;
  if (text.includes("**")) return false;
  const words = text.split(/[^\p{L}]+/u);
  if (words.some((word) => word.length > 3 && ["pending", "bad"].includes(readResult(word) ?? ""))) return false;
  return text.length > 40 || !/\p{L}{2}/u.test(text) || /\s.*\s/.test(text);
}
