import {
  type Compare,
  compareBirthDates,
  compareCountries,
  compareDates,
  compareDocumentNumbers,
  compareDocumentTypes,
  compareEmails,
  compareFamilyNames,
  compareFullNames,
  compareGivenNames,
  compareMobiles,
  compareMoments,
  comparePlaces,
  compareResults,
  compareText,
} from "./compare-values.ts";

/** A statement that evidence makes, in the order of the table. */
export type Concept = { name: string; isPersonal: boolean; compare: Compare };

/** What every artefact that describes the person has to state before a conclusion is green. */
export const coreConcepts = ["family_name", "given_name", "birth_date", "document_number", "result"] as const;
export type CoreConcept = (typeof coreConcepts)[number];
/** The core concepts that describe a person; the result describes the identification. */
export const identityConcepts: readonly CoreConcept[] = ["family_name", "given_name", "birth_date", "document_number"];

/** Two systems may count from other moments: another time of the same name accuses nobody. */
const compareTimes: Compare = (left, right) => {
  const { outcome, rule } = compareMoments(left, right);
  return outcome === "differs" ? { outcome: "not_comparable", rule: "other_moment" } : { outcome, rule };
};

const concept = (name: string, compare: Compare, isPersonal = true): Concept => ({ name, isPersonal, compare });

export const concepts: readonly Concept[] = [
  concept("evidence_id", compareText, false),
  concept("signature_request_id", compareText, false),
  concept("transaction_code", compareText, false),
  concept("identification_id", compareText, false),
  concept("account_id", compareText, false),
  concept("workflow_id", compareText, false),
  concept("family_name", compareFamilyNames),
  concept("given_name", compareGivenNames),
  concept("full_name", compareFullNames),
  concept("birth_date", compareBirthDates),
  concept("birth_place", comparePlaces),
  concept("nationality", compareCountries),
  concept("document_number", compareDocumentNumbers),
  concept("document_type", compareDocumentTypes),
  concept("issuing_country", compareCountries),
  concept("document_issue", compareDates),
  concept("document_expiry", compareDates),
  concept("email", compareEmails),
  concept("mobile", compareMobiles),
  concept("result", compareResults, false),
  concept("created_at", compareTimes, false),
  concept("started_at", compareTimes, false),
  concept("completed_at", compareTimes, false),
  concept("reviewed_at", compareTimes, false),
];

export const conceptByName: ReadonlyMap<string, Concept> = new Map(concepts.map((one) => [one.name, one]));
