import type { FileClaim } from "../evidence-files.ts";
import { identificationId } from "../identification-id.ts";
import { formatPersonMrz, formatPersonPassportMrz, type Person } from "../people.ts";
import type { Evidence, Personality } from "./personality.ts";

/** Schema in public code of PXL Ident's customers: numeric account and workflow, `result` object, printed fields under `viz`. */

export const pxlAccountId = 1042;
export const pxlWorkflowId = 17;

const ids = ({ identification }: Pick<Evidence, "identification">) => ({
  id: identificationId(identification),
  transactionCode: identification.transactionCode,
  accountId: pxlAccountId,
  workflowId: pxlWorkflowId,
});

/** Printed fields. An illegible birth date contains a question mark instead of a digit. */
function makeViz(person: Person, isIllegible: boolean) {
  const [year, month, day = ""] = person.birthDate.split("-");
  return {
    firstName: person.givenName,
    lastName: person.familyName,
    dateOfBirth: isIllegible ? `${day.slice(0, 1)}?.${month}.${year}` : person.birthDate,
    documentNumber: person.documentNumber,
    dateOfIssue: person.issuedOn,
    expirationDate: person.expiresOn,
    gender: person.sex,
    nationality: person.nationality,
    placeOfBirth: person.birthPlace,
    authority: person.issuingAuthority,
  };
}

function makeDocument(documentType: "ID_CARD" | "PASSPORT", person: Person, isIllegible = false) {
  const isPassport = documentType === "PASSPORT";
  return {
    documentType,
    documentCountry: person.nationality,
    viz: makeViz(person, isIllegible),
    mrz: {
      type: isPassport ? "TD3" : "TD1",
      lines: isPassport ? formatPersonPassportMrz(person) : formatPersonMrz(person),
      checkDigitsValid: true,
    },
  };
}

function makeChip({ identification }: Evidence, claims: readonly FileClaim[]) {
  if (identification.method !== "NFC") return {};
  const groups = claims.filter(({ path }) => path.startsWith("chip/"));
  return {
    chipVerification: {
      status: "PASSED",
      passiveAuthentication: "PASSED",
      dataGroups: groups.map(({ path, sha256 }) => ({ path, sha256 })),
    },
  };
}

function makeRecord(evidence: Evidence) {
  const { identification, person, times, claims } = evidence;
  const { passport, hasIllegibleValue = false } = identification;
  return {
    ...ids(evidence),
    status: identification.status,
    createdAt: times.createdAt,
    startedAt: times.startedAt,
    completedAt: times.completedAt,
    reviewedAt: times.reviewedAt,
    result: {
      status: "PASSED",
      documentVerification: {
        status: "PASSED",
        documents: [
          makeDocument("ID_CARD", person, hasIllegibleValue),
          ...(passport ? [makeDocument("PASSPORT", passport)] : []),
        ],
      },
      ...makeChip(evidence, claims),
      faceVerification: { status: "PASSED", similarity: 0.9731, liveness: { status: "PASSED", score: 0.9816 } },
    },
    files: claims.filter(({ path }) => path !== "log/agent-notes.txt" && path !== "face/liveness.mp4"),
  };
}

/** Repeats the identified person's documents, not those of another holder. */
function makeIdentityClaims({ identification, person }: Evidence) {
  const { passport } = identification;
  const documents = [
    { documentType: "ID_CARD", documentCountry: person.nationality, viz: makeViz(person, false) },
    ...(passport?.familyName === person.familyName
      ? [{ documentType: "PASSPORT", documentCountry: passport.nationality, viz: makeViz(passport, false) }]
      : []),
  ];
  return { result: { status: "PASSED", documentVerification: { status: "PASSED", documents } } };
}

export const pxl: Personality = {
  makeStatus: (identification, times) => ({
    ...ids({ identification }),
    status: identification.status,
    createdAt: times.createdAt,
    expiresAt: times.expiresAt,
    startedAt: times.startedAt,
    pendingManualReviewAt: times.pendingReviewSince,
    completedAt: times.completedAt,
    reviewedAt: times.reviewedAt,
  }),
  makeRecord,
  makeTokenIds: (identification) =>
    identification.numericId === undefined ? ids({ identification }) : { id: identification.numericId },
  makeIdentityClaims,
};
