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
  // A busy machine may be too slow once, and `npm test` names the spec; one that fails twice is broken.
  retries: 1,
  reporter: process.env.E2E_REPORT ? [["line"], ["json", { outputFile: process.env.E2E_REPORT }]] : [["list"]],
  use: {
    browserName: "chromium",
    launchOptions: chromiumLaunchOptions(),
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/Zurich",
    // Tracing each test takes a third of the time: the second try is traced.
    trace: "on-first-retry",
  },
});
