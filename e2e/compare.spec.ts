import type { Page } from "playwright/test";
import { type CaseName, findCase } from "../sandbox/cases.ts";
import { expectNothingSerious, expectNothingSeriousInBothThemes } from "./support/axe.ts";
import { expect, test } from "./support/test.ts";

const evidencePath = (name: CaseName) => {
  const { srId, evidenceIds } = findCase(name);
  return `/signature-requests/${srId}/evidence/${evidenceIds[0]}`;
};

test.describe.configure({ mode: "parallel" });

const pictures = (page: Page) => page.getByRole("region", { name: "Document and selfie" });
const dialog = (page: Page) => page.getByRole("dialog", { name: "Compare" });
const stage = (page: Page, which: "First" | "Second") => dialog(page).getByRole("region", { name: `${which} picture` });

async function openCase(page: Page, name: CaseName) {
  await page.goto(evidencePath(name));
  const button = page.getByRole("button", { name: "Check everything" });
  const enlarge = pictures(page).getByRole("button", { name: "Enlarge", exact: true });
  await expect(async () => {
    if (await button.isEnabled()) await button.click();
    await expect(enlarge).toBeEnabled({ timeout: 3000 });
  }).toPass({ timeout: 40_000 });
  return enlarge;
}

/** The transform of the picture in a stage: it changes when the picture moves, turns or is zoomed. */
const poseOf = (page: Page, which: "First" | "Second") =>
  stage(page, which)
    .getByRole("img")
    .locator("..")
    .evaluate((element) => (element as HTMLElement).style.transform);
const scaleOf = async (page: Page, which: "First" | "Second") =>
  Number(/scale\(([\d.]+)\)/.exec(await poseOf(page, which))?.[1]);
const angleOf = async (page: Page, which: "First" | "Second") =>
  Number(/rotate\((-?[\d.]+)deg\)/.exec(await poseOf(page, which))?.[1]);

