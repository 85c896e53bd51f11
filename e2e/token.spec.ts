import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CompactEncrypt, CompactSign, exportJWK, generateKeyPair } from "jose";
import type { Page } from "playwright/test";
import { verifyToken } from "../lib/token/verify-token.ts";
import { makeTrustedKey } from "../lib/trusted-keys/trusted-key.ts";
import type { TrustedKeys } from "../lib/trusted-keys/trusted-keys.ts";
import { type CaseName, findCase, sandboxCredentials } from "../sandbox/cases.ts";
import { startServer } from "./support/server.ts";
import { expect, test } from "./support/test.ts";

const pathOf = (name: CaseName) => {
  const { srId, evidenceIds } = findCase(name);
  return `/signature-requests/${srId}/evidence/${evidenceIds[0]}`;
};

async function openToken(page: Page, name: CaseName, baseUrl = "") {
  await page.goto(`${baseUrl}${pathOf(name)}/token`);
  return page.getByRole("status", { name: "Verdict" });
}

const verdicts: [CaseName, RegExp, string, string][] = [
  ["nfc-completed", /^Token signature valid/, "valid", "valid"],
  ["manual-review-completed", /^Token signature valid/, "valid", "valid"],
  ["token-expired", /^Valid signature, expired/, "expired", "expired"],
  ["token-wrong-key", /^Invalid/, "invalid", "signature_differs"],
  ["token-alg-none", /^Invalid/, "invalid", "alg_none"],
  ["token-unknown-kid", /^Unknown key/, "untrusted", "unknown_key"],
  [
    "token-of-another-identification",
    /^Valid signature, but not linked to this evidence/,
    "unbound",
    "names_other_evidence",
  ],
  ["x5c-good", /^Unknown key/, "untrusted", "unknown_key"],
];

test.describe("the verdict", () => {
  for (const [name, text, verdict, reason] of verdicts)
    test(`of ${name} is ${verdict}, ${reason}`, async ({ page, signIn: enter }) => {
      await enter("reviewer");
      const responded = page.waitForResponse((response) => response.url().endsWith("/token/verdict"));
      const status = await openToken(page, name);
      await expect(status).toHaveText(text);
      const body = await (await responded).json();
      expect([body.verdict, body.reason]).toEqual([verdict, reason]);
      expect(body.checks.map((check: { name: string }) => check.name).join(" ")).toBe(
        "structure algorithm key signature issuer audience not_before issued_at expiry binding",
      );
      expect(body.sha256).toBe(createHash("sha256").update(body.token).digest("hex"));
      await expect(page.getByRole("table", { name: "Claims" })).toBeVisible();
      const unverified = page.getByText("unverified", { exact: true });
      await expect(unverified).toHaveCount(["invalid", "untrusted"].includes(verdict) ? 1 : 0);
    });

  test("is fetched once for all tabs, and shown in the tab", async ({ page, signIn: enter }) => {
    await enter("reviewer");
    let calls = 0;
    page.on("request", (request) => {
      if (request.url().endsWith("/token/verdict")) calls++;
    });
    await expect(await openToken(page, "nfc-completed")).toHaveText(/^Token signature valid/);
    const tabs = page.getByRole("navigation", { name: "Evidence", exact: true });
    await tabs.getByRole("link", { name: "Overview" }).click();
    await expect(page.getByRole("list", { name: "Identification timeline" })).toBeVisible();
    await expect(tabs.getByRole("link", { name: /^Token/ })).toContainText("valid");
    await tabs.getByRole("link", { name: "Token" }).click();
    await expect(page.getByRole("status", { name: "Verdict" })).toHaveText(/^Token signature valid/);
    expect(calls).toBe(1);
  });

  test("is cleared when a later fetch returns another token", async ({ page, signIn: enter }) => {
    await enter("reviewer");
    const status = await openToken(page, "token-changes");
    await expect(status).toHaveText(/^Token signature valid/);
    await page.getByRole("button", { name: "Fetch and verify again" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "The provider sent a different token" })).toBeVisible();
    await expect(status).toHaveCount(0);
    await expect(
      page.getByRole("navigation", { name: "Evidence", exact: true }).getByRole("link", { name: /^Token/ }),
    ).toContainText("changed");
    await page.getByRole("button", { name: "Show verdict of the new token" }).click();
    await expect(status).toHaveText(/^Token signature valid/);
  });

  test("is missing without a token, and the page shows the reason", async ({ page, signIn: enter }) => {
    await enter("reviewer");
    await openToken(page, "failed");
    await expect(page.getByRole("alert").filter({ hasText: /not completed/i })).toBeVisible();
  });
});

