import { identificationId } from "../identification-id.ts";
import { formatPersonMrz, type Person } from "../people.ts";
import type { Evidence, Personality } from "./personality.ts";

/** An invented schema with lists: names, pairs of type or name and value, and checks. */

/** Sends an illegible second given name as a cut-out of the document's picture. */
function listGivenNames(person: Person, isIllegible: boolean) {
  const [first, ...others] = person.givenName.split(" ");
  return isIllegible ? [first, { cut_out: "document/front.jpg", box: [412, 188, 236, 31] }] : [first, ...others];
}

function listAttributes(person: Person) {
  return [
    { name: "date_of_birth", value: person.birthDate },
    { name: "place_of_birth", value: person.birthPlace },
    { name: "sex", value: person.sex },
    { name: "nationality", value: person.nationality },
    { name: "issuing_country", value: person.nationality },
    { name: "issuing_authority", value: person.issuingAuthority },
    { name: "date_of_issue", value: person.issuedOn },
    { name: "date_of_expiry", value: person.expiresOn },
  ];
}

function listChecks({ identification }: Evidence) {
  const inReview = identification.checksInReview ?? [];
  const check = (name: string, result: string) => ({ name, result: inReview.includes(name) ? "REVIEW" : result });
  return [
    check("document_authenticity", "PASSED"),
    check("document_not_expired", "PASSED"),
    check("mrz_check_digits", "PASSED"),
    check("face_match", "PASSED"),
    check("liveness", "PASSED"),
    check("address_lookup", "NOT_PERFORMED"),
    check("sanctions_screening", "NOT_PERFORMED"),
  ];
}

function makeRecord(evidence: Evidence) {
  const { identification, person, times, claims } = evidence;
  return {
    evidence_id: identificationId(identification),
    transaction_code: identification.transactionCode,
    result: "PASSED",
    given_names: listGivenNames(person, identification.hasIllegibleValue ?? false),
    family_names: [person.familyName],
    document_numbers: [
      { type: "document_number", value: person.documentNumber },
      { type: "personal_number", value: person.personalNumber },
    ],
    attributes: listAttributes(person),
    mrz_lines: formatPersonMrz(person),
    checks: listChecks(evidence),
    completed_at: times.completedAt,
    files: claims.filter(({ path }) => path !== "log/agent-notes.txt"),
  };
}

/** Claims of OpenID Connect for Identity Assurance 1.0, section 5. */
function makeIdentityClaims({ person }: Evidence) {
  const details = {
    type: "idcard",
    document_number: person.documentNumber,
    date_of_issuance: person.issuedOn,
    date_of_expiry: person.expiresOn,
    issuer: { name: person.issuingAuthority, country_code: person.nationality },
  };
  return {
    result: "PASSED",
    verified_claims: {
      verification: { trust_framework: "sandbox", evidence: [{ type: "document", document_details: details }] },
      claims: {
        given_name: person.givenName,
        family_name: person.familyName,
        birthdate: person.birthDate,
        nationalities: [person.nationality],
      },
    },
  };
}

export const lists: Personality = {
  makeStatus: (identification, times) => ({
    id: identificationId(identification),
    transactionCode: identification.transactionCode,
    accountId: "l-88",
    workflowId: "l-qes",
    status: identification.status,
    createdAt: times.createdAt,
    expiresAt: times.expiresAt,
    startedAt: times.startedAt,
    completedAt: times.completedAt,
    reviewedAt: times.reviewedAt,
  }),
  makeRecord,
  makeTokenIds: ({ evidenceId, transactionCode }) => ({ evidence_id: evidenceId, transaction_code: transactionCode }),
  makeIdentityClaims,
};
