import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { constants, deflateRawSync, deflateSync } from "node:zlib";
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
import { expectNothingSerious, expectNothingSeriousInBothThemes } from "./support/axe.ts";
import { makeFolder, runFileTool } from "./support/file-tools.ts";
import { expect, path, preview, test } from "./support/files-test.ts";
import { readRendererBytes, watchRendererBytes } from "./support/renderer-memory.ts";
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

test("draws a scan of 60 megapixels at a reduced size, and says nothing", async ({ page, files }) => {
  const size = ["-size", "7800x7700", "gradient:white-navy"];
  runFileTool(folder, "convert", ...size, "-quality", "80", "scan.jpg");
  const scan = `${rgb.replace("Width 100", "Width 7800").replace("Height 100", "Height 7700")}/Filter/DCTDecode`;
  const show = await open(page, files, [["scan", withImage(pdfStream(scan, readFileSync(join(folder, "scan.jpg"))))]]);
  const shown = await show(1);
  await expect(shown.locator("[data-facts]")).toBeAttached();
  await expect(shown.locator("[data-defect]")).toHaveCount(0);
  // The lower left of the page is blue where the scan is, and white outside of it.
  const dark = await shown
    .locator("canvas")
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const pixels = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return pixels.filter((value, index) => index % 4 === 0 && value < 60).length;
    });
  expect(dark).toBeGreaterThan(100);
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
  await expectNothingSeriousInBothThemes(page);
  await field.fill("secret");
  await field.press("Enter");
  await expect(shown.locator("[data-drawn=true]")).toBeVisible();
});

test("says how many of a million pages can be reached, and shows the last of them", async ({ page, files }) => {
  const pages = 1_000_000;
  const million = makePdf([
    "<</Type/Catalog/Pages 2 0 R>>",
    `<</Type/Pages/Count ${pages}/Kids[${"3 0 R ".repeat(pages)}]>>`,
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
  ]);
  const shown = await (await open(page, files, [["million", million]]))(1);
  const notice = shown.getByText(/The PDF has 1,000,000 pages\. Only the first [\d,]+ can be scrolled to here/);
  await expect(notice).toBeVisible();
  const reachable = Number(/first ([\d,]+)/.exec((await notice.textContent()) ?? "")?.[1]?.replaceAll(",", ""));
  expect(reachable).toBeGreaterThan(5000);
  await shown.getByLabel(/1.?000.?000 pages/).evaluate((region) => {
    region.scrollTop = region.scrollHeight;
  });
  await expect(shown.locator(`[data-index="${reachable - 1}"]`)).toBeVisible();
  await expectNothingSeriousInBothThemes(page);
});