test.describe("a token in another format", () => {
  /** Serves a verdict computed in the test by the product's verification, instead of the sandbox's. */
  async function openMade(
    page: Page,
    body: string,
    keys: Partial<TrustedKeys> = {},
    verifiedBefore: Parameters<typeof verifyToken>[1]["verifiedBefore"] = null,
  ) {
    const { evidenceIds } = findCase("nfc-completed");
    const made = await verifyToken(Buffer.from(body), {
      keys: { configured: true, complete: true, chain: null, keys: [], ...keys },
      policy: { algorithms: ["ES256"], issuer: undefined, audience: undefined },
      evidence: { evidenceId: evidenceIds[0], status: { id: "77", transactionCode: null, completedAt: null } },
      now: new Date(),
      verifiedBefore,
    });
    await page.route("**/token/verdict", (route) => route.fulfill({ json: made }));
    return openToken(page, "nfc-completed");
  }

  async function makeSigner() {
    const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
    const key = await makeTrustedKey(await exportJWK(publicKey), { source: "TRUST_JWKS_FILE", fetchedAt: "" });
    const sign = (claims: string, header: object = {}) =>
      new CompactSign(Buffer.from(claims)).setProtectedHeader({ alg: "ES256", ...header }).sign(privateKey);
    return { keys: [{ ...key, fetchedAt: new Date().toISOString() }], sign };
  }

  test("is identified: encrypted, not checkable here, unknown, empty, without trusted keys", async ({
    page,
    signIn: enter,
  }) => {
    await enter("reviewer");
    const { keys, sign } = await makeSigner();
    const jwe = await new CompactEncrypt(Buffer.from("{}"))
      .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
      .encrypt(new Uint8Array(32));
    const secp = `${Buffer.from('{"alg":"ES256K"}').toString("base64url")}.e30.AAAA`;
    const token = await sign('{"id":"77"}');
    const gone = keys.map((key) => ({ ...key, published: false }));
    const before = { thumbprint: keys[0]?.thumbprint ?? "", verifiedAt: "2026-01-05T10:11:00.000Z" };
    for (const [body, trusted, title, words, verifiedBefore] of [
      [jwe, keys, /^Encrypted/, "Only its recipient can decrypt it"],
      [secp, keys, /^Cannot be checked here/, "not a defect of the token"],
      [
        await sign('{"id":"77"}', { kid: "other" }),
        keys.map((key) => ({ ...key, kid: "own" })),
        /^Unknown key/,
        "outdated",
      ],
      [await sign("{}"), keys, /^Valid signature, but not linked to this evidence/, "contains no claims"],
      [token, gone, /^Unknown key/, "outdated"],
      [token, gone, /^Key no longer published/, "Verified here on 5 Jan", before],
      ["<html>", keys, /^Not a JWT/, "three parts"],
    ] as const) {
      const status = await openMade(page, body, { keys: trusted }, verifiedBefore);
      await expect(status).toHaveText(title);
      await expect(status).toContainText(words);
    }
    const status = await openMade(page, token, { configured: false });
    await expect(status).toHaveText(/^Not verified/);
    await expect(status).toContainText("No trusted keys are configured: nothing is proven");
  });

  test("shows disclosed claims of an SD-JWT, the number withheld, and every digit", async ({ page, signIn: enter }) => {
    await enter("reviewer");
    const { keys, sign } = await makeSigner();
    const disclosure = Buffer.from('["c2FsdA","family_name","Müller-Example"]').toString("base64url");
    const digest = createHash("sha256").update(disclosure).digest("base64url");
    const claims = `{"id":"77","serial":12345678901234567890,"_sd":["${digest}","withheld"]}`;
    const token = `${await sign(claims, { typ: "dc+sd-jwt" })}~${disclosure}~${await sign('{"nonce":"1"}')}`;
    const status = await openMade(page, token, { keys });
    await expect(status).toHaveText(/^Token signature valid/);
    const table = page.getByRole("table", { name: "Claims" });
    await expect(table).toContainText("Müller-Example");
    await expect(table).toContainText("12345678901234567890");
    await expect(table).not.toContainText("withheld");
    await expect(page.getByText("1 disclosed claim matches its digest")).toBeVisible();
    await expect(page.getByText("1 digest has no disclosure")).toBeVisible();
    await expect(page.getByText("The token ends with a key binding JWT. It was not checked")).toBeVisible();
  });
});

for (const name of ["nfc-completed", "manual-review-completed", "token-changes"] as const)
  test(`verifies the token of ${name} with the commands from the page`, async ({ page, signIn: enter }, info) => {
    await enter("reviewer");
    const responded = page.waitForResponse((response) => response.url().endsWith("/token/verdict"));
    await openToken(page, name);
    const verdict = await (await responded).json();
    const save = async (button: string) => {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: button }).click(),
      ]);
      const file = info.outputPath(download.suggestedFilename());
      await download.saveAs(file);
      return file;
    };
    const tokenFile = await save("Download token");
    const keyFile = await save("Download key (PEM)");
    expect(readFileSync(tokenFile, "utf8")).toBe(verdict.token);
    const cwd = join(tokenFile, "..");
    await page.getByText("With openssl").click();
    await page.getByText("With Node.js, as verify.mjs").click();
    const [commands = "", script = ""] = await page.locator("pre").allTextContents();
    const shell = spawnSync("sh", ["-c", commands], { cwd, encoding: "utf8" });
    expect(shell.stdout + shell.stderr).toContain("Verified OK");
    writeFileSync(join(cwd, "verify.mjs"), script);
    const run = () => execFileSync(process.execPath, ["verify.mjs", tokenFile, keyFile], { cwd, encoding: "utf8" });
    expect(run()).toBe("signature good\n");
    writeFileSync(
      tokenFile,
      verdict.token.replace(/\.(.)/, (_: string, first: string) => `.${first === "e" ? "f" : "e"}`),
    );
    expect(run()).toBe("signature NOT good\n");
    expect(spawnSync("sh", ["-c", commands], { cwd }).status).not.toBe(0);
  });

