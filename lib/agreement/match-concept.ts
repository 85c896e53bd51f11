import { type NameStrength, nameDictionary } from "./concept-names.ts";
import {
  documentWords,
  findingSections,
  formWords,
  issuerConcepts,
  issuerWords,
  metaWords,
  otherParties,
  personalRoles,
  personWords,
  sectionWords,
  shiftingWords,
  tellingWords,
} from "./concept-words.ts";
import { splitWords } from "./member-words.ts";

/**
 * How surely a name states a concept:
 * - `named`: another value is a contradiction
 * - `qualified`: a qualifier (`previousLastName`), checks or typed data: another value needs review
 * - `ambiguous`: other common meanings: another value is not a contradiction
 */
export type ConceptStrength = NameStrength | "qualified";

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

/** Enclosing objects that resolve an ambiguous name. */
const contextOf: Readonly<Record<string, RegExp>> = {
  full_name:
    /^(persons?|people|signers?|holders?|subjects?|applicants?|users?|userdata|identity|personal|natural|individuals?|identified|pty|party|inhaber|titulaire|titolare|personne|persona|credentialsubject|personaldata|persondata|naturalperson)$/,
  document_number:
    /^(documents?|docs?|iddocs?|passports?|ausweis\w*|idcards?|cards?|travel|piece|carte|carta|passeport|passaporto|identitydocuments?|iddocuments?|identificationdocuments?|identifications?|identitydocumentreference|licen[cs]es?|documento|dokument|belge|reisepass|pasaporte|paspoort)$/,
};
contextOfLike("family_name", "full_name");
contextOfLike("given_name", "full_name");
for (const concept of ["document_type", "issuing_country", "document_issue", "document_expiry"])
  contextOfLike(concept, "document_number");
function contextOfLike(concept: string, other: string) {
  (contextOf as Record<string, RegExp>)[concept] = contextOf[other] as RegExp;
}

const singular: Readonly<Record<string, string>> = {
  documents: "document",
  docs: "doc",
  passports: "passport",
  cards: "card",
  licences: "licence",
  licenses: "license",
  iddocs: "iddoc",
};

/** Concepts searched for under descriptive names too. */
const identity = new Set(["family_name", "given_name", "full_name", "birth_date", "document_number"]);

type Own = { concept: string; strength: ConceptStrength; needsContext: boolean; describedBy?: string };

const dateParts: Readonly<Record<string, "day" | "month" | "year">> = {
  ...Object.fromEntries(
    "day days dd d tag jour giorno dia dayofmonth".split(" ").map((word) => [word, "day"] as const),
  ),
  ...Object.fromEntries(
    "month months mm m monat mois mese mes monthvalue monthofyear".split(" ").map((word) => [word, "month"] as const),
  ),
  ...Object.fromEntries("year years yyyy yy y jahr annee anno ano".split(" ").map((word) => [word, "year"] as const)),
};

export const datePartOf = (name: string): "day" | "month" | "year" | null =>
  Object.hasOwn(dateParts, splitWords(name).join("")) ? (dateParts[splitWords(name).join("")] ?? null) : null;

