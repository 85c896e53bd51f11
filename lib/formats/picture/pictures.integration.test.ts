import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeFolder, runFileTool } from "../../../e2e/support/file-tools.ts";
import { sniff } from "../media/sniff.ts";
import { drawLargePng } from "./draw-large-png.ts";
import { drawTiffPage } from "./draw-tiff-page.ts";
import { examinePicture } from "./examine-picture.ts";

const { folder, remove } = makeFolder();
afterAll(remove);

const convert = (...options: string[]) => runFileTool(folder, "convert", ...options);
const ffmpeg = (...options: string[]) => runFileTool(folder, "ffmpeg", "-v", "error", "-y", ...options);
const read = (name: string) => new Uint8Array(readFileSync(join(folder, name)));

async function examine(bytes: Uint8Array<ArrayBuffer>) {
  return examinePicture(bytes, sniff(bytes.subarray(0, 65_536), bytes.length).mime);
}
const findDefects = async (bytes: Uint8Array<ArrayBuffer>) =>
  (await examine(bytes)).defects.filter(({ severity }) => severity !== "note");

beforeAll(() => {
  convert("-seed", "3", "-size", "97x65", "plasma:red-blue", "base.png");
  const base = ["base.png", "-quality"];
  for (const sampling of ["4:4:4", "4:2:2", "4:2:0", "4:1:1"]) {
    for (const interlace of ["none", "JPEG"]) {
      const name = `${sampling.replaceAll(":", "")}-${interlace}`;
      convert(...base, "85", "-sampling-factor", sampling, "-interlace", interlace, `jpeg-${name}.jpg`);
    }
  }
  convert(...base, "70", "-colorspace", "Gray", "-interlace", "JPEG", "jpeg-gray.jpg");
  convert(...base, "70", "-colorspace", "CMYK", "jpeg-cmyk.jpg");
  for (const interlace of ["none", "PNG"]) {
    convert("base.png", "-interlace", interlace, `png-${interlace}.png`);
    convert("base.png", "-colors", "4", "-interlace", interlace, `png-palette-${interlace}.png`);
    convert("base.png", "-depth", "16", "-type", "TrueColorAlpha", "-interlace", interlace, `png-16-${interlace}.png`);
    convert("base.png", "-type", "Bilevel", "-interlace", interlace, `png-1-${interlace}.png`);
  }
  convert("base.png", "-interlace", "GIF", "gif-interlaced.gif");
  convert("base.png", "(", "base.png", "-negate", ")", "-delay", "10", "gif-animated.gif");
  convert("base.png", "webp-lossy.webp");
  convert("base.png", "-define", "webp:lossless=true", "webp-lossless.webp");
  convert("base.png", "-alpha", "set", "-channel", "A", "-evaluate", "set", "50%", "webp-alpha.webp");
  for (const kind of ["BMP2", "BMP3", "BMP"]) convert("base.png", `${kind}:bmp-${kind}.bmp`);
  convert("base.png", "-colors", "16", "-compress", "RLE", "bmp-rle.bmp");
  convert("base.png", "jpeg2000.jp2");
  convert("base.png", "jpeg2000-codestream.j2k");
  convert("base.png", "-depth", "16", "jpeg2000-16.jp2");
  convert("base.png", "-colorspace", "CMYK", "jpeg2000-cmyk.jp2");
  convert("base.png", "-colors", "8", "jpeg2000-palette.jp2");
  convert("base.png", "heif.heic");
  const film = ["-f", "lavfi", "-i", "testsrc=size=90x60:rate=5:duration=1"];
  ffmpeg(...film, "-f", "apng", "png-animated.png");
  ffmpeg(...film, "-c:v", "libwebp_anim", "webp-animated.webp");
  ffmpeg("-i", "base.png", "-frames:v", "1", "avif.avif");
  ffmpeg("-i", "base.png", "-huffman", "default", "jpeg-ffmpeg.jpg");
  const jxl: [string, ...string[]][] = [
    ["jxl-lossy"],
    ["jxl-coarse", "-distance", "12"],
    ["jxl-modular", "-modular", "1"],
    ["jxl-lossless", "-distance", "0"],
  ];
  for (const [name, ...options] of jxl) ffmpeg("-i", "base.png", ...options, `${name}.jxl`);
  ffmpeg("-i", "webp-alpha.webp", "jxl-alpha.jxl");
  ffmpeg("-f", "lavfi", "-i", "testsrc=size=600x300", "-frames:v", "1", "jxl-groups.jxl");
  for (const coding of ["None", "LZW", "Zip", "RLE"]) convert("base.png", "-compress", coding, `tiff-${coding}.tif`);
  convert("base.png", "-type", "Bilevel", "-compress", "Group4", "tiff-g4.tif");
  convert("base.png", "-type", "Bilevel", "-compress", "Fax", "tiff-g3.tif");
  convert("base.png", "-compress", "JPEG", "tiff-jpeg.tif");
  convert("base.png", "-interlace", "Plane", "tiff-planar.tif");
  convert("base.png", "-colors", "16", "tiff-palette.tif");
  convert("base.png", "-define", "tiff:tile-geometry=32x32", "-compress", "LZW", "tiff-tiles.tif");
  convert("base.png", "-depth", "16", "-define", "tiff:endian=msb", "-compress", "LZW", "tiff-msb.tif");
  convert("base.png", "-define", "tiff:fill-order=lsb", "tiff-lsb.tif");
  convert("base.png", "TIFF64:tiff-big.tif");
  convert("base.png", "(", "base.png", "-negate", ")", "tiff-pages.tif");
}, 120_000);

