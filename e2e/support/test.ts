import { test as base } from "playwright/test";
import { perWorker } from "./per-worker.ts";
import { type RunningServer, startServer } from "./server.ts";
import { type DemoAccount, signIn } from "./sign-in.ts";

export { expect } from "playwright/test";
export { findCase } from "../../sandbox/cases.ts";

type Fixtures = { signIn: (account?: DemoAccount) => Promise<void> };
type WorkerFixtures = { server: RunningServer };

/**
 * `test` with a production server and sandbox per worker. `page.goto("/")` works and `signIn("reviewer")` signs in.
 * Specs with other settings call `startServer`.
 */
export const test = base.extend<Fixtures, WorkerFixtures>({
  server: perWorker(() => startServer()),
  baseURL: async ({ server }, use) => use(server.url),
  signIn: async ({ page }, use) => use((account) => signIn(page, account)),
});
