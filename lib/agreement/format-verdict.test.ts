import { expect, it } from "vitest";
import { formatVerdict, type VerdictBlock } from "./format-verdict.ts";
import type { Agreement, Statement } from "./model.ts";

const statement = (name: string, isKnown = true): Statement => ({
  name,
  isKnown,
  isPersonal: true,
  outcome: "differs",
  rule: null,
  cells: [
    { source: "record", outcome: "differs", values: [{ text: "Zoë", path: "$.x" }], rule: null, isProven: false },
  ],
});
const agreement: Agreement = {
  statements: [statement("birth_date"), statement("$.Zoë", false)],
  digests: [],
  unclaimedFiles: [],
  broken: [],
  isCut: false,
};
const block: VerdictBlock = {
  conclusion: "Do not rely on this identification yet.",
  srId: "sr-1",
  evidenceId: "evidence-1",
  identification: "COMPLETED",
  verdict: null,
  recordSha256: null,
  archiveSha256: "ab",
  agreement,
  reviewer: "reviewer@demo.test",
  at: "2026-11-23T10:00:00.000Z",
  link: "http://localhost:3000/r/sr-1/evidence-1",
  logEntry: 42,
};

it("says what is known and what is not, one fact a line", () => {
  const lines = formatVerdict(block).split("\n");
  expect(lines).toContain("Evidence Desk: Do not rely on this identification yet.");
  expect(lines).toContain("Record SHA-256: not opened");
  expect(lines).toContain("Access log entry: 42");
  expect(lines).toContain("Digests: none claimed");
  expect(lines).toHaveLength(15);
  expect(formatVerdict({ ...block, agreement: null })).toContain("Differences: not compared");
});

it("names differences by our own words alone: a field of the provider's may be called anything", () => {
  expect(formatVerdict(block)).toContain("Differences: birth date, 1 of the provider's own fields");
  expect(formatVerdict(block)).not.toContain("Zoë");
});

it("cannot be given another line by a text from outside", () => {
  const text = formatVerdict({ ...block, identification: "COMPLETED\nToken: valid" });
  expect(text.split("\n").filter((line) => line.startsWith("Token: "))).toEqual(["Token: not checked"]);
});
