import { test as base, expect } from "playwright/test";
import { startLimitingProvider } from "./support/limiting-provider.ts";
import { providerSettings } from "./support/product.ts";
import { startServer } from "./support/server.ts";
import { signIn } from "./support/sign-in.ts";

type Provider = Awaited<ReturnType<typeof startLimitingProvider>>;

/** Provider with a `Retry-After` beyond the deadline, so that the page shows the error. */
const test = base.extend<{ provider: Provider }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the wanted fixtures from this pattern
  provider: async ({}, use) => {
    const provider = await startLimitingProvider({ files: 4, json: 600 });
    await use(provider);
    await provider.end();
  },
  baseURL: async ({ provider }, use) => {
    const server = await startServer({
      ...providerSettings(provider.url),
      SKRIBBLE_TIMEOUT_MS: "1000",
      SKRIBBLE_DEADLINE_MS: "2000",
      SKRIBBLE_FILES_DEADLINE_MS: "3000",
    });
    await use(server.url);
    await server.end();
  },
});

test.describe.configure({ mode: "parallel" });

test("describes the failure and its origin, and counts down to the allowed retry", async ({ page, provider }) => {
  await signIn(page);
  await page.goto(`${provider.path}/files`);
  const alert = page.getByRole("alert").filter({ hasText: "Skribble asks Evidence Desk to send fewer requests" });
  await expect(alert).toContainText("The cause is at Skribble.");
  await expect(alert).toContainText("Try again when the waiting time is over.");
  await expect(alert).toContainText("Slow down.");
  await expect(alert.locator("code").last()).toHaveText(/^[0-9a-f-]{36}$/);
  const waiting = alert.getByRole("button", { name: /^Try again in [1-4] s$/ });
  await expect(waiting).toBeDisabled();
  const first = Number(/\d+/.exec((await waiting.textContent()) ?? "")?.[0]);
  await expect(alert.getByRole("button", { name: `Try again in ${first - 1} s` })).toBeVisible();
  const retry = alert.getByRole("button", { name: "Try again", exact: true });
  await expect(retry).toBeEnabled({ timeout: 10_000 });
  expect(provider.requested().files).toBe(1);
  await retry.click();
  await expect(page.getByRole("grid", { name: "Evidence files" })).toContainText("portrait.txt");
  expect(provider.requested().files).toBe(2);
});

test("retries one artefact without refetching others", async ({ page, provider }) => {
  await signIn(page);
  await page.goto(provider.path);
  await page.getByRole("button", { name: "Check everything" }).click();
  const alerts = page.getByRole("alert").filter({ hasText: "Skribble asks Evidence Desk to send fewer requests" });
  await expect(alerts).toHaveCount(2);
  const retry = alerts.getByRole("button", { name: "Try again", exact: true });
  await expect(retry).toBeEnabled({ timeout: 10_000 });
  await expect(alerts.getByRole("button", { name: /^Try again in \d+ s$/ })).toBeDisabled();
  const before = provider.requested();
  await retry.click();
  await expect(alerts).toHaveCount(1);
  await expect.poll(() => provider.requested()).toEqual({ ...before, files: 2 });
});
