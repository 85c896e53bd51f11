import { readFileSync } from "node:fs";
import { join } from "node:path";
import { makeArchive } from "../lib/formats/zip/test-archive.fixture.ts";
import { makeFolder, runFileTool } from "./support/file-tools.ts";
import { expect, path, preview, test } from "./support/files-test.ts";
import * as hostile from "./support/hostile-pictures.ts";
import { signIn } from "./support/sign-in.ts";

const { folder, remove } = makeFolder();
test.afterAll(remove);

/** What ends the waiting for each: a picture, or words. */
const pictures: [name: string, data: Buffer, expected: RegExp | null][] = [
  ["circle.tif", hostile.makeCyclicTiff(), /points back to an earlier page/],
  ["pages.tif", hostile.makeLongTiff(100_000), /too large to be checked to its end/],
  ["tiles.tif", hostile.makeTiledTiff(), /could not be decoded here/],
  ["bomb.png", hostile.makePngBomb(30_000), /30000 × 30000 pixels/],
  ["absurd.jpg", hostile.makeHugeJpeg(65_500, 65_500), /65500 × 65500 pixels/],
  ["progressive.jpg", hostile.makeHugeJpeg(30_000, 30_000, 0xc2), /30000 × 30000 pixels/],
  ["baseline.jpg", hostile.makeHugeJpeg(9_000, 9_000), /100 % of the image are missing/],
  ["frames.gif", hostile.makeGif(100_000), /too large to be checked to its end/],
  ["circle.heic", hostile.makeCyclicHeic(), /cannot be read before decoding/],
  ["boxes.avif", hostile.makeNestedBoxes(1000), /cannot be read before decoding|cannot draw this image/],
  ["tiles.jp2", hostile.makeTiledJpeg2000(8000), /incomplete or damaged|could not be decoded/],
  ["chunks.webp", hostile.makeHugeWebp(1_000_000), /16384 × 16384 pixels/],
  ["segments.jpg", hostile.makeSegments(1_000_000), /could not be checked/],
  ["text.png", hostile.makeTextBomb(), /The checksum of a part \(zTXt\) is wrong/],
];

test("each hostile picture ends in a picture with its warning, or in a text", async ({ page, files }) => {
  test.setTimeout(180_000);
  const events: string[] = [];
  page.on("dialog", (dialog) => {
    events.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("crash", () => events.push("crash"));
  page.on("pageerror", (error) => events.push(`error ${error.message}`));
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== "blob:" && protocol !== "data:" && origin !== files.url) events.push(`request ${request.url()}`);
  });
  files.serve(makeArchive({ entries: pictures.map(([name, data]) => ({ name, data })) }));
  await signIn(page, "reviewer");
  for (const [index, [name, , expected]] of pictures.entries()) {
    await page.goto(`${path}?file=${index + 1}`);
    const shown = preview(page);
    await expect(shown.getByText("CRC-32"), name).toBeVisible({ timeout: 20_000 });
    if (expected) await expect(shown.getByText(expected).first(), name).toBeVisible({ timeout: 15_000 });
  }
  expect(events).toEqual([]);
});

test("draws a picture of more pixels than the browser may decode at reduced size", async ({ page, files }) => {
  const red = ["-v", "error", "-f", "lavfi", "-i", "color=red:size=8100x8000", "-frames:v", "1"];
  for (const name of ["large.png", "large.jpg"]) runFileTool(folder, "ffmpeg", ...red, name);
  const jpeg = readFileSync(join(folder, "large.jpg"));
  const entries = [
    { name: "large.jpg", data: jpeg },
    { name: "large.png", data: readFileSync(join(folder, "large.png")) },
    { name: "cut.jpg", data: jpeg.subarray(0, jpeg.length / 2) },
  ];
  files.serve(makeArchive({ entries }));
  await signIn(page, "reviewer");
  for (const [index] of entries.entries()) {
    await page.goto(`${path}?file=${index + 1}`);
    const shown = preview(page);
    const image = shown.getByRole("img", { name: `File ${index + 1}`, exact: true });
    await expect(image).toBeVisible({ timeout: 15_000 });
    await expect(shown.getByText(/Shown at reduced size: one pixel here is 4 × 4 pixels/)).toBeVisible();
    await expect(shown.getByText("This image is incomplete or damaged")).toHaveCount(index === 2 ? 1 : 0);
    const size = () => image.evaluate((one: HTMLImageElement) => [one.naturalWidth, one.naturalHeight]);
    await expect.poll(size).toEqual([2025, 2000]);
  }
});
