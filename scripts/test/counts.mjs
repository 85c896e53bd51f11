import { existsSync, readFileSync } from "node:fs";

/** What one step came to; `twice` names the tests that passed only when they were tried again. */
const nothing = { passed: 0, failed: 0, skipped: 0, twice: [] };

function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
}

/** Counts from vitest's JSON report; a file that could not be loaded at all counts as one failure. */
export function countVitest(path) {
  const report = readReport(path);
  if (!report) return { ...nothing, failed: 1 };
  const broken = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  const results = report.testResults.flatMap((file) => file.assertionResults);
  // The report keeps what went wrong at the first try.
  const twice = results.filter(({ status, failureMessages }) => status === "passed" && failureMessages.length > 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
    twice: twice.map(({ fullName }) => fullName),
  };
}

/** Every spec of a suite of Playwright's report, however deep, as "title › title". */
function* listSpecs(suite, titles = []) {
  for (const spec of suite.specs ?? []) yield { ...spec, fullTitle: [...titles, spec.title].join(" › ") };
  for (const child of suite.suites ?? []) yield* listSpecs(child, [...titles, child.title]);
}

/** Counts from Playwright's JSON report; errors outside tests count as failures. */
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

/** A check that is one thing: it holds or it does not. */
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
    ...(twice.length > 0 ? [`, ${twice.length} of the passed only at the second try`] : []),
  ];
  return `${passed} passed, ${failed} failed${more.join("")}`;
}
