import { type FileClaim, readFixture } from "./evidence-files.ts";
import { exact } from "./exact-numbers.ts";
import type { Identification } from "./identification.ts";
import { identificationId } from "./identification-id.ts";
import { formatPersonMrz, type Person } from "./people.ts";
import { accountId, resolveTimes, workflowId } from "./status.ts";

function makeChecks({ method, checksInReview = [] }: Identification) {
  const check = (name: string, result: string, score: string, threshold: number, provider: string) => {
    const isInReview = checksInReview.includes(name);
    return {
      name,
      result: isInReview ? "REVIEW" : result,
      score: exact(isInReview ? String(threshold - 0.04) : score),
      threshold,
      provider,
    };
  };
  const chip = [
    check("chip_passive_authentication", "PASSED", "1", 1, "nfc-core"),
    check("chip_active_authentication", "PASSED", "1", 1, "nfc-core"),
    check("chip_data_equals_print", "PASSED", "0.99999999999999988897769753748", 0.98, "nfc-core"),
  ];
  return [
    ...(method === "NFC" ? chip : []),
    check("document_authenticity", "PASSED", "0.98712398471239847123", 0.9, "doc-vision"),
    check("document_not_expired", "PASSED", "1", 1, "doc-vision"),
    check("mrz_check_digits", "PASSED", "1", 1, "doc-vision"),
    check("face_match", "PASSED", "0.1000000000000000055511151231257827e1", 0.85, "face-match"),
    check("liveness", "PASSED", "0.97345120000000000001", 0.9, "face-live"),
    check("sanctions_screening", "NOT_PERFORMED", "0", 0, "none"),
  ];
}

function makeReview({ method }: Identification, reviewedAt: string | null) {
  if (method === "NFC") return null;
  return {
    decision: "APPROVED",
    decidedAt: reviewedAt,
    agent: "agent-0417",
    fourEyes: false,
    requests: [
      { question: "Does the face in the video match the portrait?", response: "YES" },
      { question: "Are the security features of the document visible?", response: "YES" },
      { question: "Does anything suggest that the person acts under pressure?", response: "NO" },
    ],
  };
}

function makeChip({ method }: Identification, claims: readonly FileClaim[]) {
  if (method !== "NFC") return null;
  const digest = (path: string) => claims.find((claim) => claim.path === path)?.sha256;
  return {
    access: "PACE-CAM",
    dataGroups: [
      { group: "DG1", content: "machine-readable zone", sha256: digest("chip/dg1.bin") },
      { group: "DG2", content: "portrait", sha256: digest("chip/dg2.bin") },
    ],
    securityObject: { path: "chip/sod.bin", sha256: digest("chip/sod.bin") },
    passiveAuthentication: "PASSED",
    documentSigner: "C=UT, O=Specimen Documents (TEST), CN=Document Signer 7 (TEST)",
  };
}

function makePerson(person: Person) {
  return {
    firstName: person.givenName,
    lastName: person.familyName,
    dateOfBirth: person.birthDate,
    placeOfBirth: person.birthPlace,
    sex: person.sex,
    nationality: person.nationality,
  };
}

function makeDocument(person: Person) {
  return {
    type: "ID_CARD",
    number: person.documentNumber,
    issuingCountry: person.nationality,
    issuingAuthority: person.issuingAuthority,
    dateOfIssue: person.issuedOn,
    dateOfExpiry: person.expiresOn,
    personalNumber: person.personalNumber,
    mrz: { format: "TD1", lines: formatPersonMrz(person), checkDigitsValid: true },
  };
}

/** Makes the record as an object; `exact` marks numbers that a double cannot represent. */
export function makeDefaultRecord(
  identification: Identification,
  person: Person,
  claims: readonly FileClaim[],
  now: Date,
): Record<string, unknown> {
  const times = resolveTimes(identification, now);
  return {
    schema: "identification-result/4",
    id: identificationId(identification),
    evidenceId: identification.evidenceId,
    transactionCode: identification.transactionCode,
    accountId,
    workflowId: workflowId(identification),
    reference: exact("12345678901234567890"),
    result: "PASSED",
    method: identification.method,
    score: exact("0.1000000000000000055511151231257827"),
    person: makePerson(person),
    contact: { email: person.email, mobile: `+${person.mobile}` },
    document: makeDocument(person),
    chip: makeChip(identification, claims),
    checks: makeChecks(identification),
    review: makeReview(identification, times.reviewedAt),
    times: {
      createdAt: times.createdAt,
      startedAt: times.startedAt,
      completedAt: times.completedAt,
      reviewedAt: times.reviewedAt,
      timeZone: "Europe/Zurich",
    },
    device: {
      platform: "iOS",
      model: "iPhone15,4",
      appVersion: "7.18.2",
      ipAddress: "198.51.100.23",
      location: { country: "CH", accuracy: "city" },
    },
    files: claims.filter(({ path }) => path !== "log/agent-notes.txt" && path !== "face/liveness.mp4"),
    portrait: readFixture(person.folder, "portrait.jpg").toString("base64"),
    consent: { identification: true, textVersion: "2026-04", language: person.language },
  };
}