test("lists what a file has inside, by keyboard", async ({ page, files }) => {
  const signature =
    "<</Type/Sig/SubFilter/ETSI.CAdES.detached/Name(Anna Muster)/M(D:20260102030405+01'00')/ByteRange[0 10 20 30]/Contents<00>>>";
  const inside = makePages(
    [{ draw: "0 0 9 9 re f" }],
    [
      flateStream("/Type/EmbeddedFile", '{"name":"Anna"}'),
      "<</Type/Filespec/UF(answer.json)/EF<</F 5 0 R>>>>",
      pdfStream("", "<template>Loan</template>"),
      `<</FT/Sig/T(Signature1)/V${signature}>>`,
      "<</S/JavaScript/JS(app.alert\\(1\\))>>",
    ],
    "/AcroForm<</XFA[(template)7 0 R]/Fields[<</T(amount)/V(900)>> 8 0 R]>>/OpenAction 9 0 R",
  );
  const show = await open(page, files, [["inside", inside]]);
  const shown = await show(1);
  await expect(shown.getByText("This PDF contains an XFA form")).toBeVisible();
  await expect(shown.getByText("The signatures are not verified here")).toBeVisible();
  const signed = shown.getByRole("region", { name: "Signature 1", exact: true });
  await expect(signed).toContainText("Anna Muster");
  await expect(signed).toContainText("bytes after the signed range");
  await expect(shown.getByRole("region", { name: "Form fields with values" })).toContainText("900");
  await expect(shown.getByText("Scripts do not run here")).toBeVisible();
  await shown.getByRole("button", { name: "Show: Attached file" }).press("Enter");
  await expect(shown.getByRole("button", { name: "Hide: Attached file" })).toBeFocused();
  await expect(shown.getByText('"Anna"')).toBeVisible();
  await shown.getByRole("button", { name: "Show: Part of the XFA form" }).press("Enter");
  await expect(shown.getByText("<template>Loan</template>")).toBeVisible();
  await expectNothingSerious(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectNothingSerious(page);
});

const onePage = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
const root = "<</Type/Catalog/Pages 2 0 R>>";
/** Flate data of one gibibyte: blocks that are not the last, and a last one. */
const gibibyte = () => {
  const block = deflateRawSync(Buffer.alloc(64 * 1024 * 1024, " "), { finishFlush: constants.Z_SYNC_FLUSH });
  const blocks = Array.from({ length: 16 }, () => block);
  return Buffer.concat([Buffer.from([0x78, 0x9c]), ...blocks, deflateRawSync(Buffer.alloc(0)), Buffer.alloc(4)]);
};
const withBox = (box: string) =>
  makePdf([
    root,
    onePage,
    `<</Type/Page/Parent 2 0 R/MediaBox[${box}]/Contents 4 0 R>>`,
    pdfStream("", "0 0 9 9 re f"),
  ]);

/** Each ends with a page, or with a message instead of it. */
function makeHostile(): [name: string, pdf: Buffer][] {
  const form = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X5 5 0 R>>>>";
  const actions =
    "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\);this.submitForm\\('https://example.org/'\\))>>/AA<</WC<</S/Launch/F(calc.exe)>>>>";
  const outside =
    "/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 300 200]/A<</S/GoToR/F(https://example.org/a.pdf)/D[0]>>>>]";
  const scripted = makePages(
    [{ draw: "/I1 Do", entries: outside, resources: "/XObject<</I1 5 0 R>>" }],
    [
      pdfStream(`${rgb}/F<</FS/URL/F(https://example.org/a.jpg)>>/FFilter/DCTDecode`, ""),
      pdfStream("/Type/EmbeddedFile", "MZ"),
      "<</Type/Filespec/UF(../../<img src=x onerror=alert\\(1\\)>.exe)/EF<</F 6 0 R>>>>",
    ],
    actions,
  );
  const whole = makePages(
    Array.from({ length: 3 }, () => ({ draw: "0 0 10 10 re f\n".repeat(150) })),
    [flateStream("", "x")],
  );
  const deep = `<</Type/Pages/Count 1/Kids[${"<</Type/Pages/Count 1/Kids[".repeat(5000)}`;
  return [
    ["scripted", scripted],
    ["text-of-1-GB", bomb("")],
    ["text-twice-compressed", twice()],
    [
      "cycle",
      makePdf([root, "<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"]),
    ],
    ["loop", makePages([{ draw: "/X5 Do", resources: "/XObject<</X5 5 0 R>>" }], [pdfStream(form, "/X5 Do")])],
    [
      "million",
      makePdf([
        root,
        `<</Type/Pages/Kids[${"3 0 R ".repeat(1_000_000)}]/Count 1000000>>`,
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
      ]),
    ],
    [
      "claimed-million",
      makePdf([root, "<</Type/Pages/Kids[3 0 R]/Count 1000000>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"]),
    ],
    ["deep", makePdf([root, deep])],
    ["huge-box", withBox("0 0 1000000000 1000000000")],
    ["long-box", withBox("0 0 1 100000000")],
    ["no-box", withBox("0 0 0 0")],
    ["reversed-box", withBox("9e99 x -5 null")],
    ...[1, 2, 3, 4, 5, 6].map((kilobytes): [string, Buffer] => [
      `cut-${kilobytes}`,
      whole.subarray(0, kilobytes * 1024),
    ]),
  ];
}

const twice = () => {
  const inner = deflateSync(Buffer.concat([Buffer.alloc(400 * 1024 * 1024), Buffer.from("0 0 9 9 re f")]));
  return makePdf([
    root,
    onePage,
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
    pdfStream("/Filter[/FlateDecode/FlateDecode]", deflateSync(inner)),
  ]);
};
const bomb = (entries: string) =>
  makePdf([
    root,
    onePage,
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
    pdfStream(`${entries}/Filter/FlateDecode`, gibibyte()),
  ]);

test("ends a hostile file with a page or a message", async ({ page, files, browser }) => {
  test.setTimeout(240_000);
  const events: string[] = [];
  page.on("dialog", (dialog) => void dialog.dismiss().then(() => events.push("dialog")));
  page.on("pageerror", (error) => events.push(error.message));
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== "blob:" && protocol !== "data:" && origin !== files.url) events.push(request.url());
  });
  const hostile = makeHostile();
  files.serve(makeArchive({ entries: hostile.map(([name, data]) => ({ name: `${name}.pdf`, data, method: 0 })) }));
  await signIn(page, "reviewer");
  // What a file adds to a tab that shows a small PDF.
  await page.goto(`${path}?file=1`);
  await expect(preview(page).locator("[data-drawn=true]")).toBeVisible();
  const before = await readRendererBytes(browser);
  for (const [index, [name]] of hostile.entries()) {
    const most = await watchRendererBytes(browser, async () => {
      await page.goto(`${path}?file=${index + 1}`);
      const ended = preview(page).locator("[data-drawn=true], [role=alert]").first();
      await expect(ended, name).toBeVisible();
      await expect(preview(page).locator("[data-structure=loading]"), name).toHaveCount(0);
    });
    expect(most - before, name).toBeLessThan(512 * 1024 * 1024);
  }
  expect(events).toEqual([]);
});
