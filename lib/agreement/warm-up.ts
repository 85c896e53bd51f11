import { compareArtefacts } from "./compare-artefacts.ts";

/** An invented record with the kinds of values that comparisons read: names, dates, numbers, digests, results. */
const record = {
  status: "COMPLETED",
  completedAt: "2026-01-05T10:11:00Z",
  person: { firstName: "Max", lastName: "Muster", birthDate: "1990-02-03", nationality: "CHE" },
  document: {
    type: "ID_CARD",
    number: "X1234567",
    issuingCountry: "CHE",
    issueDate: "01.06.2021",
    expiryDate: "2031-05-31",
    mrz: ["I<CHEX1234567<4<<<<<<<<<<<<<<<", "9002031M3105315CHE<<<<<<<<<<<0", "MUSTER<<MAX<<<<<<<<<<<<<<<<<<<"],
  },
  chip: { givenNames: "MAX", surname: "MUSTER", dateOfBirth: "900203", documentNumber: "X1234567" },
  checks: [{ name: "liveness", result: "PASSED" }],
  files: [{ name: "front.jpg", sha256: "ab".repeat(32), size: 1000 }],
};

const rounds = 8;

const encode = (value: object) =>
  btoa(JSON.stringify(value)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** Compares invented values: the first comparisons in a worker take several times as long as the next. */
export async function warmUp(): Promise<void> {
  for (let round = 0; round < rounds; round += 1) await compareInvented();
}

async function compareInvented(): Promise<void> {
  const text = JSON.stringify(record);
  await compareArtefacts({
    facts: { srId: "", evidenceId: "", request: null, status: null, report: null },
    statusText: JSON.stringify({ status: record.status, completedAt: record.completedAt }),
    record: new Blob([text]),
    token: { verdict: "invalid", text: `${encode({ alg: "RS256" })}.${encode({ iss: "", ...record })}.AA` },
    files: [
      {
        number: 1,
        name: "report.json",
        sizeBytes: text.length,
        sha256: "ab".repeat(32),
        isWhole: true,
        isJson: true,
        content: new Blob([text]),
      },
    ],
    archiveBody: null,
    archive: new Blob([text]),
  });
}
