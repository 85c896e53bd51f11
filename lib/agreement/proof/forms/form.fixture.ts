import { type PersonConcept, personConcepts, type SamplePerson } from "../person.fixture.ts";

/** The schema of one vendor or standard, filled with an invented person. */
export type VendorForm = {
  name: string;
  /** The core concepts that the form states in a separate value or as part of one. */
  states: readonly PersonConcept[];
  makeRecord: (one: SamplePerson) => unknown;
};

export const everything = personConcepts;
/** What forms state that only read a document or carry attributes. */
export const withoutResult: readonly PersonConcept[] = personConcepts.filter((concept) => concept !== "result");

/** The vendor's own word for the outcome. */
export const addStatedValue = <Word>({ result }: SamplePerson, positive: Word, negative: Word, unclear: Word): Word =>
  ({ positive, negative, unclear })[result];

export type FormDateParts = { year: number; month: number; day: number };
export const dateParts = (iso: string): FormDateParts => {
  const [year = 0, month = 0, day = 0] = iso.split("-").map(Number);
  return { year, month, day };
};
/** `23.11.1984` */
export const dotted = (iso: string): string => iso.split("-").reverse().join(".");
/** `23/11/1984` */
export const slashed = (iso: string): string => iso.split("-").reverse().join("/");
/** `19841123` */
export const compact = (iso: string): string => iso.replaceAll("-", "");
/** Milliseconds since 1970 at midnight UTC. */
export const epoch = (iso: string): number => Date.parse(`${iso}T00:00:00Z`);
