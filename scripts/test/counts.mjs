import { existsSync, readFileSync } from "node:fs";

/** Counts of one step; `failures` names the failed tests, `twice` those that passed only on retry. */
const nothing = { passed: 0, failed: 0, skipped: 0, failures: [], twice: [] };

const maxReasonLength = 300;

/** One line for a failed test: its name, the time that it took and the first line of its error. */
function describeFailure(name, milliseconds, message) {
  const reason = (message ?? "no reason given").split("\n")[0].slice(0, maxReasonLength);
  return `${name} (${Math.round((milliseconds ?? 0) / 1000)} s): ${reason}`;
}

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
    failures: [
      ...broken.map(({ name, message }) => describeFailure(name, 0, message)),
      ...results
        .filter(({ status }) => status === "failed")
        .map(({ fullName, duration, failureMessages }) => describeFailure(fullName, duration, failureMessages.at(-1))),
    ],
    twice: twice.map(({ fullName, duration, failureMessages }) =>
      describeFailure(fullName, duration, failureMessages[0]),
    ),
  };
}

/** The last result of a spec that tells why it failed. */
function findFailedResult({ tests }) {
  return tests.flatMap(({ results }) => results ?? []).findLast(({ error }) => error);
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
  const describeSpecs = (wanted) =>
    specs
      .filter(({ tests }) => tests.some(({ status }) => status === wanted))
      .map((spec) => {
        const last = findFailedResult(spec);
        return describeFailure(spec.fullTitle, last?.duration, last?.error.message);
      });
  return {
    passed: expected + flaky,
    failed: unexpected + report.errors.length,
    skipped,
    failures: [
      ...report.errors.map(({ message }) => describeFailure("outside a test", 0, message)),
      ...describeSpecs("unexpected"),
    ],
    twice: describeSpecs("flaky"),
  };
}

/** Seconds that each file of vitest's JSON report took. */
export function timeVitest(path) {
  return (readReport(path)?.testResults ?? []).map(({ name, startTime, endTime }) => ({
    name,
    seconds: (endTime - startTime) / 1000,
  }));
}

/** Seconds that the specs of each file of Playwright's JSON report took, retries included. */
export function timePlaywright(path) {
  return (readReport(path)?.suites ?? []).map((file) => {
    const results = [...listSpecs(file)].flatMap(({ tests }) => tests.flatMap((test) => test.results ?? []));
    return { name: file.title, seconds: results.reduce((sum, { duration }) => sum + duration, 0) / 1000 };
  });
}

/** The slowest files, each with its seconds. @param folder left out of the names */
export function formatSlowest(times, folder, count = 8) {
  const slowest = times.toSorted((one, other) => other.seconds - one.seconds).slice(0, count);
  return slowest.map(({ name, seconds }) => `${name.replace(folder, "")} ${seconds.toFixed(0)} s`).join(", ");
}

export function countCheck(passed) {
  return passed ? { ...nothing, passed: 1 } : { ...nothing, failed: 1 };
}

export function addCounts(all) {
  return all.reduce(
    (sum, { passed, failed, skipped, failures, twice }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
      failures: [...sum.failures, ...failures],
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
