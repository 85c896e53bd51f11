import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright/test";
import { makeArchive } from "../lib/formats/zip/test-archive.fixture.ts";
import { expectNothingSeriousInBothThemes } from "./support/axe.ts";
import { makeFolder, runFileTool } from "./support/file-tools.ts";
import { expect, path, preview, test } from "./support/files-test.ts";
import { signIn } from "./support/sign-in.ts";

const { folder, remove } = makeFolder();
test.afterAll(remove);

const text = Array.from({ length: 3000 }, (_, at) => `evidence line ${at}\n`).join("");
const methods = ["Deflate64", "BZip2", "LZMA", "PPMd", "xz"];

test.beforeAll(() => {
  writeFileSync(join(folder, "secret.txt"), `the text of the file\n${text}`);
  writeFileSync(join(folder, "other.txt"), "another text");
  for (const method of methods) {
    writeFileSync(join(folder, `${method}.txt`), `compressed with ${method}\n${text}`);
    runFileTool(folder, "7zz", "a", "-tzip", `-mm=${method}`, "methods.zip", `${method}.txt`);
  }
  for (const method of ["AES256", "ZipCrypto"])
    runFileTool(
      folder,
      "7zz",
      "a",
      "-tzip",
      `-mem=${method}`,
      "-mm=LZMA",
      "-psesame",
      `${method}.zip`,
      "secret.txt",
      "other.txt",
    );
});
const undamaged = (page: Page) => page.getByRole("status").filter({ hasText: "archive undamaged" });
const made = (name: string) => readFileSync(join(folder, name));

/** Requests that leave the page for something other than the product, and errors of the content policy. */
function watchFaults(page: Page, own: string): string[] {
  const faults: string[] = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(own) && !url.startsWith("blob:") && !url.startsWith("data:")) faults.push(url);
    if (url.includes("csp-reports") || (request.postData() ?? "").includes("sesame")) faults.push(url);
  });
  page.on("console", (message) => {
    if (message.type() === "error" && /Content Security|Trusted/u.test(message.text())) faults.push(message.text());
  });
  return faults;
}

test("reads every method of 7-Zip, with its digest, and says that the archive is undamaged", async ({
  page,
  files,
}) => {
  const faults = watchFaults(page, files.url);
  files.serve(made("methods.zip"));
  await signIn(page, "reviewer");
  // 7-Zip sorts the entries of an archive that it adds to.
  const sorted = methods.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  for (const method of methods) {
    await page.goto(`${path}?file=${sorted.indexOf(method) + 1}`);
    await expect(preview(page).getByText(`compressed with ${method}`)).toBeVisible();
    await expect(preview(page).getByText("as declared")).toBeVisible();
  }
  await expect(undamaged(page)).toBeVisible();
  expect(faults).toEqual([]);
});

test("reads Zstandard under the page's policy, and names a window that is too wide and a missing dictionary", async ({
  page,
  files,
}) => {
  const faults = watchFaults(page, files.url);
  const samples = Array.from({ length: 100 }, (_, at) => {
    writeFileSync(join(folder, `sample-${at}`), text.slice(at * 300, at * 300 + 2000));
    return `sample-${at}`;
  });
  runFileTool(folder, "zstd", "-q", "--train", ...samples, "-o", "dictionary", "--maxdict=10000");
  runFileTool(folder, "zstd", "-q", "secret.txt", "--no-content-size", "-o", "plain.zst");
  runFileTool(folder, "zstd", "-q", "secret.txt", "-D", "dictionary", "-o", "dictionary.zst");
  const wide = Buffer.from(made("plain.zst"));
  wide[5] = 20 << 3;
  const entry = (name: string, compressed: Buffer) => ({ name, data: made("secret.txt"), method: 93, compressed });
  files.serve(
    makeArchive({
      entries: [
        entry("a.txt", made("plain.zst")),
        entry("b.txt", wide),
        entry("c.txt", made("dictionary.zst")),
        { ...entry("d.txt", made("plain.zst")), method: 20 },
      ],
    }),
  );
  await signIn(page, "reviewer");
  for (const number of [1, 4]) {
    await page.goto(`${path}?file=${number}`);
    await expect(preview(page).getByText("the text of the file")).toBeVisible();
    await expect(preview(page).getByText(/[0-9a-f]{64}/)).toBeVisible();
  }
  await page.goto(`${path}?file=2`);
  await expect(preview(page).getByText("needs more memory than Evidence Desk allows").first()).toBeVisible();
  await page.goto(`${path}?file=3`);
  await expect(preview(page).getByText("a Zstandard dictionary that is not in the archive").first()).toBeVisible();
  await expect(preview(page).getByRole("button", { name: "Continue" })).toHaveCount(0);
  await expectNothingSeriousInBothThemes(page);
  expect(faults).toEqual([]);
});

