import { existsSync, readFileSync } from "node:fs";

/** Counts of one step; `twice` names the tests that passed only on retry. */
const nothing = { passed: 0, failed: 0, skipped: 0, twice: [] };

function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
}

/** Counts vitest's JSON report; a file that failed to load counts as one failure. */
export function countVitest(path) {
  const report = readReport(path);
  if (!report) return { ...nothing, failed: 1 };
  const broken = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  const results = report.testResults.flatMap((file) => file.assertionResults);
  // The report keeps the failure messages of the first try.
  const twice = results.filter(({ status, failureMessages }) => status === "passed" && failureMessages.length > 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
    twice: twice.map(({ fullName }) => fullName),
  };
}

function* listSpecs(suite, titles = []) {
  for (const spec of suite.specs ?? []) yield { ...spec, fullTitle: [...titles, spec.title].join(" › ") };
  for (const child of suite.suites ?? []) yield* listSpecs(child, [...titles, child.title]);
}

/** Counts Playwright's JSON report; errors outside tests count as failures. */
export function countPlaywright(path) {
  const report = readReport(path);
  if (!report) return { ...nothing, failed: 1 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  const specs = report.suites.flatMap((file) => [...listSpecs(file, [file.title])]);
  const twice = specs.filter(({ tests }) => tests.some(({ status }) => status === "flaky"));
  return {
    passed: expected + flaky,
    failed: unexpected + report.errors.length,
    skipped,
    twice: twice.map(({ fullTitle }) => fullTitle),
  };
}

export function countCheck(passed) {
  return passed ? { ...nothing, passed: 1 } : { ...nothing, failed: 1 };
}

export function addCounts(all) {
  return all.reduce(
    (sum, { passed, failed, skipped, twice }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
      twice: [...sum.twice, ...twice],
    }),
    nothing,
  );
}

export function formatCounts({ passed, failed, skipped, twice }) {
  const more = [
    ...(skipped > 0 ? [`, ${skipped} skipped`] : []),
    ...(twice.length > 0 ? [`, ${twice.length} passed only on retry`] : []),
  ];
  return `${passed} passed, ${failed} failed${more.join("")}`;
}
