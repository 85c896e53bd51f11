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

/** Runs one comparison of invented values: the first one in a worker takes several times as long as the next. */
export async function warmUp(): Promise<void> {
  const text = JSON.stringify(record);
  await compareArtefacts({
    facts: { srId: "", evidenceId: "", request: null, status: null, report: null },
    statusText: JSON.stringify({ status: record.status, completedAt: record.completedAt }),
    record: new Blob([text]),
    token: null,
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
    archive: null,
  });
}