const listFiles = (kind = "") => readdirSync(folder).filter((name) => name.startsWith(kind) && name !== "base.png");

describe("pictures of common tools", () => {
  test("raise no warning", async () => {
    const found: string[] = [];
    for (const name of listFiles()) {
      for (const { code } of await findDefects(read(name))) found.push(`${name}: ${code}`);
    }
    expect(listFiles().length).toBeGreaterThan(40);
    expect(found).toEqual([]);
  });

  test("are reported wherever they are cut", async () => {
    const silent: string[] = [];
    for (const name of listFiles()) {
      const bytes = read(name);
      const step = Math.max(1, Math.floor(bytes.length / 150));
      for (let length = 64; length < bytes.length; length += step) {
        const found = (await examine(bytes.slice(0, length))).defects;
        // Without its end mark alone, a picture lacks nothing; that is a note.
        const isEnough = bytes.length - length <= 8 ? found.length > 0 : found.some((one) => one.severity !== "note");
        if (!isEnough && !isPadding(bytes.subarray(length))) silent.push(`${name} at ${length} of ${bytes.length}`);
      }
    }
    expect(silent).toEqual([]);
  }, 120_000);

  test("are drawn as far as they go, or not at all, wherever they are cut", async () => {
    let drawn = 0;
    for (const name of listFiles().filter((one) => /^(?:tiff|png)-/u.test(one))) {
      const bytes = read(name);
      for (let length = 40; length < bytes.length; length += 1024) {
        const cut = bytes.slice(0, length);
        try {
          const picture = name.startsWith("tiff") ? drawTiffPage(cut, 0) : await drawLargePng(cut, 1_000_000);
          expect([name, length, picture.width * picture.height > 0]).toEqual([name, length, true]);
          drawn += 1;
        } catch (error) {
          expect([name, length, error]).toEqual([name, length, expect.any(Error)]);
        }
      }
    }
    expect(drawn).toBeGreaterThan(20);
  });

  test("are reported with a wrong byte in every chunk of a PNG", async () => {
    for (const name of listFiles("png")) {
      const bytes = read(name);
      for (let at = 40; at < bytes.length - 12; at += Math.ceil(bytes.length / 40)) {
        const flipped = bytes.slice();
        flipped[at] = (flipped[at] as number) ^ 0x10;
        expect([name, at, await findDefects(flipped)]).not.toEqual([name, at, []]);
      }
    }
  });

  test("are reported without a scan, with lost data in the middle, or with scans in another order", async () => {
    const bytes = read("jpeg-420-none.jpg");
    const middle = Math.floor(bytes.length * 0.6);
    const shorter = new Uint8Array([...bytes.subarray(0, middle), ...bytes.subarray(middle + 200)]);
    expect(await findDefects(shorter)).not.toEqual([]);
    const progressive = read("jpeg-444-JPEG.jpg");
    const scans = findScans(progressive);
    expect(scans.length).toBeGreaterThan(4);
    for (const [index, from] of scans.entries()) {
      const to = scans[index + 1] ?? progressive.length - 2;
      const without = new Uint8Array([...progressive.subarray(0, from), ...progressive.subarray(to)]);
      expect([index, await findDefects(without)]).not.toEqual([index, []]);
    }
  });
});

