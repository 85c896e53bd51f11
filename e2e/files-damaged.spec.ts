import { constants, deflateRawSync } from "node:zlib";
import { makeArchive, type TestEntry } from "../lib/formats/zip/test-archive.fixture.ts";
import { expect, path, preview, test } from "./support/files-test.ts";
import { makeScriptedPdf, script } from "./support/hostile-media.ts";
import { watchRendererBytes } from "./support/renderer-memory.ts";
import { signIn } from "./support/sign-in.ts";

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
    ["an encrypted entry", () => makeArchive({ entries: [{ name: "a", data: "x", flags: 1 }] }), /encrypted/],
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
    // Bytes behind the end change no byte of the file, so that it is not called damaged.
    await expect(
      preview(page).getByText("its bytes do not match what the archive declares", { exact: false }),
    ).toHaveCount(index < 2 ? 1 : 0);
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
