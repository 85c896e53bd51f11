import type { ConceptStrength } from "./concept-names.ts";
import { datePartOf, isMeta } from "./concept-words.ts";
import { describableConcepts, matchName, type NameMatch } from "./match-name.ts";
import { splitWords } from "./member-words.ts";
import { contextWords, hasContext } from "./name-context.ts";
import { hasOtherParty, isByActor, strengthAmong } from "./other-parties.ts";

/** What the names of a path state. `inner` are the names below the concept's. */
export type ConceptMatch = {
  concept: string;
  strength: ConceptStrength;
  /** Index of the concept's name. */
  anchor: number;
  /** Suffix that usually describes a value (`verified` of `lastNameVerified`), or null. */
  describedBy: string | null;
  inner: readonly string[];
  /** False for an ambiguous name outside a person or document: it counts only beside one. */
  hasContext: boolean;
};

/** Matches a path by its innermost concept: `document.number.value` is the number, `lastName.confidence` is not. */
export function matchConcept(names: readonly string[]): ConceptMatch | null {
  const words = names.map(splitWords);
  let doubtful: ConceptMatch | null = null;
  for (let at = names.length - 1; at >= 0; at--) {
    const parents = words.slice(0, at);
    if (at > 0 && datePartOf(names[at] ?? "") !== null) continue;
    const own = birthPart(words[at] ?? []) ?? matchName(words[at] ?? [], contextWords(parents));
    // `dateOfBirth.formatted` is a date: an ambiguous name yields to a sure parent.
    if (own?.needsContext && at > 0 && isSure(words, at - 1)) continue;
    // `doc` is the number if its value is a text, and a section otherwise.
    const isBareSection = at < names.length - 1 && (words[at] ?? []).join("") === "doc";
    if (own === null || isBareSection) {
      if (isMeta(words[at] ?? []) && at > 0 && matchesAbove(words, at)) return describedAbove(names, at);
      continue;
    }
    if (parents.some((parent) => isByActor(parent) || hasOtherParty(parent, own.concept))) return null;
    const inner = names.slice(at + 1);
    const strength = strengthAmong(own.strength, parents);
    const match = {
      concept: own.concept,
      strength,
      anchor: at,
      describedBy: own.describedBy ?? null,
      inner,
      hasContext: !own.needsContext || hasContext(own.concept, parents),
    };
    // `nationality.name` is a nationality: an ambiguous name yields to a sure ancestor.
    if (match.hasContext) return match;
    doubtful ??= match;
  }
  return doubtful;
}

/** Matches `lastName.verified`: the value decides whether it states the concept. */
function describedAbove(names: readonly string[], at: number): ConceptMatch | null {
  const match = matchConcept(names.slice(0, at));
  const isCore = match !== null && match.strength !== "ambiguous" && describableConcepts.has(match.concept);
  return !isCore ? null : { ...match, inner: names.slice(match.anchor + 1) };
}

/** `birthDay` is a part beside month and year; `birthday` is the date. */
const birthPart = (words: readonly string[]): NameMatch | null =>
  words.at(-2) === "birth" && words.at(-1) === "day"
    ? { concept: "birth_day", strength: "named", needsContext: false }
    : null;

const isSure = (words: readonly (readonly string[])[], at: number) =>
  matchName(words[at] ?? [], contextWords(words.slice(0, at)))?.strength === "named";

const matchesAbove = (words: readonly (readonly string[])[], at: number) =>
  words.slice(0, at).some((own, index) => matchName(own, contextWords(words.slice(0, index))) !== null);
