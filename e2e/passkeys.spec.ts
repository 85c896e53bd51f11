import type { CDPSession, Page } from "playwright/test";
import { apiPaths, paths } from "#lib/paths";
import { findCase } from "../sandbox/cases.ts";
import { expectNothingSeriousInBothThemes } from "./support/axe.ts";
import { changeSessions } from "./support/change-sessions.ts";
import { perWorker } from "./support/per-worker.ts";
import { startServer } from "./support/server.ts";
import { test as base, expect } from "./support/test.ts";
import { verifyDecision } from "./support/verify-decision.ts";

/** Decisions confirmed with a passkey, with Chromium's virtual authenticator. */
const test = base.extend({}).extend<object, { server: Awaited<ReturnType<typeof startServer>> }>({
  server: perWorker(() => startServer({ DECISION_PASSKEY: "1" })),
});

const { srId, evidenceIds } = findCase("nfc-completed");
const evidenceId = evidenceIds[0] ?? "";

/** An authenticator of the device, such as a fingerprint reader. */
async function addAuthenticator(page: Page): Promise<{ cdp: CDPSession; authenticatorId: string }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, authenticatorId };
}

const account = /^(?:Account of|Konto von|Compte|Account di)/;
async function openPasskeys(page: Page, name = "Passkeys") {
  await page.getByRole("button", { name: account }).click();
  await page.getByRole("button", { name, exact: true }).click();
  const dialog = page.getByRole("dialog", { name, exact: true });
  await expect(dialog.getByRole("heading", { name })).toBeFocused();
  return dialog;
}

/** Presses the button until the check starts: a click before hydration has no effect. */
async function checkEverything(page: Page) {
  await page.goto(paths.evidence(srId, evidenceId));
  const conclusion = page.getByRole("status", { name: "Conclusion" });
  await expect(async () => {
    const button = page.getByRole("button", { name: "Check everything" });
    if (await button.isEnabled()) await button.click();
    await expect(conclusion).not.toContainText("Not checked", { timeout: 3_000 });
  }).toPass({ timeout: 60_000 });
  await expect(conclusion).toContainText("Consistent", { timeout: 60_000 });
}

test("adds a passkey, confirms a decision with it, and revokes it", async ({ page, signIn }) => {
  const { cdp, authenticatorId } = await addAuthenticator(page);
  await signIn("reviewer");
  await checkEverything(page);
  await page.getByRole("button", { name: "Record decision" }).first().click();
  const form = page.getByRole("dialog", { name: "Record decision" });
  await expect(form).toContainText("you have none yet");
  await form.getByRole("radio", { name: /^Accept/ }).check({ force: true });
  await form.getByRole("radio", { name: "Identity confirmed" }).check({ force: true });
  await form.getByRole("button", { name: "Accept", exact: false }).last().click();
  await expect(form).toContainText("Not recorded. Nothing was changed.");
  await expect(form).toContainText("You have no passkey yet.");

  await form.getByRole("button", { name: "Add passkey…" }).click();
  const passkeys = page.getByRole("dialog", { name: "Passkeys" });
  await passkeys.getByRole("button", { name: "Add passkey" }).click();
  await expect(passkeys.getByRole("textbox", { name: "Name of the new passkey" })).toHaveAccessibleDescription(
    /^Name the passkey/,
  );
  await passkeys.getByRole("textbox", { name: "Name of the new passkey" }).fill("Work laptop");
  await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
  await passkeys.getByRole("button", { name: "Add passkey" }).click();
  await expect(passkeys.getByRole("alert")).toContainText("Not added. Nothing was changed.");
  await expectNothingSeriousInBothThemes(page);
  await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });
  await passkeys.getByRole("button", { name: "Add passkey" }).click();
  await expect(passkeys.getByRole("status")).toContainText("The passkey was added.");
  const row = passkeys.getByRole("listitem").filter({ hasText: "Work laptop" });
  await expect(row).toContainText("not used yet");
  await expectNothingSeriousInBothThemes(page);
  await page.keyboard.press("Escape");
  await expect(passkeys).toBeHidden();

  await expect(form).toContainText("your device asks for your passkey");
  await expectNothingSeriousInBothThemes(page);
  await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
  const submit = form.getByRole("button", { name: "Accept", exact: false }).last();
  await submit.click();
  await expect(form).toContainText("The passkey did not confirm it");
  await expect(form.getByRole("radio", { name: "Identity confirmed" })).toBeChecked();
  await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });
  await submit.click();
  await expect(form).toBeHidden();
  const line = page.getByRole("region", { name: "Decision" });
  await expect(line).toContainText("Accepted");
  await line.getByRole("button", { name: "Read decision" }).click();
  await expect(page.getByRole("dialog", { name: "Decision" })).toContainText("Confirmed with a passkey");
  await expectNothingSeriousInBothThemes(page);
  await page.keyboard.press("Escape");
  const { decisions } = await (await page.request.get(apiPaths.decisions(srId, evidenceId))).json();
  expect(decisions).toHaveLength(1);
  expect(verifyDecision(decisions[0])).toEqual([]);

  const dialog = await openPasskeys(page);
  const used = dialog.getByRole("listitem").filter({ hasText: "Work laptop" });
  await expect(used).not.toContainText("not used yet");
  await used.getByRole("button", { name: /^Revoke/ }).click();
  await expect(used).toContainText("Decisions that it confirmed stay confirmed.");
  await expect(used.getByRole("button", { name: "Keep passkey" })).toBeFocused();
  await used.getByRole("button", { name: "Revoke passkey" }).click();
  await expect(dialog.getByRole("status")).toContainText("The passkey was revoked.");
  await expect(used.getByRole("button", { name: /^Revoke/ })).toHaveCount(0);
  await expect(used).toContainText("Revoked");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Passkeys", exact: true })).toBeFocused();
});

test("says in German that adding needs a fresh sign-in, on a phone", async ({
  page,
  signIn,
  server,
  context,
  baseURL,
}) => {
  await context.addCookies([{ name: "locale", value: "de", url: baseURL ?? "" }]);
  await signIn("lead");
  changeSessions(server, "started_at = started_at - 300001 where subject = ?1", "lead@demo.test");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/");
  const dialog = await openPasskeys(page);
  await expect(dialog).toContainText("Sie haben noch keinen Passkey.");
  await expect(dialog).toContainText("Melden Sie sich neu an, um einen Passkey hinzuzufügen");
  await expect(dialog.getByRole("textbox")).toHaveCount(0);
  expect(await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
  await expectNothingSeriousInBothThemes(page);
});

test("keeps the name after a session became too old meanwhile", async ({ page, signIn, server }) => {
  await addAuthenticator(page);
  await signIn("reviewer2");
  await page.goto("/");
  const dialog = await openPasskeys(page);
  const name = dialog.getByRole("textbox", { name: "Name of the new passkey" });
  await name.fill("Key");
  changeSessions(server, "started_at = started_at - 300001 where subject = ?1", "reviewer2@demo.test");
  await dialog.getByRole("button", { name: "Add passkey" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Sign in again to add a passkey");
  await expect(name).toHaveValue("Key");
});

test("offers no passkeys to those who make no decisions", async ({ page, signIn }) => {
  await signIn("auditor");
  await page.goto("/audit");
  await page.getByRole("button", { name: account }).click();
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Passkeys", exact: true })).toHaveCount(0);
});
