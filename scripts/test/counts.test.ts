import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import {
  addCounts,
  countCheck,
  countPlaywright,
  countVitest,
  formatCounts,
  formatSlowest,
  timePlaywright,
  timeVitest,
} from "./counts.mjs";

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
  duration: 2400,
  failureMessages,
});
const numbers = { numPassedTests: 2, numFailedTests: 1, numPendingTests: 1, numTodoTests: 0 };

describe("npm test summary", () => {
  it("lists vitest tests that failed, and those that passed only on retry, with time and reason", () => {
    const assertionResults = [
      result("good", "passed"),
      result("shaky", "passed", ["late"]),
      result("bad", "failed", ["late", "expected 1\n    at bad.test.ts"]),
    ];
    const path = report({ ...numbers, testResults: [{ status: "failed", assertionResults }] });
    expect(countVitest(path)).toEqual({
      passed: 2,
      failed: 1,
      skipped: 1,
      failures: ["bad (2 s): expected 1"],
      twice: ["shaky (2 s): late"],
    });
  });

  it("counts an unloadable file and a missing report as failed", () => {
    const path = report({
      ...numbers,
      testResults: [{ name: "a.test.ts", message: "no module", status: "failed", assertionResults: [] }],
    });
    expect(countVitest(path)).toMatchObject({ failed: 2, failures: ["a.test.ts (0 s): no module"] });
    expect(countVitest(join(folder, "none.json")).failed).toBe(1);
    expect(countPlaywright(join(folder, "none.json")).failed).toBe(1);
  });

  it("lists Playwright specs that failed, and those that passed only on retry, with their suite", () => {
    const results = [{ duration: 1600, error: { message: "not visible\ncall log" } }, { duration: 900 }];
    const spec = (title: string, status: string) => ({ title, tests: [{ status, results }] });
    const specs = [spec("opens", "flaky"), spec("closes", "expected"), spec("sorts", "unexpected")];
    const inner = { title: "the list", specs };
    const path = report({
      stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 0 },
      errors: [{ message: "no browser" }],
      suites: [{ title: "files.spec.ts", specs: [], suites: [inner] }],
    });
    expect(countPlaywright(path)).toEqual({
      passed: 2,
      failed: 2,
      skipped: 0,
      failures: ["outside a test (0 s): no browser", "files.spec.ts › the list › sorts (2 s): not visible"],
      twice: ["files.spec.ts › the list › opens (2 s): not visible"],
    });
  });

  it("reports how many tests were retried", () => {
    const shaky = { passed: 3, failed: 0, skipped: 0, failures: [], twice: ["a", "b"] };
    expect(formatCounts(addCounts([countCheck(true), shaky]))).toBe("4 passed, 0 failed, 2 passed only on retry");
    expect(formatCounts(countCheck(false))).toBe("0 passed, 1 failed");
  });

  it("names the slowest files of both reports", () => {
    const file = (name: string, milliseconds: number) => ({ name, startTime: 1000, endTime: 1000 + milliseconds });
    const unit = report({ testResults: [file("/desk/lib/a.test.ts", 900), file("/desk/lib/b.test.ts", 4600)] });
    expect(formatSlowest(timeVitest(unit), "/desk/", 1)).toBe("lib/b.test.ts 5 s");
    const spec = (title: string) => ({ title, tests: [{ results: [{ duration: 1500 }, { duration: 500 }] }] });
    const inner = { title: "the list", specs: [spec("opens")] };
    const browser = report({ suites: [{ title: "files.spec.ts", specs: [spec("closes")], suites: [inner] }] });
    expect(formatSlowest(timePlaywright(browser), "/desk/")).toBe("files.spec.ts 4 s");
    expect(timePlaywright(join(folder, "none.json"))).toEqual([]);
  });
});
