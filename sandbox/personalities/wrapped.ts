import { identificationId } from "../identification-id.ts";
import { formatPersonMrz, type Person } from "../people.ts";
import type { Times } from "../status.ts";
import type { Evidence, Personality } from "./personality.ts";
import * as timeForms from "./time-forms.ts";

/** An invented schema that wraps values: `{ value, confidence }`, `{ day, month, year }`, and times in other forms. */

const wrap = (value: unknown, confidence = 0.9982) => ({ value, confidence });

/** Splits YYYY-MM-DD into `{ "day": 29, "month": 2, "year": 1984 }`. */
function splitDate(date: string) {
  const [year, month, day] = date.split("-").map(Number);
  return { day, month, year };
}

/** Glyph positions in the document's own font, which cannot be mapped to letters. */
const makeGlyphRun = (text: string) => ({
  glyphRun: [...text].map((_, index) => (index * 37 + 211) % 512),
  confidence: 0.3127,
});

function makeHolder(person: Person, isIllegible: boolean) {
  return {
    givenNames: wrap(person.givenName),
    familyName: isIllegible ? makeGlyphRun(person.familyName) : wrap(person.familyName, 0.9971),
    birthDate: wrap(splitDate(person.birthDate), 0.9994),
    birthPlace: wrap(person.birthPlace),
    sex: wrap(person.sex),
    nationality: wrap(person.nationality),
  };
}

function makeIdentityDocument(person: Person) {
  return {
    documentType: wrap("ID_CARD"),
    documentNumber: wrap(person.documentNumber, 0.9968),
    issuingCountry: wrap(person.nationality),
    issuingAuthority: wrap(person.issuingAuthority),
    issuedOn: splitDate(person.issuedOn),
    expiresOn: splitDate(person.expiresOn),
    machineReadableZone: wrap(formatPersonMrz(person).join("\n"), 1),
  };
}

function makeRecord({ identification, person, times, claims }: Evidence) {
  return {
    evidenceId: identificationId(identification),
    transactionCode: identification.transactionCode,
    outcome: wrap("PASSED", 1),
    holder: makeHolder(person, identification.hasIllegibleValue ?? false),
    identityDocument: makeIdentityDocument(person),
    checks: {
      documentAuthenticity: wrap("PASSED", 0.9871),
      faceMatch: wrap("PASSED", 0.9914),
      liveness: wrap("PASSED", 0.9735),
    },
    completedAt: timeForms.formatWithNamedZone(times.completedAt ?? times.createdAt),
    files: claims.filter(({ path }) => path !== "log/agent-notes.txt"),
  };
}

function makeTimes(times: Times) {
  return {
    createdAt: timeForms.toEpochMilliseconds(times.createdAt),
    expiresAt: timeForms.formatWithNamedZone(times.expiresAt),
    startedAt: times.startedAt && timeForms.toEpochSeconds(times.startedAt),
    completedAt: times.completedAt && timeForms.formatWithNamedZone(times.completedAt),
    reviewedAt: null,
  };
}

function makeAnomalousTimes(times: Times) {
  return {
    createdAt: timeForms.formatAsArray(times.createdAt),
    expiresAt: timeForms.never,
    startedAt: times.startedAt && timeForms.formatWithoutZone(times.startedAt),
    completedAt: times.completedAt && String(timeForms.toEpochMilliseconds(times.completedAt)),
    reviewedAt: timeForms.unsetYearOne,
    escalatedAt: timeForms.unsetEpoch,
    archivedAt: 0,
  };
}

export const wrapped: Personality = {
  makeStatus: (identification, times) => ({
    id: identificationId(identification),
    transactionCode: identification.transactionCode,
    accountId: "w-3301",
    workflowId: "w-qes-2",
    status: identification.status,
    ...(identification.hasAnomalousTimes ? makeAnomalousTimes(times) : makeTimes(times)),
  }),
  makeRecord,
  makeTokenIds: ({ evidenceId, transactionCode }) => ({ evidenceId, transactionCode }),
  makeIdentityClaims: ({ person }) => ({
    outcome: "PASSED",
    given_name: person.givenName,
    family_name: person.familyName,
    birthdate: person.birthDate,
    document: { number: person.documentNumber, issuing_country: person.nationality },
  }),
};