/** Finds the longest dictionary name at the end of the words; `words.slice(0, from)` precede it. */
function findEntry(words: readonly string[], ownFrom: number): { own: Own; from: number } | null {
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
function findSuffix(word: string): { own: Own; before: string } | null {
  for (let from = 1; from <= word.length - minSuffixLength; from++) {
    const entry = nameDictionary.get(word.slice(from));
    if (entry?.strength === "named") return { own: { ...entry, needsContext: false }, before: word.slice(0, from) };
  }
  return null;
}

/** Matches `lastnametext`: a known name followed by a form word. */
function findForm(word: string): { own: Own; before: string } | null {
  const bare = word.replace(/(value|text|latin|iso|raw|string|formatted|normalized|original)$/, "");
  const entry = bare === word ? undefined : nameDictionary.get(bare);
  return entry?.strength === "named" ? { own: { ...entry, needsContext: false }, before: "holder" } : null;
}

/** `previousDocumentNumber` is the number of another document. */
const formerWords: ReadonlySet<string> = new Set(["previous", "former", "prior", "old"]);

function qualify(own: Own, qualifiers: readonly string[]): Own | null {
  if (qualifiers.some((word) => otherParties.has(word) && !(issuerWords.has(word) && issuerConcepts.has(own.concept))))
    return null;
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
function matchName(words: readonly string[], around: readonly string[]): Own | null {
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
const describe = (rest: Own | null, word: string): Own | null =>
  rest === null || rest.strength === "ambiguous" || !identity.has(rest.concept)
    ? null
    : { ...rest, strength: "qualified", describedBy: word };

/** Returns words of the nearest enclosing names that are not sections, which may begin a name. */
function contextWords(parents: readonly (readonly string[])[]): string[] {
  for (let at = parents.length - 1; at >= 0 && at >= parents.length - 4; at--) {
    const words = parents[at] ?? [];
    const telling = words.map((word) => singular[word] ?? word);
    if (words.some((word) => isTelling(word))) return telling;
    // `documents[0].fields.DateOfExpiration.type` is not the type of the document.
    if (!words.every((word) => sectionWords.has(word))) return [];
  }
  return [];
}

const isTelling = (word: string) => tellingWords.has(word);

/** Matches actors of a case (`approvedBy`, `screener`), but not the person identified. */
/** Matches `approvedBy`, `issuedBy`; "signed by" means the person identified. */
const isByActor = (words: readonly string[]) => words.at(-1) === "by" && words.length > 1 && words.at(-2) !== "signed";
const isActor = (words: readonly string[]) =>
  /(er|or)$/.test(words.at(-1) ?? "") && !personalRoles.has(words.at(-1) ?? "");
const strengthAmong = (strength: ConceptStrength, parents: readonly (readonly string[])[]): ConceptStrength =>
  strength === "named" && parents.some((words) => isActor(words) || words.some((word) => findingSections.has(word)))
    ? "qualified"
    : strength;

/** Matches a path by its innermost concept: `document.number.value` is the number, `lastName.confidence` is not. */
export function matchConcept(names: readonly string[]): ConceptMatch | null {
  const words = names.map(splitWords);
  let doubtful: ConceptMatch | null = null;
  for (let at = names.length - 1; at >= 0; at--) {
    const parents = words.slice(0, at);
    if (at > 0 && Object.hasOwn(dateParts, (words[at] ?? []).join(""))) continue;
    const own = birthPart(words[at] ?? []) ?? matchName(words[at] ?? [], contextWords(parents));
    // `dateOfBirth.formatted` is a date: an ambiguous name yields to a sure parent.
    if (own?.needsContext && at > 0 && isSure(words, at - 1)) continue;
    // `doc` is the number if its value is a text, and a section otherwise.
    const isBareSection = at < names.length - 1 && (words[at] ?? []).join("") === "doc";
    if (own === null || isBareSection) {
      if (isMeta(words[at] ?? []) && at > 0 && matchesAbove(words, at)) return describedAbove(names, at);
      continue;
    }
    const party = parents.some(
      (parent) =>
        isByActor(parent) ||
        parent.some((word) => otherParties.has(word) && !(issuerWords.has(word) && issuerConcepts.has(own.concept))),
    );
    if (party) return null;
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
  const isCore = match !== null && match.strength !== "ambiguous" && identity.has(match.concept);
  return !isCore ? null : { ...match, inner: names.slice(match.anchor + 1) };
}

/** `birthDay` is a part beside month and year; `birthday` is the date. */
const birthPart = (words: readonly string[]): Own | null =>
  words.at(-2) === "birth" && words.at(-1) === "day"
    ? { concept: "birth_day", strength: "named", needsContext: false }
    : null;

/** True for names of metadata: `confidence`, `lastNameStatus`. */
export const isMeta = (words: readonly string[]) => words.length > 0 && metaWords.has(words.at(-1) ?? "");
/** True for names that only state a form or section. */
export const isForm = (words: readonly string[]) =>
  words.length > 0 && words.every((word) => formWords.has(word) || sectionWords.has(word));

const isSure = (words: readonly (readonly string[])[], at: number) =>
  matchName(words[at] ?? [], contextWords(words.slice(0, at)))?.strength === "named";

const matchesAbove = (words: readonly (readonly string[])[], at: number) =>
  words.slice(0, at).some((own, index) => matchName(own, contextWords(words.slice(0, index))) !== null);

function hasContext(concept: string, parents: readonly (readonly string[])[]): boolean {
  const form = contextOf[concept];
  return (
    form?.test(contextWords(parents).join("")) === true ||
    parents.some((words) => words.some((word) => form?.test(word)))
  );
}

/** Names that are ambiguous as members, but not as field labels. */
const plainLabels: ReadonlySet<string> = new Set(["name", "nom", "nome", "nomi"]);

/** Matches a label (`{ "name": "lastName", "value": "…" }`) to a concept, or null. */
export function matchLabel(text: string): { concept: string; strength: ConceptStrength } | null {
  const words = splitWords(text);
  if (words.length === 0 || words.length > 8) return null;
  const own = matchName(words, []);
  if (own === null || own.describedBy !== undefined) return null;
  const isPlain =
    plainLabels.has(words.join("")) ||
    (own.concept === "document_number" &&
      words.length > 1 &&
      /^(id|no|nr|number|nummer|numero)$/.test(words.at(-1) ?? ""));
  return own.needsContext && !isPlain ? null : own;
}

/** Lowers the strength of a label in a history or among changes, where another value needs review. */
export const strengthOfLabel = (strength: ConceptStrength, names: readonly string[]): ConceptStrength =>
  strengthAmong(strength, names.map(splitWords));

/** True for a role other than the person identified: `agent`, `REVIEWER`, `issuing_authority`. */
export const isOtherParty = (text: string): boolean => {
  const words = splitWords(text);
  if (words.length > 4) return false;
  return (
    (words.at(-1) === "by" && words.length > 1) ||
    /^(contactperson|accountowner|(legal|authori[sz]ed)?representatives?)$/.test(words.join("")) ||
    words.some((word) => otherParties.has(word) && !/^address/.test(word))
  );
};
