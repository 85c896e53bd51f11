import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import type { Page } from "playwright/test";
import {
  flateStream,
  makePages,
  makePdf,
  moreStart,
  type PdfObject,
  pdfStream,
} from "../lib/formats/pdf/make-pdf.fixture.ts";
import { makeArchive } from "../lib/formats/zip/test-archive.fixture.ts";
import { expectNothingSerious } from "./support/axe.ts";
import { makeFolder, runFileTool } from "./support/file-tools.ts";
import { expect, path, preview, test } from "./support/files-test.ts";
import { signIn } from "./support/sign-in.ts";

const { folder, remove } = makeFolder();
test.afterAll(remove);

const noise = Buffer.from(Array.from({ length: 30_000 }, (_, index) => (index * index * 7) % 251));
const rgb = "/Type/XObject/Subtype/Image/Width 100/Height 100/ColorSpace/DeviceRGB/BitsPerComponent 8";
const compressed = deflateSync(noise);
const withImage = (image: PdfObject, pages = 1) =>
  makePages(
    Array.from({ length: pages }, () => ({
      draw: "200 0 0 100 20 20 cm /I1 Do",
      resources: `/XObject<</I1 ${moreStart(pages)} 0 R>>`,
    })),
    [image],
  );
const text = (font: PdfObject[]) =>
  makePages([{ draw: "BT /F1 24 Tf 20 100 Td (Hello) Tj ET", resources: "/Font<</F1 5 0 R>>" }], font);

const changed = Buffer.from(compressed);
changed[changed.length >> 1] = (changed[changed.length >> 1] as number) ^ 0x55;

/** Broken in one way each, and what the page must say. */
const broken: [name: string, pdf: Buffer, defect: string][] = [
  [
    "cut-stream",
    withImage(pdfStream(`${rgb}/Filter/FlateDecode`, compressed.subarray(0, compressed.length >> 1))),
    "stream",
  ],
  ["changed-byte", withImage(pdfStream(`${rgb}/Filter/FlateDecode`, changed)), "checksum"],
  ["short-image", withImage(flateStream(rgb, noise.subarray(0, 9000))), "image_partial"],
  ["no-jpeg", withImage(pdfStream(`${rgb}/Filter/DCTDecode`, "no JPEG")), "image"],
  ["no-jpx", withImage(pdfStream(`${rgb}/Filter/JPXDecode`, "no JPEG 2000")), "image"],
  ["filter", withImage(pdfStream(`${rgb}/Filter/UnknownDecode`, "x")), "filter"],
  ["null-image", withImage("null"), "form_object"],
  [
    "huge-image",
    withImage(pdfStream(`${rgb.replaceAll("100", "100000")}/Filter/FlateDecode`, compressed)),
    "image_large",
  ],
  ["no-font", text(["null"]), "font"],
  [
    "no-font-file",
    text([
      "<</Type/Font/Subtype/TrueType/BaseFont/Own/FirstChar 32/LastChar 32/Widths[500]/FontDescriptor 6 0 R>>",
      "<</Type/FontDescriptor/FontName/Own/Flags 4/FontFile2 9 0 R>>",
    ]),
    "font",
  ],
  ["instructions", makePages([{ draw: "0 0 9 9 re f unknown words" }]), "content"],
  [
    "shading",
    makePages([{ draw: "/S1 sh", resources: "/Shading<</S1<</ShadingType 9/ColorSpace/DeviceRGB>>>>" }]),
    "pattern",
  ],
  [
    "field",
    makePages(
      [{ entries: "/Annots[5 0 R]" }],
      ["<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(Anna)/Rect[9 9 99 30]>>"],
      "/AcroForm<</Fields[5 0 R]>>",
    ),
    "field",
  ],
  [
    "film",
    makePages([{ entries: "/Annots[5 0 R]" }], ["<</Type/Annot/Subtype/RichMedia/Rect[9 9 99 30]>>"]),
    "annotation",
  ],
];

async function open(page: Page, files: { serve: (body: Uint8Array) => void }, pdfs: [string, Uint8Array][]) {
  files.serve(makeArchive({ entries: pdfs.map(([name, data]) => ({ name: `${name}.pdf`, data, method: 0 })) }));
  await signIn(page, "reviewer");
  return async (number: number) => {
    await page.goto(`${path}?file=${number}`);
    const shown = preview(page);
    await expect(shown.locator("[data-drawn=true]").first()).toBeVisible();
    return shown;
  };
}

