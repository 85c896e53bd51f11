import { plainOutcome } from "./draft.fixture.ts";
import { makeClaims } from "./make-claims.fixture.ts";
import { dropAccents, givenName, type SamplePerson, transliterateName } from "./person.fixture.ts";
import type { CaseInput } from "./run-case.fixture.ts";

const tokens: readonly ((one: SamplePerson) => object)[] = [
  (one) => makeClaims(one),
  (one) => ({
    iss: "https://ident.example",
    given_name: givenName(one),
    family_name: one.familyName,
    birthdate: one.birthDate,
    document_number: one.documentNumber,
    result: plainOutcome(one),
  }),
  (one) => ({
    iss: "https://ident.example",
    result: plainOutcome(one),
    verified_claims: {
      claims: { given_name: givenName(one), family_name: one.familyName, birthdate: one.birthDate },
      verification: { evidence: [{ type: "document", document_details: { document_number: one.documentNumber } }] },
    },
  }),
  (one) => ({
    iss: "https://ident.example",
    result: plainOutcome(one),
    viz: {
      firstName: givenName(one),
      lastName: one.familyName,
      dateOfBirth: one.birthDate,
      documentNumber: one.documentNumber,
    },
  }),
  (one) => ({
    iss: "https://ident.example",
    result: plainOutcome(one),
    mrz: {
      surname: transliterateName(one.familyName),
      givenNames: transliterateName(givenName(one)),
      birthDate: one.birthDate,
      documentNumber: one.documentNumber,
    },
  }),
];

const requests: readonly ((one: SamplePerson) => NonNullable<CaseInput["request"]>)[] = [
  (one) => ({ familyName: one.familyName, givenName: givenName(one) }),
  (one) => ({ familyName: one.familyName, givenName: one.givenNames[0] ?? "" }),
  (one) => ({ familyName: one.familyName.toUpperCase(), givenName: givenName(one).toUpperCase() }),
  (one) => ({ familyName: transliterateName(one.familyName), givenName: transliterateName(givenName(one)) }),
  (one) => ({ familyName: dropAccents(one.familyName), givenName: dropAccents(givenName(one)) }),
];

/** Token claims that state all core concepts; style 0 is the plain one. */
export const writeToken = (one: SamplePerson, style: number): object =>
  (tokens[style % tokens.length] ?? makeClaims)(one);

/** What the signature request says of the signer. */
export const writeRequest = (one: SamplePerson, style: number): NonNullable<CaseInput["request"]> =>
  (requests[style % requests.length] ?? ((other) => ({ familyName: other.familyName, givenName: null })))(one);
