import { agrees, type CompareFunction, differs } from "./comparison.ts";

export { compareEmails, compareMobiles } from "./compare-contacts.ts";
export { compareCountries } from "./compare-countries.ts";
export { compareBirthDates, compareDates } from "./compare-dates.ts";
export { compareDocumentNumbers } from "./compare-document-numbers.ts";
export { compareIds } from "./compare-ids.ts";
export { compareMoments, readMoment } from "./compare-moments.ts";
export { compareFamilyNames, compareFullNames, compareGivenNames } from "./compare-names.ts";
export { comparePlaces } from "./compare-places.ts";
export { compareResults, isNegativeResult, isUnclearResult } from "./compare-results.ts";
export type { CompareFunction, ValueComparison } from "./comparison.ts";
export { compareDocumentTypes, readDocumentType } from "./document-types.ts";
export { readDate, readPlainDate } from "./read-date.ts";
export { readResult } from "./read-result.ts";

export const compareText: CompareFunction = (left, right) =>
  left === right ? agrees("equal_text") : differs("equal_text");
