import { sectionWords, tellingWords } from "./concept-words.ts";

/** Enclosing objects that resolve an ambiguous name. */
const personSections =
  /^(persons?|people|signers?|holders?|subjects?|applicants?|users?|userdata|identity|personal|natural|individuals?|identified|pty|party|inhaber|titulaire|titolare|personne|persona|credentialsubject|personaldata|persondata|naturalperson)$/;
const documentSections =
  /^(documents?|docs?|iddocs?|passports?|ausweis\w*|idcards?|cards?|travel|piece|carte|carta|passeport|passaporto|identitydocuments?|iddocuments?|identificationdocuments?|identifications?|identitydocumentreference|licen[cs]es?|documento|dokument|belge|reisepass|pasaporte|paspoort)$/;

const contextOf: ReadonlyMap<string, RegExp> = new Map([
  ["full_name", personSections],
  ["family_name", personSections],
  ["given_name", personSections],
  ["document_number", documentSections],
  ["document_type", documentSections],
  ["issuing_country", documentSections],
  ["document_issue", documentSections],
  ["document_expiry", documentSections],
]);

const singular: ReadonlyMap<string, string> = new Map([
  ["documents", "document"],
  ["docs", "doc"],
  ["passports", "passport"],
  ["cards", "card"],
  ["licences", "licence"],
  ["licenses", "license"],
  ["iddocs", "iddoc"],
]);

/** Returns words of the nearest enclosing names that are not sections, which may begin a name. */
export function contextWords(parents: readonly (readonly string[])[]): string[] {
  for (let at = parents.length - 1; at >= 0 && at >= parents.length - 4; at--) {
    const words = parents[at] ?? [];
    const telling = words.map((word) => singular.get(word) ?? word);
    if (words.some((word) => isTelling(word))) return telling;
    // `documents[0].fields.DateOfExpiration.type` is not the type of the document.
    if (!words.every((word) => sectionWords.has(word))) return [];
  }
  return [];
}

const isTelling = (word: string) => tellingWords.has(word);

/** True if the enclosing names resolve an ambiguous name of the concept. */
export function hasContext(concept: string, parents: readonly (readonly string[])[]): boolean {
  const form = contextOf.get(concept);
  return (
    form?.test(contextWords(parents).join("")) === true ||
    parents.some((words) => words.some((word) => form?.test(word)))
  );
}
