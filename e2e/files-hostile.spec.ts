import { constants, crc32, deflateRawSync, deflateSync } from "node:zlib";
import { makeArchive, type TestEntry } from "../lib/formats/zip/test-archive.fixture.ts";
import { expect, path, preview, test } from "./support/files-test.ts";
import { makePdf } from "./support/make-pdf.ts";
import { watchRendererBytes } from "./support/renderer-memory.ts";
import { signIn } from "./support/sign-in.ts";

const script = "<script>alert(1);location='https://example.org/';fetch('https://example.org/stolen')</script>";
const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><image href="https://example.org/a.png"/><script>alert(2)</script></svg>`;

/** PDF with an open action that runs script, and an external link. */
function makeScriptedPdf(): Buffer {
  const objects = [
    "<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 300 200]/A<</S/URI/URI(https://example.org/)>>>>]>>",
    "<</Length 39>>stream\nBT /F1 24 Tf 20 100 Td (Hostile) Tj ET  \nendstream",
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
  ];
  return makePdf(objects);
}

/** PNG header with any dimensions, followed by incomplete image data. */
function makePng(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), body.length + 4);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(Buffer.alloc(1000))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
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
  { name: "huge.png", data: makePng(30_000, 30_000) },
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

const whole = makeArchive({
  entries: [
    { name: "a.txt", data: "evidence ".repeat(3000) },
    { name: "b.bin", data: Buffer.alloc(60_000, "noise ☂"), method: 0 },
    { name: "c.txt", data: "c" },
  ],
});
const flip = (location: number) => {
  const flipped = Buffer.from(whole);
  flipped[location] = (flipped[location] as number) ^ 0x10;
  return flipped;
};
function makeNoise(length: number, seed: number): Buffer {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return Buffer.from(
    Uint8Array.from({ length }, () => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return state & 255;
    }),
  );
}
const zeros = (mebibytes: number) => deflateRawSync(Buffer.alloc(mebibytes * 1024 * 1024));
/** DEFLATE stream of one gibibyte: non-final blocks and a final one. */
const block = deflateRawSync(Buffer.alloc(64 * 1024 * 1024), { finishFlush: constants.Z_SYNC_FLUSH });
const gibibyte = Buffer.concat([...Array.from({ length: 15 }, () => block), zeros(64)]);
const overlapping: TestEntry[] = Array.from({ length: 300 }, (_, index) => ({
  name: `copy${index}`,
  directory: { headerOffset: 0, compressedBytes: 100_000, sizeBytes: 90_000_000 },
}));
const nested = (depth: number): Buffer =>
  makeArchive({ entries: [{ name: "inner.zip", data: depth === 0 ? "end" : nested(depth - 1) }] });

/** DEFLATE stream of one gibibyte with a compression ratio below every limit. */
const weakBlock = deflateRawSync(
  Buffer.concat(
    Array.from({ length: 256 }, (_, index) => Buffer.concat([makeNoise(400, index), Buffer.alloc(65_136)])),
  ),
  { finishFlush: constants.Z_SYNC_FLUSH },
);
const weakGibibyte = Buffer.concat([...Array.from({ length: 64 }, () => weakBlock), deflateRawSync(Buffer.alloc(0))]);
const weakEntry: TestEntry = {
  name: "weak",
  data: "",
  compressed: weakGibibyte,
  directory: { sizeBytes: 1 << 30 },
  local: { sizeBytes: 1 << 30 },
};

type Bad = [name: string, make: () => Uint8Array, reason: RegExp];

const bad: Record<string, Bad[]> = {
  "an archive truncated at ten offsets": Array.from({ length: 10 }, (_, index) => [
    `at ${index + 1} elevenths`,
    () => whole.subarray(0, Math.floor((whole.length * (index + 1)) / 11)),
    /truncated|missing|not a ZIP/,
  ]),
  "a damaged archive": [
    ["a bit flipped in the compressed data", () => flip(60), /\bdamaged/],
    ["a bit flipped in the central directory", () => flip(whole.length - 22 - 100), /odd|directory|differ/i],
    ["a bit flipped in the EOCD record", () => flip(whole.length - 12), /central directory/i],
    [
      "a wrong CRC",
      () => makeArchive({ entries: [{ name: "a", data: "x", directory: { crc32: 5 }, local: { crc32: 5 } }] }),
      /\bdamaged/,
    ],
    ["an encrypted entry", () => makeArchive({ entries: [{ name: "a", data: "x", flags: 1 }] }), /not readable/],
    ["bytes of no known format", () => Buffer.from([0x80, 1, 2, 3].concat(Array(500).fill(200))), /not a ZIP archive/],
    ["an archive without entries", () => makeArchive({ entries: [] }), /lists no entries/],
  ],
  "a polyglot archive": [
    [
      "a PDF that is also a ZIP",
      () => makeArchive({ entries: [{ name: "a.txt", data: "a" }], prefix: makeScriptedPdf() }),
      /before the first entry/,
    ],
    [
      "a page that is also a ZIP",
      () => makeArchive({ entries: [{ name: "a.txt", data: "a" }], prefix: `<html>${script}` }),
      /before the first entry/,
    ],
    [
      "a second EOCD record in the comment",
      () =>
        makeArchive({
          entries: [{ name: "a.txt", data: "a" }],
          comment: makeArchive({ entries: [{ name: "b.txt", data: "b" }] }),
        }),
      /end of central directory records/,
    ],
  ],
  "a bomb": [
    [
      "a bomb of zeros with its actual size",
      () =>
        makeArchive({
          entries: [
            {
              name: "zeros",
              data: "",
              compressed: gibibyte,
              directory: { sizeBytes: 1 << 30 },
              local: { sizeBytes: 1 << 30 },
            },
          ],
        }),
      /not read to the end/,
    ],
    [
      "a bomb with a low compression ratio, listed while it is read",
      () =>
        makeArchive({
          entries: [weakEntry],
        }),
      /checking …|not read to the end/,
    ],
    [
      "a bomb with a false size",
      () => makeArchive({ entries: [{ name: "zeros", data: "tiny", compressed: zeros(64) }] }),
      /not read to the end/,
    ],
    [
      "overlapping entries",
      () => makeArchive({ entries: [{ name: "kernel", data: Buffer.alloc(90_000_000) }, ...overlapping] }),
      /same bytes|shares bytes|contradiction/,
    ],
    ["archives nested fifteen levels", () => nested(15), /archive undamaged/],
  ],
  "an archive of many entries": [
    [
      "65,000 entries",
      () =>
        makeArchive({
          entries: Array.from({ length: 65_000 }, (_, index) => ({ name: `f${index}.txt`, data: "x", method: 0 })),
        }),
      /first 20,000 are listed/,
    ],
  ],
};

for (const [kind, archives] of Object.entries(bad)) {
  test(`${kind} shows a list or the reason, keeps the page responsive, and offers the original`, async ({
    page,
    files,
  }) => {
    test.setTimeout(180_000);
    await signIn(page, "reviewer");
    for (const [name, make, reason] of archives) {
      files.serve(make());
      await page.goto(path);
      await page.evaluate(watchResponsiveness);
      await expect(page.getByRole("main").getByText(reason).first(), name).toBeVisible({ timeout: 10_000 });
      // Limit allows for a busy machine; the benchmark measures the actual time.
      expect(await page.evaluate(() => (window as unknown as { longest: number }).longest), name).toBeLessThan(2000);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Download archive", exact: true }).click(),
      ]);
      expect(download.suggestedFilename(), name).toBe("evidence-files.zip");
    }
  });
}

/** Runs in the page and records the longest block of the main thread, in milliseconds. */
function watchResponsiveness() {
  const current = window as unknown as { longest: number };
  current.longest = 0;
  let last = performance.now();
  const tick = () => {
    const now = performance.now();
    current.longest = Math.max(current.longest, now - last);
    last = now;
    setTimeout(tick, 10);
  };
  tick();
}

test("reads a gibibyte with a low compression ratio in bounded memory, can be paused, and shows the reason", async ({
  page,
  files,
  browser,
}) => {
  test.setTimeout(180_000);
  files.serve(
    makeArchive({
      entries: [weakEntry, { name: "after.txt", data: "after" }],
    }),
  );
  await signIn(page, "reviewer");
  const most = await watchRendererBytes(browser, async () => {
    await page.goto(path);
    await page.getByRole("button", { name: "Pause checking" }).click();
    await expect(page.getByText(/checking paused/)).toBeVisible();
    await page.getByRole("row").filter({ hasText: "after.txt" }).click();
    await expect(preview(page).getByRole("region", { name: "Text of file 2" })).toContainText("after");
    await page.getByRole("button", { name: "Resume checking" }).click();
    await expect(page.getByRole("row").filter({ hasText: "weak" })).toContainText("not read to the end", {
      timeout: 120_000,
    });
  });
  expect(most).toBeLessThan(512 * 1024 * 1024);
});

test("shows the readable part of a damaged file, and names the damage", async ({ page, files }) => {
  const data = makeNoise(300_000, 7);
  const whole = deflateRawSync(data);
  const broken = Buffer.from(whole).fill(0xff, whole.length >> 1);
  files.serve(
    makeArchive({
      entries: [
        { name: "broken.bin", data, compressed: broken },
        { name: "cut.bin", data, compressed: whole.subarray(0, whole.length >> 1) },
        { name: "behind.bin", data, compressed: Buffer.concat([whole, Buffer.from("hidden")]) },
        {
          name: "behind.txt",
          data: "small",
          compressed: Buffer.concat([deflateRawSync("small"), Buffer.from("hidden")]),
        },
      ],
    }),
  );
  await signIn(page, "reviewer");
  const reasons = [/compressed data is invalid; 1[0-9]{2},[0-9]{3} bytes/, /ends too early; 1[0-9]{2},[0-9]{3} bytes/];
  for (const [index, reason] of [
    ...reasons,
    /more compressed bytes after the end/,
    /more compressed bytes after the end/,
  ].entries()) {
    await page.goto(`${path}?file=${index + 1}`);
    await expect(preview(page).getByText(reason), String(index)).toBeVisible();
    await expect(
      preview(page).getByText("its bytes do not match what the archive declares", { exact: false }),
    ).toBeVisible();
  }
});

test("lists, sorts and navigates an archive of 20,000 files", async ({ page, files }) => {
  test.setTimeout(120_000);
  files.serve(
    makeArchive({
      entries: Array.from({ length: 20_000 }, (_, index) => ({
        name: `folder${index % 50}/file${index}.txt`,
        data: `file ${index}`,
      })),
    }),
  );
  await signIn(page, "reviewer");
  await page.goto(path);
  const grid = page.getByRole("grid", { name: "Evidence files" });
  await expect(grid).toHaveAttribute("aria-rowcount", "20001");
  await grid.focus();
  await page.keyboard.press("End");
  await expect(page).toHaveURL(/file=20000$/);
  await expect(preview(page).getByRole("region", { name: "Text of file 20000" })).toContainText("file 19999");
  expect(await grid.getByRole("row").count()).toBeLessThan(80);
  await expect(page.getByText(/, archive undamaged/)).toBeVisible({ timeout: 60_000 });
});