for (const method of ["AES256", "ZipCrypto"]) {
  test(`asks for the password of ${method}: wrong, right, forgotten, by keyboard alone`, async ({ page, files }) => {
    const faults = watchFaults(page, files.url);
    files.serve(made(`${method}.zip`));
    await signIn(page, "reviewer");
    await page.goto(`${path}?file=2`);
    const field = preview(page).getByLabel("Password of the file");
    await expect(field).toHaveAttribute("autocomplete", "off");
    await expect(page.getByRole("row").filter({ hasText: "secret.txt" })).toContainText("encrypted");
    await expect(undamaged(page)).toHaveCount(0);
    await expect(page.getByText("2 files not read").first()).toBeVisible();
    await expect(
      page.getByRole("navigation", { name: "Evidence", exact: true }).getByRole("link", { name: /^Files/ }),
    ).toContainText("to review");
    await expectNothingSeriousInBothThemes(page);

    await field.focus();
    await page.keyboard.press("Enter");
    await expect(preview(page).getByRole("alert").filter({ hasText: "Enter a password." })).toBeVisible();
    await page.keyboard.type("open");
    await page.keyboard.press("Enter");
    const wrong = preview(page).getByRole("alert").filter({ hasText: "The password does not fit this file" });
    await expect(wrong).toBeVisible();
    await expect(preview(page).getByText("the text of the file")).toHaveCount(0);
    await expectNothingSeriousInBothThemes(page);

    await page.keyboard.type("sesame");
    await page.keyboard.press("Enter");
    await expect(preview(page).getByText("the text of the file")).toBeVisible();
    await expect(preview(page).getByText("Opened with the password you entered")).toBeFocused();
    await expect(undamaged(page)).toBeVisible();
    await page.getByRole("row").filter({ hasText: "other.txt" }).click();
    await expect(preview(page).getByText("another text")).toBeVisible();
    await expectNothingSeriousInBothThemes(page);
    expect(page.url()).not.toContain("sesame");
    const stored = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
    );
    expect(stored).not.toContain("sesame");

    await preview(page).getByRole("button", { name: "Forget password" }).press("Enter");
    await expect(field).toBeVisible();
    await expect(preview(page).getByText("another text")).toHaveCount(0);
    await expect(undamaged(page)).toHaveCount(0);
    await page.reload();
    await expect(field).toBeVisible();
    expect(faults).toEqual([]);
  });
}

test("fits the password field on a phone, in German", async ({ page, files, context }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  files.serve(made("AES256.zip"));
  await signIn(page, "reviewer");
  await context.addCookies([{ name: "locale", value: "de", url: files.url }]);
  await page.goto(`${path}?file=1`);
  await expect(page.getByLabel("Passwort der Datei")).toBeVisible();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await expectNothingSeriousInBothThemes(page);
});

test("says that a method which is not read here is a limit of its own, and reads the other files", async ({
  page,
  files,
}) => {
  files.serve(
    makeArchive({
      entries: [
        { name: "a.txt", data: "old", method: 6 },
        { name: "b.txt", data: "new" },
      ],
    }),
  );
  await signIn(page, "reviewer");
  await page.goto(`${path}?file=1`);
  await expect(
    preview(page).getByText("This is a limit of Evidence Desk, not a fault of the archive", { exact: false }).first(),
  ).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "a.txt" })).toContainText("not readable here");
  await expect(page.getByRole("row").filter({ hasText: "contradiction" })).toHaveCount(0);
  await page.goto(`${path}?file=2`);
  await expect(preview(page).getByText("new", { exact: true })).toBeVisible();
});

test("folds notes, which count as no anomaly", async ({ page, files }) => {
  files.serve(
    makeArchive({
      entries: [{ name: "./a.txt", data: "one", directory: { comment: "a comment" } }],
      comment: "made by",
    }),
  );
  await signIn(page, "reviewer");
  await page.goto(`${path}?file=1`);
  await expect(undamaged(page)).toBeVisible();
  await expect(page.getByText(/\d anomal/u)).toHaveCount(0);
  await expect(page.getByText("The entry has a comment.")).toHaveCount(0);
  const notes = preview(page).getByRole("button", { name: "Show 2 notes" });
  await expect(notes).toHaveAttribute("aria-expanded", "false");
  await notes.press("Enter");
  await expect(preview(page).getByText("The entry has a comment.")).toBeVisible();
  await expectNothingSeriousInBothThemes(page);
  await preview(page).getByRole("button", { name: "Hide 2 notes" }).press("Enter");
  await expect(page.getByText("The entry has a comment.")).toHaveCount(0);
});

test("opens the files of a nested archive in the same previews, three deep, with a password inside", async ({
  page,
  files,
}) => {
  const inner = makeArchive({
    entries: [{ name: "deep.zip", data: makeArchive({ entries: [{ name: "deepest.txt", data: "three" }] }) }],
  });
  files.serve(
    makeArchive({
      entries: [
        { name: "inner.zip", data: inner },
        { name: "locked.zip", data: made("AES256.zip") },
      ],
    }),
  );
  await signIn(page, "reviewer");
  await page.goto(`${path}?file=1`);
  await preview(page).getByRole("button", { name: "Open archive" }).click();
  await preview(page).getByRole("button", { name: "Show: File 1" }).click();
  await preview(page).getByRole("button", { name: "Open archive" }).click();
  await preview(page)
    .getByRole("list", { name: "Files in the nested archive" })
    .nth(1)
    .getByRole("button", { name: "Show: File 1" })
    .click();
  await expect(preview(page).getByText("three", { exact: true })).toBeVisible();
  await expectNothingSeriousInBothThemes(page);
  await page.goto(`${path}?file=2`);
  await preview(page).getByRole("button", { name: "Open archive" }).click();
  await preview(page).getByRole("button", { name: "Show: File 2" }).click();
  await preview(page).getByLabel("Password of the file").fill("sesame");
  await page.keyboard.press("Enter");
  await expect(preview(page).getByText("the text of the file")).toBeVisible();
});
