import { existsSync, readFileSync } from "node:fs";

/** What one step came to. `failed` holds the names of what failed. */
const nothing = { passed: 0, failed: 0, skipped: 0 };

function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
}

/** Counts from vitest's JSON report; a file that could not be loaded at all counts as one failure. */
export function countVitest(path) {
  const report = readReport(path);
  if (!report) return { ...nothing, failed: 1 };
  const broken = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Counts from Playwright's JSON report; errors outside tests count as failures, flaky tests as passed. */
export function countPlaywright(path) {
  const report = readReport(path);
  if (!report) return { ...nothing, failed: 1 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected + report.errors.length, skipped };
}

/** A check that is one thing: it holds or it does not. */
export function countCheck(passed) {
  return passed ? { ...nothing, passed: 1 } : { ...nothing, failed: 1 };
}

export function addCounts(all) {
  return all.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    nothing,
  );
}

export function formatCounts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
