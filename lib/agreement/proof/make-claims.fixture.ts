import { givenName, type PersonConcept, personConcepts, type SamplePerson } from "./person.fixture.ts";

/** Token claims that state the given concepts and nothing else of the person. */
export function makeClaims(one: SamplePerson, states: readonly PersonConcept[] = personConcepts): object {
  const has = (concept: PersonConcept) => states.includes(concept);
  return {
    iss: "https://ident.example",
    iat: 1795417200,
    ...(has("result") && { result: one.result === "positive" ? "PASSED" : "FAILED" }),
    person: {
      ...(has("family_name") && { lastName: one.familyName }),
      ...(has("given_name") && { firstName: givenName(one) }),
      ...(has("birth_date") && { dateOfBirth: one.birthDate }),
    },
    ...(has("document_number") && { document: { number: one.documentNumber } }),
  };
}