test("compares document and selfie by keyboard: zoom, pan, fit, overlay, answer; Escape returns the focus", async ({
  page,
  signIn,
}) => {
  await signIn("reviewer");
  const enlarge = await openCase(page, "digest-mismatch");
  await enlarge.focus();
  const recorded = page.waitForResponse((response) => response.url().endsWith("/compare"));
  await page.keyboard.press("e");
  const { logEntry } = (await (await recorded).json()) as { logEntry: number };
  await expect(dialog(page)).toContainText(`recorded as entry ${logEntry.toLocaleString("en")}`);
  await expect(stage(page, "First").getByRole("img")).toBeVisible();
  await expect(stage(page, "Second").getByRole("img")).toHaveAccessibleName("Selfie: face/selfie.jpg");
  await expect(dialog(page).getByText("Not the file that was signed")).toBeVisible();

  await expect(stage(page, "First")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(stage(page, "Second")).toBeFocused();
  await page.keyboard.press("Shift+Tab");

  const fitted = [await scaleOf(page, "First"), await scaleOf(page, "Second")] as const;
  await page.keyboard.press("+");
  expect(await scaleOf(page, "First")).toBeGreaterThan(fitted[0]);
  expect(await scaleOf(page, "Second")).toBeGreaterThan(fitted[1]);
  const before = await poseOf(page, "Second");
  await page.keyboard.press("z");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("-");
  expect(await scaleOf(page, "First")).toBeCloseTo(fitted[0], 4);
  expect(await poseOf(page, "Second")).toBe(before);
  await page.keyboard.press("z");
  await page.keyboard.press("0");
  expect(await scaleOf(page, "Second")).toBeCloseTo(fitted[1], 4);

  await dialog(page).getByRole("button", { name: "Rotate right" }).press("Enter");
  expect(await angleOf(page, "First")).toBe(90);
  expect(await angleOf(page, "Second")).toBe(0);
  await dialog(page).getByRole("button", { name: "Rotate left" }).press("Enter");

  const guide = dialog(page).getByRole("slider", { name: "Guide line, drag to move" });
  await guide.press("ArrowDown");
  await expect(guide).toHaveAttribute("aria-valuenow", "43");

  await dialog(page).getByRole("button", { name: "Overlay" }).press("Enter");
  await expect(dialog(page).getByRole("img")).toHaveCount(2);
  await dialog(page).getByRole("slider", { name: "How much of the second picture is seen" }).press("Home");
  await dialog(page).getByRole("button", { name: "Side by side" }).press("Enter");

  const different = dialog(page).getByRole("button", { name: "Different" });
  await page.keyboard.press("2");
  await expect(different).toHaveAttribute("aria-pressed", "true");
  // The answer is about these two pictures and no others.
  await dialog(page).getByRole("combobox", { name: "First picture" }).selectOption({ label: "Document, back" });
  await expect(different).toHaveAttribute("aria-pressed", "false");
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(enlarge).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(different).toHaveAttribute("aria-pressed", "true");
});

test("aligns faces by four clicks, zooms by wheel, moves by dragging, without another request", async ({
  page,
  signIn,
}) => {
  await signIn("reviewer");
  const enlarge = await openCase(page, "nfc-completed");
  const requested: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/api\/.*\/(?:files|record|verdict|token|compare)$/.test(pathname))
      requested.push(pathname.split("/").at(-1) ?? "");
  });
  await enlarge.click();
  for (const which of ["First", "Second"] as const) await expect(stage(page, which).getByRole("img")).toBeVisible();
  await dialog(page).getByRole("button", { name: "Align faces" }).click();
  const click = async (which: "First" | "Second", x: number, y: number) => {
    const box = (await stage(page, which).boundingBox())!;
    await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
  };
  await click("First", 0.3, 0.5);
  await click("First", 0.4, 0.6);
  await expect(dialog(page).getByRole("status")).toContainText("2 of 4 marked");
  await click("Second", 0.6, 0.4);
  await click("Second", 0.4, 0.4);
  expect(await angleOf(page, "First")).toBeLessThan(-10);
  expect(Math.abs(await angleOf(page, "Second"))).toBeLessThan(0.5);
  await expect(dialog(page).getByRole("button", { name: "Align faces" })).toHaveAttribute("aria-pressed", "false");

  const box = (await stage(page, "Second").boundingBox())!;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height * 0.8 };
  await page.mouse.move(middle.x, middle.y);
  const scale = await scaleOf(page, "First");
  await page.mouse.wheel(0, -200);
  await expect.poll(() => scaleOf(page, "First")).toBeGreaterThan(scale);
  const pose = await poseOf(page, "First");
  await page.mouse.down();
  await page.mouse.move(middle.x + 60, middle.y + 20);
  await page.mouse.up();
  expect(await poseOf(page, "First")).not.toBe(pose);
  await dialog(page).getByRole("button", { name: "Close" }).click();
  await expect(enlarge).toBeFocused();
  expect(requested).toEqual(["compare"]);
});

test("does not open without an entry in the access log, and says why", async ({ page, signIn }) => {
  await signIn("reviewer");
  const enlarge = await openCase(page, "nfc-completed");
  await page.route("**/compare", (route) =>
    route.fulfill({
      status: 503,
      contentType: "application/problem+json",
      body: JSON.stringify({
        type: "about:blank",
        title: "x",
        status: 503,
        detail: "x",
        instance: "/x",
        code: "audit_unavailable",
        requestId: "r-1",
      }),
    }),
  );
  await enlarge.click();
  await expect(pictures(page)).toContainText("The comparison did not open");
  await expect(dialog(page)).toHaveCount(0);
  await page.unroute("**/compare");
  await enlarge.click();
  await expect(dialog(page)).toBeVisible();
});

test("hides masked pictures until the person asks for this case", async ({ page, signIn }) => {
  await signIn("reviewer");
  await openCase(page, "nfc-completed");
  await page.getByRole("switch", { name: /mask/i }).click();
  await expect(pictures(page).getByRole("img", { name: /selfie/ })).toHaveCount(0);
  await pictures(page).getByRole("button", { name: "Enlarge", exact: true }).click();
  await expect(dialog(page).getByRole("img", { name: "Masked picture" })).toHaveCount(2);
  await expect(dialog(page)).not.toContainText("1984");
  await dialog(page).getByRole("button", { name: "Show for this case" }).click();
  await expect(stage(page, "Second").getByRole("img")).toHaveAccessibleName(/selfie\.jpg/);
  await page.keyboard.press("Escape");
  await expect(pictures(page).getByRole("img", { name: /selfie/ })).toHaveCount(1);
});

