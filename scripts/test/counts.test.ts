import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { addCounts, countCheck, countPlaywright, countVitest, formatCounts } from "./counts.mjs";

const folder = mkdtempSync(join(tmpdir(), "evidence-desk-counts-"));
afterAll(() => rmSync(folder, { recursive: true }));

function report(content: object): string {
  const path = join(folder, "report.json");
  writeFileSync(path, JSON.stringify(content));
  return path;
}

const result = (fullName: string, status: string, failureMessages: string[] = []) => ({
  fullName,
  status,
  failureMessages,
});
const numbers = { numPassedTests: 2, numFailedTests: 1, numPendingTests: 1, numTodoTests: 0 };

describe("npm test summary", () => {
  it("lists vitest tests that passed only on retry", () => {
    const assertionResults = [
      result("good", "passed"),
      result("shaky", "passed", ["late"]),
      result("bad", "failed", ["late", "late"]),
    ];
    const path = report({ ...numbers, testResults: [{ status: "failed", assertionResults }] });
    expect(countVitest(path)).toEqual({ passed: 2, failed: 1, skipped: 1, twice: ["shaky"] });
  });

  it("counts an unloadable file and a missing report as failed", () => {
    const path = report({ ...numbers, testResults: [{ status: "failed", assertionResults: [] }] });
    expect(countVitest(path).failed).toBe(2);
    expect(countVitest(join(folder, "none.json")).failed).toBe(1);
    expect(countPlaywright(join(folder, "none.json")).failed).toBe(1);
  });

  it("lists Playwright specs that passed only on retry, with their suite", () => {
    const spec = (title: string, status: string) => ({ title, tests: [{ status }] });
    const inner = { title: "the list", specs: [spec("opens", "flaky"), spec("closes", "expected")] };
    const path = report({
      stats: { expected: 1, unexpected: 0, flaky: 1, skipped: 0 },
      errors: [{}],
      suites: [{ title: "files.spec.ts", specs: [], suites: [inner] }],
    });
    const twice = ["files.spec.ts › the list › opens"];
    expect(countPlaywright(path)).toEqual({ passed: 2, failed: 1, skipped: 0, twice });
  });

  it("reports how many tests were retried", () => {
    const shaky = { passed: 3, failed: 0, skipped: 0, twice: ["a", "b"] };
    expect(formatCounts(addCounts([countCheck(true), shaky]))).toBe("4 passed, 0 failed, 2 passed only on retry");
    expect(formatCounts(countCheck(false))).toBe("0 passed, 1 failed");
  });
});
