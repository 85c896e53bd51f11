import type { PersonConcept } from "./person.fixture.ts";
import type { Random } from "./random.fixture.ts";

/** Names of the core concepts in English, German, French and Italian, as words. */
export const synonyms: Record<PersonConcept, readonly string[][]> = {
  family_name: [
    ["last", "name"],
    ["family", "name"],
    ["surname"],
    ["primary", "identifier"],
    ["nachname"],
    ["familienname"],
    ["familien", "name"],
    ["nom"],
    ["nom", "de", "famille"],
    ["cognome"],
  ],
  given_name: [
    ["first", "name"],
    ["given", "name"],
    ["given", "names"],
    ["first", "names"],
    ["forename"],
    ["forenames"],
    ["secondary", "identifier"],
    ["vorname"],
    ["vornamen"],
    ["prenom"],
    ["prénom"],
    ["prenoms"],
    ["nome"],
    ["nomi"],
  ],
  birth_date: [
    ["date", "of", "birth"],
    ["birth", "date"],
    ["birthdate"],
    ["birthday"],
    ["dob"],
    ["geburtsdatum"],
    ["geburts", "datum"],
    ["date", "de", "naissance"],
    ["date", "naissance"],
    ["data", "di", "nascita"],
    ["data", "nascita"],
  ],
  document_number: [
    ["document", "number"],
    ["document", "no"],
    ["passport", "number"],
    ["id", "card", "number"],
    ["identity", "document", "number"],
    ["ausweisnummer"],
    ["ausweis", "nummer"],
    ["dokumentnummer"],
    ["dokumenten", "nummer"],
    ["passnummer"],
    ["numero", "document"],
    ["numéro", "de", "document"],
    ["numero", "du", "document"],
    ["numero", "documento"],
    ["numero", "di", "documento"],
  ],
  result: [
    ["result"],
    ["overall", "result"],
    ["final", "result"],
    ["identification", "result"],
    ["verification", "result"],
    ["outcome"],
    ["decision"],
    ["verdict"],
    ["ergebnis"],
    ["gesamtergebnis"],
    ["pruefergebnis"],
    ["resultat"],
    ["résultat"],
    ["risultato"],
    ["esito"],
  ],
};

export const fullNameSynonyms: readonly string[][] = [
  ["full", "name"],
  ["complete", "name"],
  ["holder", "name"],
  ["name", "of", "holder"],
  ["vollständiger", "name"],
  ["nom", "complet"],
  ["nome", "completo"],
];

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** Spellings of one name from its words. */
export const styles: readonly ((words: readonly string[]) => string)[] = [
  (words) => words.map((word, index) => (index === 0 ? word : capital(word))).join(""),
  (words) => words.join("_"),
  (words) => words.join("-"),
  (words) => words.map(capital).join(""),
  (words) => words.join("_").toUpperCase(),
  (words) => words.join("."),
  (words) => words.map(capital).join(" "),
  (words) => words.join(" "),
  (words) => words.join(""),
  (words) => words.join("").toUpperCase(),
  (words) => words.map(capital).join("_"),
  (words) => words.map(capital).join("-"),
];

/** Words before and behind a name that leave its meaning as it is. */
const qualifiersOfPerson = [
  "holder",
  "person",
  "applicant",
  "document",
  "mrz",
  "viz",
  "ocr",
  "chip",
  "nfc",
  "identified",
  "verified",
  "extracted",
  "customer",
  "user",
  "inhaber",
  "titulaire",
];
const qualifiersOfDocument = ["mrz", "viz", "ocr", "chip", "extracted", "verified", "holder"];
export const qualifiers: Record<PersonConcept, readonly string[]> = {
  family_name: qualifiersOfPerson,
  given_name: qualifiersOfPerson,
  birth_date: qualifiersOfPerson,
  document_number: qualifiersOfDocument,
  result: ["ident", "overall", "final"],
};
export const suffixes = ["value", "text", "latin", "raw", "normalized"] as const;

/** Sections that hold what was read from one part of the document or about its holder, and names that say nothing. */
export const meaningfulSections = [
  "viz",
  "mrz",
  "chip",
  "nfc",
  "ocr",
  "holder",
  "person",
  "personalData",
  "subject",
  "applicant",
  "identity",
  "document",
  "idDocument",
  "documentData",
  "extractedData",
  "identification",
  "ausweis",
  "titulaire",
  "titolare",
] as const;
export const neutralSections = [
  "data",
  "payload",
  "body",
  "response",
  "details",
  "content",
  "attributes",
  "fields",
  "x1",
] as const;

/** Words for the three outcomes in one language and spelling each. */
export const outcomes: readonly { positive: string; negative: string; unclear: string }[] = [
  { positive: "PASSED", negative: "FAILED", unclear: "REVIEW" },
  { positive: "passed", negative: "not passed", unclear: "in review" },
  { positive: "APPROVED", negative: "DECLINED", unclear: "MANUAL_REVIEW" },
  { positive: "Accepted", negative: "Rejected", unclear: "Pending" },
  { positive: "SUCCESS", negative: "FAILURE", unclear: "INCONCLUSIVE" },
  { positive: "successful", negative: "unsuccessful", unclear: "unclear" },
  { positive: "VERIFIED", negative: "NOT_VERIFIED", unclear: "NEEDS_REVIEW" },
  { positive: "valid", negative: "invalid", unclear: "undetermined" },
  { positive: "positive", negative: "negative", unclear: "open" },
  { positive: "GREEN", negative: "RED", unclear: "YELLOW" },
  { positive: "OK", negative: "NOT OK", unclear: "WARNING" },
  { positive: "clear", negative: "consider", unclear: "caution" },
  { positive: "bestanden", negative: "nicht bestanden", unclear: "in Prüfung" },
  { positive: "ERFOLGREICH", negative: "ABGELEHNT", unclear: "OFFEN" },
  { positive: "validé", negative: "refusé", unclear: "à vérifier" },
  { positive: "accepté", negative: "rejeté", unclear: "en attente" },
  { positive: "superato", negative: "non superato", unclear: "in verifica" },
  { positive: "positivo", negative: "negativo", unclear: "in sospeso" },
];

/** A member name for a concept in a random language and spelling, at times with words around it. */
export function makeName(concept: PersonConcept, random: Random, mode: "plain" | "qualified"): string {
  const words = [...random.pick(synonyms[concept])];
  if (mode === "qualified") {
    if (random.oneIn(4)) words.push(random.pick(suffixes));
    else words.unshift(random.pick(qualifiers[concept]));
  }
  return random.pick(styles)(words);
}
