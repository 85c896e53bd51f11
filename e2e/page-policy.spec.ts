import type { Page } from "playwright/test";
import { metricsOf } from "./support/metrics.ts";
import { type RunningServer, startServer } from "./support/server.ts";
import { test as base, expect, findCase } from "./support/test.ts";

const metricsToken = "metrics-token-of-the-tests-0123456789";

const test = base.extend<object, { server: RunningServer }>({
  server: [
    async ({ browserName: _ }, use) => {
      const server = await startServer({ METRICS_TOKEN: metricsToken });
      await use(server);
      await server.end();
    },
    { scope: "worker", timeout: 90_000 },
  ],
});

const violations = (server: RunningServer) =>
  metricsOf(server.url, metricsToken, /^evidence_desk_csp_violations_total/);

/** Directives of the violations on this page, as the browser states them. */
async function watchViolations(page: Page): Promise<string[]> {
  const seen: string[] = [];
  await page.exposeFunction("tellViolation", (violation: string) => seen.push(violation));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) => {
      const { tellViolation } = globalThis as unknown as { tellViolation(text: string): void };
      tellViolation(`${effectiveDirective} ${blockedURI} ${sample}`);
    });
  });
  return seen;
}

test("no page violates its policy, with workers and previews", async ({ page, signIn, server }) => {
  const seen = await watchViolations(page);
  await page.goto("/sign-in");
  await signIn("everything");
  const { srId, evidenceIds } = findCase("nfc-completed");
  const evidence = `/signature-requests/${srId}/evidence/${evidenceIds[0]}`;
  for (const path of [
    "/",
    "/signature-requests",
    `/signature-requests/${srId}`,
    `${evidence}/history`,
    "/audit",
    "/diagnostics",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("main")).toBeVisible();
  }
  await page.goto(evidence);
  await page.getByRole("button", { name: "Check everything" }).click();
  await expect(page.getByRole("status", { name: "Conclusion" })).toContainText("Consistent");
  await page.goto(`${evidence}/files`);
  for (const name of [/\.pdf/, /\.jpg/, /\.json/]) {
    await page.getByRole("row", { name }).first().click();
    await expect(page.getByRole("region", { name: "Preview" })).toContainText("CRC-32");
  }
  await page.goto("/no/such/page");
  expect(seen).toEqual([]);
  expect(await violations(server)).toEqual([]);
});

test("refuses HTML and foreign scripts, and counts what it refused", async ({ page, server }) => {
  await page.goto("/sign-in");
  await expect(page.getByRole("button").first()).toBeVisible();
  const outcomes = await page.evaluate(() => {
    const tries: Record<string, () => unknown> = {
      html: () => {
        document.createElement("div").innerHTML = "<b>1</b>";
      },
      srcdoc: () => {
        document.createElement("iframe").srcdoc = "<b>1</b>";
      },
      text: () => {
        document.createElement("script").text = "1";
      },
      "foreign script": () => {
        document.createElement("script").src = "https://evil.example/_next/static/a.js";
      },
      "script of the API": () => {
        document.createElement("script").src = "/api/recent";
      },
      "worker from data": () => new Worker("data:text/javascript,1"),
      "another policy": () =>
        (
          globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
        ).trustedTypes.createPolicy("mine", { createHTML: (text: string) => text }),
    };
    return Object.entries(tries).map(([name, act]) => {
      try {
        act();
        return `${name}: allowed`;
      } catch {
        return `${name}: refused`;
      }
    });
  });
  expect(outcomes.filter((outcome) => !outcome.endsWith("refused"))).toEqual([]);
  await expect
    .poll(() => violations(server), { timeout: 90_000 })
    .toContain('evidence_desk_csp_violations_total{directive="require-trusted-types-for"}');
});
