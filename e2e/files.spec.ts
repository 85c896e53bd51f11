import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import JSZip from "jszip";
import type { Download, Page } from "playwright/test";
import { readArchive } from "../lib/formats/zip/read-archive.ts";
import { findCase } from "../sandbox/cases.ts";
import { expectNothingSerious } from "./support/axe.ts";
import { expect as base, test } from "./support/test.ts";

/** Allows for workers, pdf.js and the codec, which start with each tab. */
const expect = base.configure({ timeout: 25_000 });

const pathOf = (name: "nfc-completed" | "large-archive" | "manual-review-completed") => {
  const { srId, evidenceIds } = findCase(name);
  return `/signature-requests/${srId}/evidence/${evidenceIds[0]}/files`;
};
const path = pathOf("nfc-completed");
const list = (page: Page) => page.getByRole("grid", { name: "Evidence files" });
const preview = (page: Page) => page.getByRole("region", { name: "Preview" });
const row = (page: Page, name: string) => list(page).getByRole("row").filter({ hasText: name });
const bytesOf = async (download: Download) => readFile(await download.path());
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

test.beforeEach(({ signIn }) => signIn("reviewer"));

test("lists every file with type, size and digest, and reports an undamaged archive", async ({ page }) => {
  await page.goto(path);
  await expect(list(page)).toHaveAttribute("aria-rowcount", "11");
  await expect(page.getByText(/, archive undamaged/)).toBeVisible();
  await expect(row(page, "document/front.jpg")).toContainText("JPEG 1012 × 638");
  await expect(row(page, "chip/sod.bin")).toContainText("CMS signed data");
  await expect(
    page.getByRole("navigation", { name: "Evidence", exact: true }).getByRole("link", { name: /^Files/ }),
  ).toContainText("undamaged");
});

test("moves the focus to the preview that stands below the list on a phone, but not for each arrow", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(path);
  await row(page, "document/front.jpg").click();
  const heading = preview(page).getByRole("heading", { level: 2 });
  await expect(heading).toBeFocused();
  await expect(heading).toBeInViewport();
  await list(page).focus();
  await page.keyboard.press("ArrowDown");
  await expect(list(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(heading).toBeFocused();
  await page.setViewportSize({ width: 1440, height: 900 });
  await list(page).focus();
  await page.keyboard.press("Enter");
  await expect(list(page)).toBeFocused();
});

test("zooms, rotates and moves an image by button and key, and shows a second one beside it", async ({ page }) => {
  await page.goto(`${path}?file=1`);
  const picture = preview(page).getByRole("img", { name: "File 1", exact: true });
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1012);
  const width = async () => (await picture.boundingBox())!.width;
  const before = await width();
  await preview(page).getByRole("button", { name: "Zoom in" }).click();
  expect(await width()).toBeGreaterThan(before * 1.2);
  await preview(page).getByRole("button", { name: "Fit" }).click();
  expect(await width()).toBeCloseTo(before, 0);
  await preview(page)
    .getByRole("region", { name: /Image of file 1/ })
    .focus();
  await page.keyboard.press("r");
  expect(await width()).toBeLessThan(before);
  await page.keyboard.press("1");
  await expect(preview(page).getByText("Zoom 100 %")).toBeVisible();
  const left = (await picture.boundingBox())!.x;
  await page.keyboard.press("ArrowRight");
  expect((await picture.boundingBox())!.x).toBeLessThan(left);
  await preview(page).getByLabel("Side by side with").selectOption("3");
  const second = preview(page).getByRole("img", { name: "File 3", exact: true });
  await expect.poll(() => second.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await expect(page).toHaveURL(/file=1&beside=3$/);
});

test("draws the pages of a PDF, with text that can be selected and found", async ({ page }) => {
  await page.goto(`${path}?file=5`);
  await expect(preview(page).getByText("2 pages", { exact: true }).first()).toBeVisible();
  const first = preview(page).getByRole("region", { name: "Page 1" });
  await expect(first).toHaveAttribute("data-drawn", "true");
  const isDrawn = await first.locator("canvas").evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value, index) => index % 4 !== 3 && value < 128);
  });
  expect(isDrawn).toBe(true);
  await expect(first).toContainText("Identification report");
  await preview(page).getByRole("searchbox", { name: "Find in PDF" }).fill("Checks and consent");
  await expect(preview(page).getByText("Found on 1 page")).toBeVisible();
  const second = preview(page).getByRole("region", { name: "Page 2" });
  await expect(second).toHaveAttribute("data-drawn", "true");
  await expect(second.locator(".pdf-found").first()).toBeAttached();
});

