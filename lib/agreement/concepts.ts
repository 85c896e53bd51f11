import { compareEmails, compareMobiles } from "./compare-contacts.ts";
import { compareCountries } from "./compare-countries.ts";
import { compareBirthDates, compareDates } from "./compare-dates.ts";
import { compareDocumentNumbers } from "./compare-document-numbers.ts";
import { compareIds } from "./compare-ids.ts";
import { compareMoments } from "./compare-moments.ts";
import { compareFamilyNames, compareFullNames, compareGivenNames } from "./compare-names.ts";
import { comparePlaces } from "./compare-places.ts";
import { compareResults } from "./compare-results.ts";
import type { CompareFunction } from "./comparison.ts";
import { compareDocumentTypes } from "./document-types.ts";

export type Concept = { name: string; isPersonal: boolean; compare: CompareFunction };

/** Different times, or one without a zone, are not contradictions: systems may count from other moments. */
const compareTimes: CompareFunction = (left, right) => {
  const { outcome, rule } = compareMoments(left, right);
  if (outcome === "differs") return { outcome: "not_comparable", rule: "other_moment" };
  return outcome === "similar" ? { outcome: "not_comparable", rule } : { outcome, rule };
};

const concept = (name: string, compare: CompareFunction, isPersonal = true): Concept => ({ name, isPersonal, compare });

export const concepts: readonly Concept[] = [
  concept("evidence_id", compareIds, false),
  concept("signature_request_id", compareIds, false),
  concept("transaction_code", compareIds, false),
  concept("identification_id", compareIds, false),
  concept("account_id", compareIds, false),
  concept("workflow_id", compareIds, false),
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