test("trusts a certification path that ends in a configured trust anchor", async ({ page }) => {
  const server = await startServer({
    TRUST_PEM_FILE: "sandbox/test-keys/x5c-root-ca.pem",
    TRUST_X5C_SUBJECT: "C=CH, O=Sandbox Identification Provider (TEST), CN=Evidence Signing (TEST)",
  });
  try {
    await signInAt(page, server.url);
    const status = await openToken(page, "x5c-good", server.url);
    await expect(status).toHaveText(/^Token signature valid/);
    await expect(status).toContainText("Revocation was not checked");
    await expect(page.getByText("CN=Evidence Signing (TEST)").first()).toBeVisible();
    await expect(await openToken(page, "x5c-bad", server.url)).toHaveText(/^Unknown key/);
  } finally {
    await server.end();
  }
});

test("shows nothing in green without trusted keys, and the reason", async ({ page, server: other }) => {
  // A configured provider has no default trusted keys; the sandbox has.
  const sandboxUrl = /sandbox provider runs at (http:\S+?)"/.exec(other.output())?.[1];
  const server = await startServer({
    SKRIBBLE_API_URL: `${sandboxUrl}/v3`,
    SKRIBBLE_API_USERNAME: sandboxCredentials.username,
    SKRIBBLE_API_KEY: sandboxCredentials.apiKey,
    AUTH_DEMO: "1",
  });
  try {
    await signInAt(page, server.url);
    const responded = page.waitForResponse((response) => response.url().endsWith("/token/verdict"));
    const status = await openToken(page, "nfc-completed", server.url);
    await expect(status).toHaveText(/^Not verified/);
    await expect(status).toContainText("No trusted keys are configured");
    expect(await (await responded).json()).toMatchObject({
      verdict: "untrusted",
      reason: "no_keys_configured",
      key: null,
    });
    await page.goto(`${server.url}${pathOf("nfc-completed")}`);
    await page.getByRole("button", { name: "Check everything" }).click();
    await expect(
      page.getByRole("heading", { name: "Cannot tell: no trusted keys are configured, so nothing is proven." }),
    ).toBeVisible();
    const tabs = page.getByRole("navigation", { name: "Evidence", exact: true });
    await expect(tabs.getByRole("link", { name: /^Record/ })).toContainText("agrees");
    await expect(tabs.locator(".text-proven")).toHaveCount(0);
  } finally {
    await server.end();
  }
});

test("shows nothing in green without a readable key source, and the reason", async ({ page }) => {
  const server = await startServer({ TRUST_JWKS_URL: "http://127.0.0.1:9/keys" });
  try {
    await signInAt(page, server.url);
    const status = await openToken(page, "nfc-completed", server.url);
    await expect(status).toHaveText(/^Not verified/);
    await expect(status).toContainText("trusted keys are unavailable");
  } finally {
    await server.end();
  }
});

async function signInAt(page: Page, url: string) {
  // Navigates first, because requests of the page resolve against its URL.
  await page.goto(`${url}/sign-in`);
  const { request } = page;
  const { csrfToken } = await (await request.get(`${url}/api/auth/csrf`)).json();
  const form = { csrfToken, email: "reviewer@demo.test", password: "demo", json: "true" };
  expect((await request.post(`${url}/api/auth/callback/demo`, { form })).ok()).toBe(true);
}

test("shows trusted keys to administrators", async ({ page, signIn: enter }) => {
  await enter("admin");
  await page.goto("/diagnostics");
  const table = page.getByRole("table", { name: "Trusted keys" });
  await expect(table.getByRole("row")).toHaveCount(4);
  await expect(table).toContainText("RSA 2048");
  await expect(table).toContainText("TRUST_JWKS_URL");
});

test("logs a verdict with reason, key, token digest and settings, without content", async ({ page, signIn: enter }) => {
  await enter("everything");
  await openToken(page, "nfc-completed");
  await expect(page.getByRole("status", { name: "Verdict" })).toBeVisible();
  const response = await page.request.get("/api/audit?event=verdict");
  const text = await response.text();
  expect(text).toContain("keyThumbprint");
  for (const word of ["reason", "tokenSha256", "productVersion", "trustSettingsSha256"]) expect(text).toContain(word);
  for (const content of ["Müller", "1984-02-29", "eyJ"]) expect(text).not.toContain(content);
});