/** Events of the person's own accesses to evidence, newest first. */
const releasesOf = (page: Page) => {
  const found: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/api\/.*\/(?:status|files|record|verdict|token|compare)$/.test(pathname))
      found.push(pathname.split("/").slice(-2).join(" "));
  });
  return found;
};

test("compares with another signer of the request: the archive is fetched when asked for, and recorded", async ({
  page,
  signIn,
}) => {
  await signIn("reviewer");
  const [own, other] = findCase("three-signers").evidenceIds;
  const enlarge = await openCase(page, "three-signers");
  await enlarge.click();
  await expect(stage(page, "Second").getByRole("img")).toBeVisible();
  const released = releasesOf(page);
  const picker = dialog(page).getByRole("combobox", { name: "Second picture" });
  await picker.selectOption({ label: "Pictures of Signer 3, not loaded" });
  await expect(dialog(page)).toContainText("The pictures of Signer 3 are not loaded.");
  expect(released).toEqual([]);
  await expectNothingSerious(page);
  const load = dialog(page).getByRole("button", { name: "Load pictures" });
  await load.press("Enter");
  await expect(stage(page, "Second").getByRole("img")).toHaveAccessibleName("Selfie: face/selfie.jpg");
  await expect(stage(page, "Second")).toBeFocused();
  expect(released).toEqual([`${other} files`, `${other} compare`]);
  await expect(dialog(page)).toContainText("Name, as requested");
  await expect(dialog(page)).toContainText("Pictures of two cases");
  await expect(dialog(page).getByRole("button", { name: "Different" })).toHaveCount(0);
  await expect(picker.locator("optgroup")).toHaveCount(2);
  // Both sides offer the pictures now; the answer is asked again of two pictures of this case.
  await dialog(page)
    .getByRole("combobox", { name: "First picture" })
    .selectOption({ value: `${findCase("three-signers").srId}/${other}/1` });
  await picker.selectOption({ value: `${findCase("three-signers").srId}/${own}/3` });
  await expect(dialog(page)).toContainText("Pictures of two cases");
  expect(released).toHaveLength(2);
  await page.keyboard.press("Escape");
  await enlarge.click();
  await picker.selectOption({ label: "Pictures of Signer 3, not loaded" });
  await expect(dialog(page).getByRole("button", { name: "Load pictures" })).toBeVisible();
});

test("says when a picture was captured, and whose word that is", async ({ page, signIn }) => {
  await signIn("reviewer");
  const enlarge = await openCase(page, "nfc-completed");
  await enlarge.click();
  await expect(stage(page, "Second").getByRole("img")).toBeVisible();
  const captured = dialog(page).getByText("Captured, says a file of the archive");
  await expect(captured).toHaveCount(2);
  await expect(captured.first().locator("..")).toContainText(/\d{1,2} \w{3,4} 20\d\d, \d\d:\d\d:\d\d CES?T/);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("lays one picture over the other, tools at the bottom, nothing beside the screen", async ({ page, signIn }) => {
    await signIn("reviewer");
    const enlarge = await openCase(page, "nfc-completed");
    await enlarge.tap();
    for (const which of ["First", "Second"] as const) await expect(stage(page, which).getByRole("img")).toBeVisible();
    const [first, second] = [(await stage(page, "First").boundingBox())!, (await stage(page, "Second").boundingBox())!];
    expect(second.y).toBeGreaterThanOrEqual(first.y + first.height);
    expect(first.height).toBeGreaterThan(140);
    const tools = dialog(page).getByRole("toolbar", { name: "Tools" }).filter({ visible: true });
    await expect(tools).toHaveCount(1);
    await expect(tools).toBeInViewport();
    expect(await dialog(page).evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
    await tools.getByRole("button", { name: "Rotate left" }).tap();
    expect(await angleOf(page, "First")).toBe(-90);
    await expectNothingSerious(page);
  });
});

test("is accessible in both themes and in forced colours", async ({ page, signIn }) => {
  await signIn("reviewer");
  const enlarge = await openCase(page, "digest-mismatch");
  await expectNothingSeriousInBothThemes(page);
  await enlarge.click();
  await expect(stage(page, "Second").getByRole("img")).toBeVisible();
  await expectNothingSeriousInBothThemes(page);
  await page.emulateMedia({ forcedColors: "active" });
  await expectNothingSerious(page);
});
