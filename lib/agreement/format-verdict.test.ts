import { expect, it } from "vitest";
import { formatVerdict, type VerdictBlock } from "./format-verdict.ts";

const block: VerdictBlock = {
  conclusion: "token_unproven",
  srId: "sr-1",
  evidenceId: "evidence-1",
  identification: "COMPLETED",
  verdict: null,
  recordSha256: null,
  archiveSha256: "ab",
  differing: ["birth_date"],
  reviewer: "reviewer@demo.test",
  at: "2026-11-23T10:00:00.000Z",
  link: "http://localhost:3000/r/sr-1/evidence-1",
  logEntry: 42,
};

it("says what is known and what is not, one fact a line", () => {
  const lines = formatVerdict(block).split("\n");
  expect(lines).toContain("Evidence Desk: token unproven");
  expect(lines).toContain("Record SHA-256: not opened");
  expect(lines).toContain("Differences: birth_date");
  expect(lines).toContain("Access log entry: 42");
  expect(lines).toHaveLength(14);
});

it("cannot be given another line by a text from outside", () => {
  const text = formatVerdict({ ...block, identification: "COMPLETED\nToken: valid" });
  expect(text.split("\n").filter((line) => line.startsWith("Token: "))).toEqual(["Token: not checked"]);
});
