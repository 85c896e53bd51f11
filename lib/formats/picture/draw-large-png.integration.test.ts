import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeFolder, runFileTool } from "../../../e2e/support/file-tools.ts";
import { drawLargePng } from "./draw-large-png.ts";

const { folder, remove } = makeFolder();
afterAll(remove);

const convert = (...options: string[]) => runFileTool(folder, "convert", ...options);
const read = (name: string) => new Uint8Array(readFileSync(join(folder, name)));
const headerBytes = 122;
const [width, height] = [97, 65];

/** Each colour type and depth, with and without interlacing. */
const kinds: [name: string, ...options: string[]][] = [
  ["rgb", "-define", "png:color-type=2"],
  ["rgb-16", "-depth", "16", "-define", "png:color-type=2", "-define", "png:bit-depth=16"],
  ["rgba", "-alpha", "set", "-channel", "A", "-fx", "i/w", "+channel", "-define", "png:color-type=6"],
  ["grey", "-colorspace", "Gray", "-define", "png:color-type=0", "-define", "png:bit-depth=8"],
  ["grey-4", "-colorspace", "Gray", "-depth", "4", "-define", "png:color-type=0", "-define", "png:bit-depth=4"],
  ["grey-1", "-monochrome", "-define", "png:color-type=0", "-define", "png:bit-depth=1"],
  ["grey-alpha", "-colorspace", "Gray", "-alpha", "set", "-channel", "A", "-fx", "i/w", "-define", "png:color-type=4"],
  ["palette", "-colors", "13", "-define", "png:color-type=3", "-define", "png:bit-depth=4"],
  ["clear", "-colors", "3", "-transparent", "red", "-define", "png:color-type=3"],
];

beforeAll(() => {
  convert(
    "-seed",
    "3",
    "-size",
    `${width}x${height}`,
    "plasma:red-blue",
    "-fill",
    "red",
    "-draw",
    "point 3,4",
    "base.png",
  );
  for (const [name, ...options] of kinds)
    for (const interlace of ["none", "PNG"])
      convert("base.png", ...options, "-interlace", interlace, `${name}-${interlace}.png`);
}, 120_000);

test("a PNG of any kind has the pixels that ImageMagick reads, and their averages at reduced size", async () => {
  for (const [name] of kinds) {
    for (const interlace of ["none", "PNG"]) {
      const file = `${name}-${interlace}.png`;
      const expected = convert(file, "-depth", "8", "rgba:-");
      const whole = await drawLargePng(read(file), 1_000_000);
      expect([file, whole.width, whole.height, whole.reduction]).toEqual([file, width, height, 1]);
      expect([file, findWorst(whole.bmp.subarray(headerBytes), expected) <= 1]).toEqual([file, true]);
      const half = await drawLargePng(read(file), 2000);
      expect([file, half.width, half.height, half.reduction]).toEqual([file, 49, 33, 2]);
      const averages = average(expected);
      expect([file, findWorst(half.bmp.subarray(headerBytes), averages) <= 1.5]).toEqual([file, true]);
    }
  }
});

test("a cut PNG is drawn as far as it goes, and the rest is transparent", async () => {
  const bytes = read("rgb-none.png");
  const { bmp } = await drawLargePng(bytes.slice(0, Math.floor(bytes.length * 0.7)), 1_000_000);
  const alpha = (row: number) => bmp[headerBytes + row * width * 4 + 3];
  expect([alpha(0), alpha(20), alpha(height - 1)]).toEqual([255, 255, 0]);
  await expect(drawLargePng(bytes.slice(0, 40), 1_000_000)).rejects.toThrow();
});

/** Largest difference of two images in RGBA. Colour of a transparent pixel does not count. */
function findWorst(first: Uint8Array, second: ArrayLike<number>): number {
  let worst = first.length === second.length ? 0 : 1000;
  for (let at = 0; at < first.length; at += 1) {
    const isSeen = at % 4 === 3 || (second[at | 3] as number) > 0;
    if (isSeen) worst = Math.max(worst, Math.abs((first[at] as number) - (second[at] as number)));
  }
  return worst;
}

/** Averages of squares of two pixels, smaller at the right and lower edge. */
function average(rgba: Buffer): number[] {
  const averages: number[] = [];
  for (let top = 0; top < height; top += 2) {
    for (let left = 0; left < width; left += 2) {
      for (let part = 0; part < 4; part += 1) {
        const values: number[] = [];
        for (let y = top; y < Math.min(top + 2, height); y += 1)
          for (let x = left; x < Math.min(left + 2, width); x += 1)
            values.push(rgba[(y * width + x) * 4 + part] as number);
        averages.push(values.reduce((sum, value) => sum + value, 0) / values.length);
      }
    }
  }
  return averages;
}