test("shows the video with browser controls, without autoplay", async ({ page }) => {
  await page.goto(`${path}?file=4`);
  const video = preview(page).locator("video");
  await expect.poll(() => video.evaluate((media: HTMLVideoElement) => media.readyState)).toBeGreaterThan(0);
  expect(await video.evaluate((media: HTMLVideoElement) => media.paused)).toBe(true);
  await video.evaluate((media: HTMLVideoElement) => {
    media.muted = true;
    return media.play();
  });
  await expect.poll(() => video.evaluate((media: HTMLVideoElement) => media.currentTime)).toBeGreaterThan(0);
});

test("shows JSON as a tree, text with its encoding, SignedData as fields, the rest as bytes", async ({ page }) => {
  await page.goto(`${path}?file=9`);
  await expect(preview(page).getByRole("tree")).toContainText("protocolVersion");
  await page.goto(`${path}?file=10`);
  await expect(preview(page).getByRole("combobox", { name: "Encoding" })).toContainText("UTF-8");
  await expect(preview(page).getByRole("region", { name: "Text of file 10" })).toContainText(
    "Automatic identification",
  );
  await page.goto(`${path}?file=6`);
  await expect(preview(page).getByRole("region", { name: "Signer 1" })).toContainText("SHA-256");
  await page.goto(`${path}?file=1&view=bytes`);
  await expect(preview(page).getByRole("region", { name: "Bytes of file 1" })).toContainText("ff d8 ff");
  await expect(preview(page).getByText("Type by first bytes: JPEG")).toBeVisible();
});

test("works by keyboard: arrows, Home, End, letters, selection, folders", async ({ page }) => {
  await page.goto(path);
  await list(page).focus();
  await page.keyboard.press("ArrowDown");
  await expect(page).toHaveURL(/file=1$/);
  await page.keyboard.press("End");
  await expect(page).toHaveURL(/file=10$/);
  await page.keyboard.press("Home");
  await page.keyboard.type("rep");
  await expect(row(page, "report/identification.pdf")).toHaveAttribute("aria-selected", "true");
  await page.waitForTimeout(800);
  await page.keyboard.press(" ");
  await expect(page.getByRole("button", { name: "Download 1 selected file" })).toBeVisible();
  await page.keyboard.press("Control+a");
  await expect(page.getByRole("button", { name: "Download 10 selected files" })).toBeVisible();
  await page.getByRole("button", { name: "Paths" }).click();
  const tree = page.getByRole("treegrid", { name: "Evidence files" });
  await tree.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowLeft");
  await expect(tree.getByRole("row", { name: /document/ })).toHaveAttribute("aria-expanded", "false");
  await expect(tree.getByRole("row").filter({ hasText: "front.jpg" })).toHaveCount(0);
});

test("keeps the selected file in the URL through sign-in", async ({ page, context }) => {
  await context.clearCookies();
  await page.goto(`${path}?file=3`);
  await page.getByRole("button", { name: /Demo Reviewer/ }).click();
  await expect(page).toHaveURL(/files\?file=3$/);
  await expect(preview(page)).toContainText("face/selfie.jpg");
});

