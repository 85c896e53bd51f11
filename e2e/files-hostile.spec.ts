import { makeArchive, type TestEntry } from "../lib/formats/zip/test-archive.fixture.ts";
import { expect, path, preview, test } from "./support/files-test.ts";
import { makeScriptedPdf, script } from "./support/hostile-media.ts";
import { makePng } from "./support/made-media.ts";
import { signIn } from "./support/sign-in.ts";

const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><image href="https://example.org/a.png"/><script>alert(2)</script></svg>`;

/** PNG header with these dimensions, one bit per pixel, followed by incomplete image data. */
function makeIncompletePng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  return makePng(header, Buffer.alloc(1000));
}

const hostile: TestEntry[] = [
  { name: "page.html", data: `<!doctype html>${script}<meta http-equiv=refresh content="0;url=https://example.org/">` },
  { name: "drawing.svg", data: svg },
  {
    name: "data.xml",
    data: `<?xml version="1.0"?><?xml-stylesheet href="https://example.org/a.xsl"?><a xmlns:h="http://www.w3.org/1999/xhtml"><h:script>alert(1)</h:script></a>`,
  },
  { name: "photo.png", data: `<html><body>${script}` },
  { name: `<img src=x onerror=alert(1)>.txt`, data: "name" },
  { name: `"><script>alert(1)</script>.html`, data: script },
  { name: "report.pdf", data: makeScriptedPdf() },
  { name: "javascript:alert(1)", data: "x" },
  { name: "photo\u202egnp.exe", data: "MZ\u0090 program", flags: 2048 },
  { name: "mail.eml", data: `From: a@example.org\nTo: b@example.org\nSubject: x\n\n${script}` },
  { name: "huge.png", data: makeIncompletePng(30_000, 30_000) },
  { name: "constructor", data: "{}" },
  { name: "__proto__", data: '{"__proto__":{"polluted":1}}' },
];

test("opens each file of a malicious archive without script, navigation or network requests", async ({
  page,
  files,
}) => {
  test.setTimeout(120_000);
  const events: string[] = [];
  page.on("dialog", (dialog) => {
    events.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("popup", () => events.push("popup"));
  page.on("pageerror", (error) => events.push(`error ${error.message}`));
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== "blob:" && protocol !== "data:" && origin !== files.url) events.push(`request ${request.url()}`);
  });
  page.on("framenavigated", (frame) => {
    if (frame !== page.mainFrame() || !frame.url().startsWith(files.url)) events.push(`navigation ${frame.url()}`);
  });
  files.serve(makeArchive({ entries: hostile }));
  await signIn(page, "reviewer");
  await page.goto(path);
  await expect(page.getByRole("grid", { name: "Evidence files" })).toBeVisible();
  await page.getByRole("combobox", { name: "Order" }).selectOption("number");
  await page.getByRole("grid", { name: "Evidence files" }).focus();
  for (let file = 1; file <= hostile.length; file += 1) {
    await page.keyboard.press(file === 1 ? "Home" : "ArrowDown");
    await expect(page).toHaveURL(new RegExp(`file=${file}$`));
    await expect(preview(page).getByText("CRC-32")).toBeVisible();
    await page.waitForTimeout(150);
    await preview(page).getByRole("button", { name: "Bytes" }).dispatchEvent("click");
    await expect(preview(page).getByRole("region", { name: `Bytes of file ${file}` })).toBeVisible();
  }
  await page.goto(`${path}?file=7`);
  const drawn = preview(page).getByRole("region", { name: "Page 1" });
  await expect(drawn).toHaveAttribute("data-drawn", "true");
  await drawn.click();
  await page.goto(`${path}?file=11`);
  await expect(preview(page)).toContainText("30000 × 30000");
  await expect(preview(page)).toContainText("not decoded");
  await page.goto(`${path}?file=4`);
  await expect(preview(page)).toContainText("a different type than the name indicates");
  expect(await page.locator("iframe, object, embed").count()).toBe(0);
  expect(
    await page.evaluate(() =>
      Object.keys(localStorage)
        .concat(Object.keys(sessionStorage))
        .filter((key) => /file|zip|html/i.test(key)),
    ),
  ).toEqual([]);
  expect(events).toEqual([]);
});

test("requires confirmation before saving a program", async ({ page, files }) => {
  files.serve(makeArchive({ entries: hostile }));
  await signIn(page, "reviewer");
  await page.goto(`${path}?file=9`);
  await preview(page).getByRole("button", { name: "Download this file" }).click();
  const confirmation = page.getByRole("dialog", { name: "Download a program?" });
  await expect(confirmation).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    confirmation.getByRole("button", { name: "Download anyway" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("009-photo-gnp.exe");
  await expect(confirmation).toBeHidden();

  const saved: string[] = [];
  page.on("download", (other) => saved.push(other.suggestedFilename()));
  await page.getByRole("checkbox", { name: "Select file 9", exact: true }).check();
  await page.getByRole("button", { name: "Download 1 selected file" }).click();
  await expect(confirmation).toContainText("1 of these files is a program");
  await confirmation.getByRole("button", { name: "Do not download" }).click();
  await expect(confirmation).toBeHidden();
  expect(saved).toEqual([]);
  await page.getByRole("button", { name: "Download 1 selected file" }).click();
  await confirmation.getByRole("button", { name: "Download anyway" }).click();
  await expect.poll(() => saved).toEqual(["evidence-selection.zip"]);
});