const isPadding = (bytes: Uint8Array) => bytes.every((byte) => byte === 0);

/** Offsets of the scan headers (SOS). */
function findScans(bytes: Uint8Array): number[] {
  const found: number[] = [];
  for (let at = 0; at + 1 < bytes.length; at += 1) if (bytes[at] === 0xff && bytes[at + 1] === 0xda) found.push(at);
  return found;
}

describe("TIFF pages", () => {
  test("have the pixels that ImageMagick reads", async () => {
    for (const name of listFiles("tiff")) {
      copyFileSync(join(folder, name), join(folder, "one.tiff"));
      const drawn = drawTiffPage(read(name), 0);
      const expected = convert("one.tiff[0]", "-depth", "8", "rgb:-");
      const pixels = drawn.bmp.subarray(122);
      expect([name, drawn.width, drawn.height, drawn.failed]).toEqual([name, 97, 65, 0]);
      let worst = 0;
      for (let at = 0; at < 97 * 65; at += 1)
        for (let part = 0; part < 3; part += 1)
          worst = Math.max(worst, Math.abs((pixels[at * 4 + part] as number) - (expected[at * 3 + part] as number)));
      // 16-bit samples are cut to eight bits, and JPEG decoders round differently.
      expect([name, worst <= (name.includes("jpeg") ? 4 : 1)]).toEqual([name, true]);
    }
  });

  test("are drawn without the strips that are missing, and their number is stated", async () => {
    const bytes = read("tiff-tiles.tif");
    const damaged = bytes.slice();
    // The first tile follows the header of eight bytes.
    damaged.fill(0xff, 10, 60);
    expect([drawTiffPage(damaged, 0).failed, drawTiffPage(damaged, 0).blocks]).toEqual([1, 12]);
    expect((await examine(bytes.slice())).pictures).toBe(1);
    expect((await examine(read("tiff-pages.tif"))).pictures).toBe(2);
  });
});

describe("inside a picture", () => {
  test("a second picture, a film and other bytes after the end are listed, padding is not", async () => {
    const first = read("jpeg-420-none.jpg");
    const join = (...parts: (Uint8Array | Buffer)[]) => new Uint8Array(Buffer.concat(parts));
    const origins = async (bytes: Uint8Array<ArrayBuffer>) => (await examine(bytes)).parts.map(({ origin }) => origin);
    const film = Buffer.from("\0\0\0\u0018ftypmp42\0\0\0\0mp42isom", "latin1");
    expect(await origins(join(first, Buffer.alloc(100)))).toEqual([]);
    expect(await origins(join(first, read("jpeg-gray.jpg")))).toEqual(["secondPicture"]);
    expect(await origins(join(first, film, Buffer.alloc(500, 7)))).toEqual(["motionPhoto"]);
    expect(await origins(join(first, Buffer.from("PK\u0003\u0004 and more")))).toEqual(["afterEnd"]);
    const gainMap = join(Buffer.from([0xff, 0xd8, 0xff, 0xfe, 0, 14]), Buffer.from("hdrgm:abcdef"), first.subarray(2));
    expect(await origins(join(first, gainMap))).toEqual(["gainMap"]);
  });

  test("Exif is read in the containers that ImageMagick writes", async () => {
    const exif = Buffer.from("45786966000049492a0008000000010012010300010000000600000000000000", "hex");
    const jpeg = read("jpeg-444-none.jpg");
    const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2]);
    const turned = new Uint8Array(Buffer.concat([head, exif, jpeg.subarray(2)]));
    expect((await examine(turned)).orientation).toBe(6);
    const { writeFileSync } = await import("node:fs");
    writeFileSync(join(folder, "turned.jpg"), turned);
    for (const name of ["turned.png", "turned.webp"]) {
      convert("turned.jpg", name);
      expect([name, (await examine(read(name))).orientation]).toEqual([name, 6]);
    }
  });
});