test("filters with a count of shown files, and sorts", async ({ page }) => {
  await page.goto(path);
  await page.getByRole("searchbox", { name: "Filter files" }).fill("chip");
  await expect(page.getByText("3 files shown")).toBeVisible();
  await page.getByRole("searchbox", { name: "Filter files" }).fill("");
  await page.getByRole("columnheader", { name: "Size" }).getByRole("button").click();
  await expect(list(page).getByRole("row").nth(1)).toContainText("log/agent-notes.txt");
  await page.getByRole("columnheader", { name: "Size" }).getByRole("button").click();
  await expect(list(page).getByRole("row").nth(1)).toContainText("document/front.jpg");
});

test("downloads one, some and all files with safe names, bytes as sent and matching checksums", async ({ page }) => {
  await page.goto(`${path}?file=3`);
  await expect(page.getByText(/, archive undamaged/)).toBeVisible();
  const take = async (button: string) => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: button, exact: true }).click(),
    ]);
    return download;
  };
  const all = await take("Download archive");
  const archive = await bytesOf(all);
  const source = await JSZip.loadAsync(archive);
  const selfie = await source.file("face/selfie.jpg")!.async("nodebuffer");
  const direct = await page.request.get(`/api${path}`);
  expect(sha256(archive)).toBe(sha256(await direct.body()));

  const one = await take("Download this file");
  expect(one.suggestedFilename()).toBe("003-selfie.jpg");
  expect(sha256(await bytesOf(one))).toBe(sha256(selfie));

  const sums = (await bytesOf(await take("Download digest list"))).toString();
  expect(sums).toContain(`${sha256(selfie)}  face/selfie.jpg\n`);

  await list(page).getByRole("checkbox", { name: "Select file 3" }).check();
  await list(page).getByRole("checkbox", { name: "Select file 10" }).check();
  const marked = await bytesOf(await take("Download 2 selected files"));
  const made = await readArchive(new Blob([new Uint8Array(marked)]));
  expect([...made.anomalies, ...made.entries.flatMap(({ anomalies }) => anomalies)]).toEqual([]);
  const some = await JSZip.loadAsync(marked);
  expect(Object.keys(some.files).sort()).toEqual(["003-selfie.jpg", "010-agent-notes.txt", "SHA256SUMS"]);
  expect(sha256(await some.file("003-selfie.jpg")!.async("nodebuffer"))).toBe(sha256(selfie));
});

test("shows progress of a large archive, can be cancelled, and fetches it once for all tabs", async ({ page }) => {
  let requested = 0;
  page.on("request", (request) => {
    if (/\/api\/.*\/files$/.test(new URL(request.url()).pathname)) requested += 1;
  });
  await page.goto(pathOf("large-archive"));
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Load archive" }).click();
  await expect(list(page)).toBeVisible({ timeout: 30_000 });
  const tabs = page.getByRole("navigation", { name: "Evidence" });
  await tabs.getByRole("link", { name: "Overview" }).click();
  await expect(list(page)).toHaveCount(0);
  await tabs.getByRole("link", { name: "Files" }).click();
  await expect(list(page)).toBeVisible();
  expect(requested).toBe(2);
});

test("renders no image while masking is on", async ({ page }) => {
  await page.goto(`${path}?file=3`);
  await expect(preview(page).getByRole("img", { name: "File 3" })).toBeVisible();
  await page.getByRole("switch", { name: "Mask personal data" }).click();
  await expect(preview(page).getByText("masked on this screen")).toBeVisible();
  await expect(preview(page).locator("img, video, canvas")).toHaveCount(0);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`has no serious axe finding in list and previews, ${colorScheme}`, async ({ page }) => {
    test.setTimeout(240_000);
    await page.emulateMedia({ colorScheme });
    for (const query of ["?file=1&beside=3", "?file=4", "?file=5", "?file=6", "?file=9", "?file=10", "?file=8"]) {
      await page.goto(`${path}${query}`);
      await expect(page.getByText(/, archive undamaged/)).toBeVisible();
      await expect(preview(page).getByText("SHA-256").first()).toBeVisible();
      await expectNothingSerious(page, colorScheme);
    }
  });
}
