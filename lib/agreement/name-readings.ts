import { normalizeText } from "#lib/i18n/clean-text";
import { readEscapes, repairEncoding } from "./name-repairs.ts";
import {
  birthMarkers,
  isOnlySmallWords,
  isOnlyTitles,
  tokensOf,
  type Word,
  withoutParticles,
  withoutSuffix,
  withoutTitles,
  wordsOf,
} from "./name-words.ts";

export type NameKind = "family" | "given" | "full" | "place";

/** A reading of a name and the rule it needs, null for the name as written. `isSure` if the rule needs no review. */
export type NameReading = { text: string; rule: string | null; isSure: boolean };

const apostrophes = /['’‘`´ʼʻ＇′‛ʹ]/g;
const hyphens = /[‐‑‒–—―−﹘﹣－⁃]/g;

const separators = /[,;،，、()[\]"«»“”„]/g;
/** Further readings add nothing to the first ones. */
const maxReadings = 8;

/** Folds case, apostrophes, hyphens and compatibility forms. */
export const fold = (text: string) =>
  normalizeText(text).toLowerCase().normalize("NFC").replace(apostrophes, "'").replace(hyphens, "-");

type Draft = { tokens: readonly string[]; rule: string | null; isSure: boolean };

const sure = (tokens: readonly string[], rule: string): Draft => ({ tokens, rule, isSure: true });
const unsure = (tokens: readonly string[], rule: string): Draft => ({ tokens, rule, isSure: false });

/** Reads `Müller, Anna` and `MUELLER<<ANNA`: family name first. Titles after a comma are not given names. */
function turnAround(text: string): Draft[] {
  const parts = text
    .split(/[,;،，、]/)
    .map(tokensOf)
    .filter((tokens) => tokens.length > 0);
  const names = parts.filter((tokens) => !isOnlyTitles(tokens));
  const [family, given] = names;
  if (names.length === 2 && family && given) return [sure([...given, ...family], "comma_order")];
  const zone = text.replace(/<+$/, "").split("<<").filter(Boolean);
  if (zone.length < 2) return [];
  return [sure([...tokensOf(zone.slice(1).join("<")), ...tokensOf(zone[0] ?? "")], "machine_readable")];
}

/** Reads `Müller geb. Meier` and `Müller (Meier)`: the person has both names. */
function partBirthName(text: string): Draft[] {
  const aside = /^([^()[\]]*)[([]([^()[\]]*)[)\]]([^()[\]]*)$/.exec(text);
  if (aside) {
    const inside = tokensOf(aside[2] ?? "").filter((token) => !birthMarkers.has(token.replace(/\./g, "")));
    const outside = tokensOf(`${aside[1]} ${aside[3]}`);
    return [outside, inside].filter(({ length }) => length > 0).map((tokens) => unsure(tokens, "birth_name"));
  }
  const tokens = tokensOf(text.replace(/[,;]/g, " "));
  const at = tokens.findIndex((token) => birthMarkers.has(token.replace(/\./g, "")));
  if (at < 1 || at === tokens.length - 1) return [];
  const [before, after] = [tokens.slice(0, at), tokens.slice(at + 1)];
  return [before, after, [...before, ...after]].map((part) => unsure(part, "birth_name"));
}

function extend(drafts: readonly Draft[], change: (draft: Draft) => Draft | null): Draft[] {
  return drafts.flatMap((draft) => {
    const changed = change(draft);
    return changed && changed.tokens.length !== draft.tokens.length ? [draft, changed] : [draft];
  });
}

const shorten =
  (rule: string, isSure: boolean, drop: (tokens: readonly string[]) => readonly string[]) =>
  (draft: Draft): Draft => ({
    tokens: drop(draft.tokens),
    rule: draft.isSure || draft.rule === null ? rule : draft.rule,
    isSure: draft.isSure && isSure,
  });

function dropTitles(draft: Draft): Draft {
  const { rest, isSure } = withoutTitles(draft.tokens);
  return { tokens: rest, rule: draft.rule ?? "academic_title", isSure: draft.isSure && isSure };
}

/** Returns all readings of a name, the written one first. */
export function readName(text: string, kind: NameKind): NameReading[] {
  const folded = fold(text);
  const asIs: Draft = { tokens: tokensOf(folded.replace(separators, " ")), rule: null, isSure: true };
  let drafts: Draft[] = [asIs];
  if (kind === "full") drafts.push(...turnAround(folded));
  if (kind !== "place") drafts.push(...partBirthName(folded));
  const repaired = repairEncoding(text) ?? readEscapes(text);
  if (repaired) drafts.push(unsure(tokensOf(fold(repaired)), "damaged_letters"));
  if (kind !== "place") {
    drafts = extend(drafts, dropTitles);
    drafts = extend(drafts, shorten("name_suffix", false, withoutSuffix));
    drafts = drafts.flatMap((draft) => {
      const rest = withoutParticles(draft.tokens);
      if (rest.join(" ") === draft.tokens.join(" ")) return [draft];
      return [draft, shorten("without_particles", false, () => rest)(draft)];
    });
  }
  const byText = new Map<string, NameReading>();
  for (const { tokens, rule, isSure } of drafts) {
    const name = tokens.join(" ");
    if (!byText.has(name)) byText.set(name, { text: name, rule, isSure });
  }
  return [...byText.values()].slice(0, maxReadings);
}

const allTokens = (text: string) => tokensOf(fold(text).replace(separators, " "));

/** Removes titles, suffixes, particles and markers of birth names. */
export function coreWords(text: string): Word[] {
  const tokens = allTokens(text).filter((token, at) => at === 0 || !birthMarkers.has(token.replace(/\./g, "")));
  return wordsOf(withoutParticles(withoutSuffix(withoutTitles(tokens).rest)));
}

/** @returns all words of a name made of omissible words (`Le`, `Herr`), else null */
export function smallWords(left: string, right: string): [Word[], Word[]] | null {
  const [a, b] = [allTokens(left), allTokens(right)];
  return isOnlySmallWords(a) || isOnlySmallWords(b) ? [wordsOf(a), wordsOf(b)] : null;
}

export const isTitleOnly = (text: string) => isOnlyTitles(allTokens(text));
