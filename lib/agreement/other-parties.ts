import type { ConceptStrength } from "./concept-names.ts";
import { findingSections, issuerConcepts, issuerWords, otherParties, personalRoles } from "./concept-words.ts";
import { splitWords } from "./member-words.ts";

/** Matches words for others than the person identified. A document's issuer may state the concepts of the document. */
export const hasOtherParty = (words: readonly string[], concept: string) =>
  words.some((word) => otherParties.has(word) && !(issuerWords.has(word) && issuerConcepts.has(concept)));

/** Matches `approvedBy`, `issuedBy`; "signed by" means the person identified. */
export const isByActor = (words: readonly string[]) =>
  words.at(-1) === "by" && words.length > 1 && words.at(-2) !== "signed";

/** Matches actors of a case (`screener`), but not the person identified. */
const isActor = (words: readonly string[]) =>
  /(er|or)$/.test(words.at(-1) ?? "") && !personalRoles.has(words.at(-1) ?? "");

/** Lowers the strength below an actor or among findings, where another value needs review. */
export const strengthAmong = (strength: ConceptStrength, parents: readonly (readonly string[])[]): ConceptStrength =>
  strength === "named" && parents.some((words) => isActor(words) || words.some((word) => findingSections.has(word)))
    ? "qualified"
    : strength;

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
