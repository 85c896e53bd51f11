/**
 * `npm test`: runs every check, fast ones first; `--full` (`npm run test:full`) uses the long counts; `--quick`
 * (`npm run test:quick`) stops after the unit tests and needs neither database nor browser.
 * A failed step does not stop the next ones; the last lines are the total, the slowest files and the failed tests.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, isBuilt } from "./build.mjs";
import { ensureInstalled, root, toolEnvironment } from "./install.mjs";
import {
  addCounts,
  countCheck,
  countPlaywright,
  countVitest,
  formatCounts,
  formatSlowest,
  timePlaywright,
  timeVitest,
} from "./test/counts.mjs";

ensureInstalled();
const { ensureSystemParts } = await import("./test/system-parts.mjs");

const isFull = process.argv.includes("--full");
const isQuick = process.argv.includes("--quick");
const reports = mkdtempSync(join(tmpdir(), "evidence-desk-reports-"));
const unitReport = join(reports, "unit.json");
const integrationReport = join(reports, "integration.json");
const browserReport = join(reports, "browser.json");
const environment = { ...toolEnvironment(), E2E_REPORT: browserReport, ...(isFull ? { FULL: "1" } : {}) };

function run(name, ...rest) {
  return new Promise((resolve) => {
    const child = spawn(name, rest, {
      cwd: root,
      env: environment,
      stdio: "inherit",
      shell: process.platform === "win32",
    });
    child.on("error", () => resolve(false));
    child.on("exit", (code) => resolve(code === 0));
  });
}

const vitest = (project, report) =>
  run("vitest", "run", "--project", project, "--reporter=dot", "--reporter=json", `--outputFile.json=${report}`);

/** A failed run without a failed test (crash, error outside a test) counts as one failure. */
const atLeastOne = (counts, passed) => (passed || counts.failed > 0 ? counts : { ...counts, failed: 1 });

const quickSteps = [
  ["Format and lint", async () => countCheck(await run("biome", "check", "."))],
  ["Types", async () => countCheck(await run("node", "scripts/typecheck.mjs"))],
  ["Unused code", async () => countCheck(await run("knip"))],
  ["Unit tests", async () => atLeastOne(...(await counted(vitest("unit", unitReport), countVitest, unitReport)))],
];
const systemParts = isQuick ? [] : ensureSystemParts();
const slowSteps = [
  ["Production build", async () => countCheck(isBuilt() || (await build()))],
  [
    "Integration tests, real parts",
    async () => {
      for (const sentence of await systemParts) console.log(sentence);
      const run = vitest("integration", integrationReport);
      return atLeastOne(...(await counted(run, countVitest, integrationReport)));
    },
  ],
  [
    "End to end, in Chromium",
    async () => {
      const browser = run("playwright", "test", "--config", "e2e/playwright.config.ts");
      return atLeastOne(...(await counted(browser, countPlaywright, browserReport)));
    },
  ],
];

async function counted(running, count, report) {
  const passed = await running;
  return [count(report), passed];
}

const startedAt = Date.now();
const results = [];
for (const [name, step] of isQuick ? quickSteps : [...quickSteps, ...slowSteps]) {
  console.log(`\n=== ${name}`);
  const stepStartedAt = Date.now();
  const counts = await step();
  results.push({ name, counts, seconds: (Date.now() - stepStartedAt) / 1000 });
}
const slowest = [
  ["unit tests", timeVitest(unitReport)],
  ["integration tests", timeVitest(integrationReport)],
  ["browser tests", timePlaywright(browserReport)],
].filter(([, times]) => times.length > 0);
rmSync(reports, { recursive: true, force: true });

const total = addCounts(results.map(({ counts }) => counts));
console.log("\n=== Summary");
for (const { name, counts, seconds } of results) {
  console.log(`${counts.failed > 0 ? "FAILED" : "ok    "}  ${name}: ${formatCounts(counts)} (${seconds.toFixed(1)} s)`);
}
console.log(`In ${((Date.now() - startedAt) / 1000).toFixed(0)} s${isFull ? ", long counts" : ""}:`);
console.log(formatCounts(total));
for (const [step, times] of slowest) console.log(`slowest ${step}: ${formatSlowest(times, root)}`);
for (const failure of total.failures) console.log(`  failed: ${failure}`);
for (const name of total.twice) console.log(`  passed only on retry: ${name}`);
process.exitCode = total.failed > 0 ? 1 : 0;
