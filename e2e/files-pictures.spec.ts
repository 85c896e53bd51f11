import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright/test";
import { makeHeifSequence } from "../lib/formats/picture/heif-sequence.fixture.ts";
import { makeArchive, type TestEntry } from "../lib/formats/zip/test-archive.fixture.ts";
import { expectNothingSerious, expectNothingSeriousInBothThemes } from "./support/axe.ts";
import { arithmeticJpeg, makeGreyJpeg } from "./support/coded-jpeg.ts";
import { makeDataGroup2 } from "./support/data-group.ts";
import { makeFolder, runFileTool } from "./support/file-tools.ts";
import type { FilesServer } from "./support/files-provider.ts";
import { expect, path, preview, test } from "./support/files-test.ts";
import { signIn } from "./support/sign-in.ts";

const { folder, remove } = makeFolder();
test.afterAll(remove);

const convert = (...options: string[]) => runFileTool(folder, "convert", ...options);
const read = (name: string) => readFileSync(join(folder, name));

/** Exif block with orientation 6: turned by 90° clockwise. */
const exif = Buffer.from("45786966000049492a0008000000010012010300010000000600000000000000", "hex");

/** 60 × 40 pixels; turned by Exif where named so. */
test.beforeAll(() => {
  convert("-size", "60x40", "xc:blue", "-fill", "red", "-draw", "rectangle 0,0 29,19", "base.png");
  convert("base.png", "-sampling-factor", "4:4:4", "-quality", "95", "base.jpg");
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2]);
  writeFileSync(join(folder, "turned.jpg"), Buffer.concat([head, exif, read("base.jpg").subarray(2)]));
  convert("turned.jpg", "turned.webp");
  convert("turned.jpg", "turned.tif");
  convert("-seed", "3", "-size", "300x200", "plasma:red-blue", "plasma.jpg");
  convert("base.png", "(", "base.png", "-negate", ")", "pages.tif");
  convert("base.png", "photo.heic");
});

/** Serves an archive of these files. The returned function opens one by its number. */
async function open(page: Page, files: FilesServer, entries: [name: string, data: Uint8Array][]) {
  files.serve(makeArchive({ entries: entries.map(([name, data]): TestEntry => ({ name, data })) }));
  await signIn(page, "reviewer");
  return async (number: number): Promise<Locator> => {
    await page.goto(`${path}?file=${number}`);
    await expect(preview(page).getByText("CRC-32")).toBeVisible();
    return preview(page);
  };
}

test("shows the same orientation in every container", async ({ page, files }) => {
  const names = ["turned.jpg", "turned.webp", "turned.tif"];
  const show = await open(
    page,
    files,
    names.map((name) => [name, read(name)]),
  );
  for (const [index] of names.entries()) {
    const image = (await show(index + 1)).getByRole("img", { name: `File ${index + 1}`, exact: true });
    const size = async () => {
      const box = await image.boundingBox();
      return [Math.round(box?.width ?? 0), Math.round(box?.height ?? 0)];
    };
    await expect.poll(size).toEqual([40, 60]);
  }
});

test("says at the picture that it is cut, and is silent about a whole one", async ({ page, files }) => {
  const whole = read("plasma.jpg");
  const show = await open(page, files, [
    ["whole.jpg", whole],
    ["cut.jpg", whole.subarray(0, Math.floor(whole.length / 2))],
    ["cut.png", read("base.png").subarray(0, -30)],
    ["two.jpg", Buffer.concat([read("base.jpg"), whole])],
  ]);
  for (const number of [2, 3]) {
    const cut = await show(number);
    await expect(cut.getByText("This image is incomplete or damaged")).toBeVisible();
    await expectNothingSerious(page);
  }
  // The list of files inside appears with the result of the same examination.
  const whole4 = await show(4);
  await whole4.getByRole("button", { name: "Show: Further image" }).click();
  await expect(whole4.getByRole("listitem").getByRole("img").first()).toBeVisible();
  await expect(whole4.getByText("This image is incomplete or damaged")).toHaveCount(0);
  await expectNothingSerious(page);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`turns the pages of a TIFF with the keyboard, on a phone, ${colorScheme}`, async ({ page, files }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 844 });
    const shown = await (await open(page, files, [["pages.tif", read("pages.tif")]]))(1);
    await expect(shown.getByText("Page 1 of 2")).toBeVisible();
    await shown.getByRole("button", { name: "Next page" }).focus();
    await page.keyboard.press("Enter");
    await expect(shown.getByText("Page 2 of 2")).toBeVisible();
    await expect(shown.getByRole("img", { name: "File 1", exact: true })).toBeVisible();
    await expectNothingSerious(page);
  });
}

test("draws arithmetic coding, which cannot be checked, and says that 12 bits are not drawn", async ({
  page,
  files,
}) => {
  const show = await open(page, files, [
    ["arithmetic.jpg", arithmeticJpeg],
    ["twelve.jpg", makeGreyJpeg({ precision: 12 })],
  ]);
  const arithmetic = await show(1);
  await expect(arithmetic.getByRole("img", { name: "File 1", exact: true })).toBeVisible();
  await expect(arithmetic.getByText("Whether this image is complete cannot be checked here.")).toBeVisible();
  const twelve = await show(2);
  await expect(twelve.getByText(/more than 8 bits per sample/)).toBeVisible();
  await expect(twelve.getByText(/cannot draw this image/)).toBeVisible();
});

