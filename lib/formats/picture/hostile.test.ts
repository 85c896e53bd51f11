import { expect, test } from "vitest";
import * as hostile from "../../../e2e/support/hostile-pictures.ts";
import { drawTiffPage } from "./draw-tiff-page.ts";
import { examinePicture } from "./examine-picture.ts";

const examine = async (mime: string, file: Buffer) => {
  const { defects, pictures } = await examinePicture(new Uint8Array(file), mime);
  return { codes: defects.filter(({ severity }) => severity !== "note").map(({ code }) => code), pictures };
};

test("a TIFF whose pages form a circle, or are more than are listed, says so", async () => {
  expect(await examine("image/tiff", hostile.makeCyclicTiff())).toEqual({ codes: ["directory_cycle"], pictures: 1 });
  expect(await examine("image/tiff", hostile.makeLongTiff(4000))).toEqual({ codes: [], pictures: 4000 });
  expect(await examine("image/tiff", hostile.makeLongTiff(100_000))).toEqual({
    codes: ["check_stopped"],
    pictures: 5000,
  });
  expect(drawTiffPage(new Uint8Array(hostile.makeCyclicTiff()), 0)).toMatchObject({ width: 16, height: 2 });
});

test("a GIF of 100,000 frames is checked up to a limit, which is stated", async () => {
  expect(await examine("image/gif", hostile.makeGif(10))).toEqual({ codes: [], pictures: 10 });
  expect((await examine("image/gif", hostile.makeGif(100_000))).codes).toEqual(["check_stopped"]);
});

test("images composed of each other, boxes in boxes and boxes of no length end", async () => {
  expect((await examine("image/heic", hostile.makeCyclicHeic())).codes).not.toEqual([]);
  expect((await examine("image/avif", hostile.makeNestedBoxes(1000))).codes).not.toEqual([]);
});

test("more segments, chunks or fields than any program writes end the examination", async () => {
  await expect(examine("image/jpeg", hostile.makeSegments(1_000_000))).rejects.toThrow(RangeError);
  await expect(examine("image/webp", hostile.makeHugeWebp(1_000_000))).rejects.toThrow(RangeError);
  expect((await examine("image/jpeg", hostile.makeSegments(1000))).codes).toEqual(["header_missing"]);
});

test("a bomb is inflated no further than its pixels or its limit", async () => {
  expect((await examine("image/png", hostile.makePngBomb(3000))).codes).toEqual([]);
  expect((await examine("image/png", hostile.makePngBomb(3000).fill(1, 16, 20))).codes).toContain("checksum_wrong");
  // The text is larger than any metadata, so that it is not read; its checksum is wrong.
  expect((await examine("image/png", hostile.makeTextBomb())).codes).toEqual(["checksum_wrong"]);
});

test("sizes that no data support are reported", async () => {
  expect((await examine("image/jpeg", hostile.makeHugeJpeg(65_500, 65_500))).codes).toEqual(["data_short"]);
  expect((await examine("image/jpeg", hostile.makeHugeJpeg(65_500, 65_500, 0xc2))).codes).not.toEqual([]);
  expect((await examine("image/jp2", hostile.makeTiledJpeg2000(8000))).codes).not.toEqual([]);
});