test("says on the page what is missing on it", async ({ page, files }) => {
  test.setTimeout(120_000);
  const show = await open(
    page,
    files,
    broken.map(([name, pdf]) => [name, pdf]),
  );
  for (const [index, [name, , defect]] of broken.entries()) {
    const first = (await show(index + 1)).getByRole("region", { name: "Page 1", exact: true });
    await expect(first.locator(`[data-defect=${defect}]`), name).toBeVisible();
  }
  await expectNothingSerious(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectNothingSerious(page);
});

test("raises nothing for whole files of other programs", async ({ page, files }) => {
  writeFileSync(join(folder, "plain.pdf"), withImage(flateStream(rgb, noise), 3));
  writeFileSync(join(folder, "note.txt"), "attached");
  const forms: [name: string, options: string[]][] = [
    ["linearized", ["--linearize"]],
    ["object-streams", ["--object-streams=generate"]],
    ["qdf", ["--static-id", "--qdf"]],
    ["encrypted", ["--encrypt", "", "owner", "256", "--"]],
    ["attached", ["--add-attachment", "note.txt", "--"]],
  ];
  for (const [name, options] of forms) runFileTool(folder, "qpdf", "plain.pdf", ...options, `${name}.pdf`);
  const pdfs = ["plain", ...forms.map(([name]) => name)].map((name): [string, Buffer] => [
    name,
    readFileSync(join(folder, `${name}.pdf`)),
  ]);
  const show = await open(page, files, pdfs);
  for (const [index, [name]] of pdfs.entries()) {
    const shown = await show(index + 1);
    await expect(shown.getByText("pages checked for missing content")).toHaveCount(0);
    await expect(shown.locator("[data-facts]")).toBeAttached();
    await expect(shown.locator("[data-defect]"), name).toHaveCount(0);
  }
  const attached = await show(pdfs.length);
  await attached.getByRole("button", { name: "Show: Attached file" }).click();
  await expect(attached.getByRole("region", { name: /Text of file/ })).toContainText("attached");
});

test("names the pages with something missing, and each page with a shared damaged image", async ({ page, files }) => {
  const shared = withImage(pdfStream(`${rgb}/Filter/FlateDecode`, changed), 3);
  const lost = makePdf([
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R 9 0 R 4 0 R]/Count 3>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>",
  ]);
  const show = await open(page, files, [
    ["shared", shared],
    ["lost", lost],
  ]);
  await expect((await show(1)).getByText("Something is missing on 3 pages")).toBeVisible();
  const second = await show(2);
  await expect(second.getByText("Something is missing on 1 page", { exact: true })).toBeVisible();
  await expect(second.locator("[data-defect=count_differs]")).toContainText("declares 3 pages and contains 2 pages");
  await second.getByRole("button", { name: "Page 2" }).press("Enter");
  await expect(second.locator("[data-defect=page_missing]")).toBeVisible();
});

test("asks for a password, which opens the file", async ({ page, files }) => {
  writeFileSync(join(folder, "open.pdf"), makePages([{ draw: "0 0 9 9 re f" }]));
  runFileTool(folder, "qpdf", "open.pdf", "--encrypt", "secret", "owner", "256", "--", "locked.pdf");
  files.serve(makeArchive({ entries: [{ name: "locked.pdf", data: readFileSync(join(folder, "locked.pdf")) }] }));
  await signIn(page, "reviewer");
  await page.goto(`${path}?file=1`);
  const shown = preview(page);
  const field = shown.getByLabel("Password of the PDF");
  await field.fill("wrong");
  await field.press("Enter");
  await expect(shown.getByText("This is not the password of the PDF")).toBeVisible();
  await expectNothingSerious(page);
  await field.fill("secret");
  await field.press("Enter");
  await expect(shown.locator("[data-drawn=true]")).toBeVisible();
});

test("ends a hostile file with a page or a message", async ({ page, files }) => {
  test.setTimeout(120_000);
  const events: string[] = [];
  page.on("dialog", (dialog) => void dialog.dismiss().then(() => events.push("dialog")));
  page.on("pageerror", (error) => events.push(error.message));
  const bomb = deflateSync(deflateSync(Buffer.concat([Buffer.alloc(400 * 1024 * 1024), Buffer.from("0 0 9 9 re f")])));
  const deep = "<</Type/Pages/Count 1/Kids[".repeat(5000);
  const hostile: [string, Buffer][] = [
    [
      "bomb",
      makePdf([
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        pdfStream("/Filter[/FlateDecode/FlateDecode]", bomb),
      ]),
    ],
    [
      "cycle",
      makePdf([
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
      ]),
    ],
    [
      "kids",
      makePdf([
        "<</Type/Catalog/Pages 2 0 R>>",
        `<</Type/Pages/Kids[${"3 0 R ".repeat(300_000)}]/Count 300000>>`,
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
      ]),
    ],
    ["deep", makePdf(["<</Type/Catalog/Pages 2 0 R>>", deep])],
    [
      "loop",
      makePages(
        [{ draw: "/X5 Do", resources: "/XObject<</X5 5 0 R>>" }],
        [pdfStream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X5 5 0 R>>>>", "/X5 Do")],
      ),
    ],
  ];
  files.serve(makeArchive({ entries: hostile.map(([name, data]) => ({ name: `${name}.pdf`, data })) }));
  await signIn(page, "reviewer");
  for (const [index, [name]] of hostile.entries()) {
    await page.goto(`${path}?file=${index + 1}`);
    const ended = preview(page).locator("[data-drawn=true], [role=alert]").first();
    await expect(ended, name).toBeVisible({ timeout: 20_000 });
  }
  expect(events).toEqual([]);
});
