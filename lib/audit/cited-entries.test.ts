import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestLog, type TestLog } from "../../e2e/support/audit-log.ts";
import { readCitations } from "./cited-entries.ts";

const digest = "ab".repeat(32);
let test: TestLog;
beforeAll(async () => {
  test = await openTestLog();
});
afterAll(async () => test.end());

const ids = { sr_id: "sr-1", evidence_id: "ev-1" };
const end = { ...ids, event: "release_outcome", outcome: "whole", content: JSON.stringify({ sha256: digest }) };

it("a decision's entry, and the releases that it is bound to, are cited; others are not", async () => {
  const act = { context: test.target, by: { subject: "s", name: "n", role: "operator" } };
  const before = await readCitations(act);
  expect(before(end)).toBe(false);
  const canonical = JSON.stringify({ boundTo: { record: digest, files: null, trust: "cd".repeat(32) } });
  const row = { ...ids, id: "d1", position: 1, at: 1, subject: "s", name: "n", email: null, canonical, sha256: "x" };
  await test.database.main
    .insertInto("decisions")
    .values({ ...row, assertion: null, log: 1, log_entry: 1 })
    .execute();
  const isCited = await readCitations(act);
  expect(isCited(end)).toBe(true);
  expect(isCited({ ...end, event: "decision", outcome: null, content: null })).toBe(true);
  for (const other of [
    { ...end, sr_id: "sr-2" },
    { ...end, outcome: "refused" },
    { ...end, event: "search" },
    { ...end, content: JSON.stringify({ sha256: "ef".repeat(32) }) },
    { ...end, content: null },
    { ...end, content: "[" },
  ])
    expect(isCited(other)).toBe(false);
});
