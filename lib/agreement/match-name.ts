import { type ConceptStrength, nameDictionary } from "./concept-names.ts";
import { documentWords, formWords, metaWords, personWords, sectionWords, shiftingWords } from "./concept-words.ts";
import { hasOtherParty } from "./other-parties.ts";

/** What a name states. `needsContext`: an ambiguous name counts only in a person or document. */
export type NameMatch = { concept: string; strength: ConceptStrength; needsContext: boolean; describedBy?: string };

/** Concepts searched for under descriptive names too: `lastNameVerified`. */
export const describableConcepts = new Set(["family_name", "given_name", "full_name", "birth_date", "document_number"]);

/** Finds the longest dictionary name at the end of the words; `words.slice(0, from)` precede it. */
function findEntry(words: readonly string[], ownFrom: number): { own: NameMatch; from: number } | null {
  for (let from = 0; from < words.length; from++) {
    const entry = nameDictionary.get(words.slice(from).join(""));
    if (entry) {
      // A name complete in its member needs context; one that began in the parent has it.
      const needsContext = entry.strength === "ambiguous" && from >= ownFrom;
      return { own: { concept: entry.concept, strength: entry.strength, needsContext }, from };
    }
  }
  return null;
}

/** Minimum name found without a word boundary before it: `holderlastname`. */
const minSuffixLength = 7;

/** Matches `docfirstname`: one word that ends in a known name. */
function findSuffix(word: string): { own: NameMatch; before: string } | null {
  for (let from = 1; from <= word.length - minSuffixLength; from++) {
    const entry = nameDictionary.get(word.slice(from));
    if (entry?.strength === "named") return { own: { ...entry, needsContext: false }, before: word.slice(0, from) };
  }
  return null;
}

/** Matches `lastnametext`: a known name followed by a form word. */
function findForm(word: string): { own: NameMatch; before: string } | null {
  const bare = word.replace(/(value|text|latin|iso|raw|string|formatted|normalized|original)$/, "");
  const entry = bare === word ? undefined : nameDictionary.get(bare);
  return entry?.strength === "named" ? { own: { ...entry, needsContext: false }, before: "holder" } : null;
}

/** `previousDocumentNumber` is the number of another document. */
const formerWords: ReadonlySet<string> = new Set(["previous", "former", "prior", "old"]);

function qualify(own: NameMatch, qualifiers: readonly string[]): NameMatch | null {
  if (hasOtherParty(qualifiers, own.concept)) return null;
  if (own.concept === "document_number" && qualifiers.some((word) => formerWords.has(word))) return null;
  // `fiscalNumber` is not a document number: an ambiguous name counts only alone, or as a document's.
  if (own.strength === "ambiguous") {
    const plain = own.concept.endsWith("_name") ? personWords : documentWords;
    return qualifiers.every((word) => plain.has(word)) ? own : null;
  }
  const isPlain = qualifiers.every((word) => sectionWords.has(word) && !shiftingWords.has(word));
  return isPlain ? own : { ...own, strength: "qualified" };
}

/** Matches one member's name in the context of the enclosing names. */
export function matchName(words: readonly string[], around: readonly string[]): NameMatch | null {
  // Removes form suffixes (`lastNameLatin`) until a known name remains.
  let own = words;
  let forms = 0;
  while (own.length > 0) {
    const all = [...around, ...own];
    const found = findEntry(all, around.length);
    if (found && found.from < all.length) {
      const qualifiers = found.from >= around.length ? own.slice(0, found.from - around.length) : [];
      return qualify(found.own, qualifiers);
    }
    const suffix = own.length === 1 ? (findSuffix(own[0] ?? "") ?? findForm(own[0] ?? "")) : null;
    if (suffix) return qualify(suffix.own, [suffix.before]);
    const last = own.at(-1) ?? "";
    if (metaWords.has(last) && !formWords.has(last)) return describe(matchName(own.slice(0, -1), around), last);
    own = own.slice(0, -1);
    if (!formWords.has(last)) forms++;
    // Several unknown suffixes (`lastNameOfTheAgent`) indicate another subject.
    if (forms > 1) return null;
    if (forms === 1) {
      const rest = matchName(own, around);
      return rest && { ...rest, strength: rest.strength === "ambiguous" ? "ambiguous" : "qualified" };
    }
  }
  return null;
}

/** `lastNameVerified` may contain the verified name: the value decides. */
const describe = (rest: NameMatch | null, word: string): NameMatch | null =>
  rest === null || rest.strength === "ambiguous" || !describableConcepts.has(rest.concept)
    ? null
    : { ...rest, strength: "qualified", describedBy: word };
