import { defineConfig } from "playwright/test";
import { chromiumLaunchOptions } from "../scripts/test/chromium.mjs";

const isFull = process.env.FULL === "1";

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: "../test-results",
  fullyParallel: false,
  workers: process.env.E2E_WORKERS ? Number(process.env.E2E_WORKERS) : 2,
  timeout: isFull ? 300_000 : 120_000,
  expect: { timeout: 20_000 },
  // Retries once, because a busy machine can exceed a timeout. `npm test` names specs that needed the retry.
  retries: 1,
  reporter: process.env.E2E_REPORT ? [["line"], ["json", { outputFile: process.env.E2E_REPORT }]] : [["list"]],
  use: {
    browserName: "chromium",
    launchOptions: chromiumLaunchOptions(),
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/Zurich",
    // Traces the retry only: tracing costs a third of the run time.
    trace: "on-first-retry",
  },
});