test("states the type and size of a HEIC that the browser cannot draw", async ({ page, files }) => {
  const shown = await (await open(page, files, [["photo.heic", read("photo.heic")]]))(1);
  await expect(shown.getByText(/cannot draw this image \(HEIC\)/)).toBeVisible();
  await expect(shown.getByText(/It has \d+ × \d+ pixels/)).toBeVisible();
  await expectNothingSerious(page);
});

test("states the type, size, frames and thumbnails of a HEIC sequence", async ({ page, files }) => {
  const films = ["96x64", "48x32"].flatMap((size) => ["-f", "lavfi", "-i", `testsrc=size=${size}:rate=5:duration=2`]);
  const hevc = ["-c:v", "libx265", "-x265-params", "log-level=none", "-tag:v", "hvc1", "-f", "mp4", "sequence.heics"];
  runFileTool(folder, "ffmpeg", "-v", "error", "-y", ...films, "-map", "0", "-map", "1", ...hevc);
  const sequence = makeHeifSequence(new Uint8Array(read("sequence.heics")), "hevc", 2);
  const shown = await (await open(page, files, [["sequence.heics", sequence]]))(1);
  await expect(shown.getByText(/cannot draw this image \(HEIC\)/)).toBeVisible();
  await expect(shown.getByText("It has 96 × 64 pixels.")).toBeVisible();
  await expect(shown.getByText("It is a sequence of 10 images.")).toBeVisible();
  await expect(shown.getByText("It also contains 10 thumbnails in the same encoding.")).toBeVisible();
  await expect(shown.getByText("This format has no checksums.", { exact: false })).toBeVisible();
  await expect(shown.getByRole("alert")).toHaveCount(0);
  await expectNothingSeriousInBothThemes(page);
});

test("a chip portrait has the notices and the list of files inside that other pictures have", async ({
  page,
  files,
}) => {
  const whole = read("turned.jpg");
  const show = await open(page, files, [
    ["DG2.bin", makeDataGroup2(Buffer.concat([whole, read("plasma.jpg")]))],
    ["cut.bin", makeDataGroup2(read("plasma.jpg").subarray(0, 3000))],
    ["key.pem", Buffer.from("-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n")],
  ]);
  const portrait = await show(1);
  await expect(portrait.getByText(/turned by 90° clockwise/)).toBeVisible();
  await portrait.getByRole("button", { name: "Show: Further image" }).press("Enter");
  await expect(portrait.getByRole("listitem").getByRole("img").first()).toBeVisible();
  await expectNothingSeriousInBothThemes(page);
  await expect((await show(2)).getByText("This image is incomplete or damaged")).toBeVisible();
  await expectNothingSeriousInBothThemes(page);
  await expect((await show(3)).getByText(/This file is key material/)).toBeVisible();
  await expectNothingSeriousInBothThemes(page);
});

/** The fields of a Fujifilm file that lead to its JPEG; the sensor data are left out. */
function makeRaf(jpeg: Uint8Array): Uint8Array {
  const head = Buffer.alloc(108);
  head.write("FUJIFILMCCD-RAW 0201FF393101X-T3");
  const places = [108, jpeg.length, 108 + jpeg.length, 20, 128 + jpeg.length, 60];
  for (const [index, value] of places.entries()) head.writeUInt32BE(value, 84 + index * 4);
  return Buffer.concat([head, jpeg, Buffer.alloc(80, 7)]);
}

test("opens the preview inside a raw image, and draws a large picture at reduced size", async ({ page, files }) => {
  runFileTool(
    folder,
    "ffmpeg",
    "-v",
    "error",
    "-f",
    "lavfi",
    "-i",
    "testsrc=size=6500x5200",
    "-frames:v",
    "1",
    "big.jpg",
  );
  const show = await open(page, files, [
    ["camera.raf", makeRaf(read("plasma.jpg"))],
    ["big.jpg", read("big.jpg")],
  ]);
  const raw = await show(1);
  await expect(raw.getByText(/cannot draw this image \(Camera raw image\)/)).toBeVisible();
  await expect(raw.getByText("001-camera.raw")).toBeVisible();
  await raw.getByRole("button", { name: "Show: Preview stored by the device" }).press("Enter");
  await expect(raw.getByRole("listitem").getByRole("img").first()).toBeVisible();
  await expectNothingSeriousInBothThemes(page);
  const big = await show(2);
  await expect(big.getByText(/^Shown at reduced size/)).toBeVisible();
  await expectNothingSeriousInBothThemes(page);
  await big.getByRole("button", { name: "Show all pixels" }).press("Enter");
  await expect(big.getByText(/^Shown at reduced size/)).toHaveCount(0);
  await expect(big.getByRole("img", { name: "File 2", exact: true })).toBeVisible();
});
