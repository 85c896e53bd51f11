import { expect, test } from "vitest";
import { readExif } from "./exif.ts";

/** Builds a JPEG header with one Exif block: camera model, orientation and GPS location. */
function makeJpeg(): Uint8Array {
  const tiff = Buffer.alloc(200);
  tiff.write("II", 0);
  tiff.writeUInt16LE(42, 2);
  tiff.writeUInt32LE(8, 4);
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    tiff.writeUInt16LE(tag, at);
    tiff.writeUInt16LE(type, at + 2);
    tiff.writeUInt32LE(count, at + 4);
    tiff.writeUInt32LE(value, at + 8);
  };
  tiff.writeUInt16LE(3, 8);
  entry(10, 0x0110, 2, 8, 100);
  entry(22, 0x0112, 3, 1, 6);
  entry(34, 0x8825, 4, 1, 50);
  tiff.write("Phone 7\0", 100);
  tiff.writeUInt16LE(2, 50);
  entry(52, 3, 2, 2, "W".charCodeAt(0));
  entry(64, 4, 5, 3, 120);
  for (const [index, value] of [8, 30, 0].entries()) {
    tiff.writeUInt32LE(value, 120 + index * 8);
    tiff.writeUInt32LE(1, 124 + index * 8);
  }
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(tiff.length + 8, 4);
  return new Uint8Array(Buffer.concat([head, Buffer.from("Exif\0\0"), tiff, Buffer.from([0xff, 0xda])]));
}

test("reads camera, orientation and GPS location", () => {
  expect(readExif(makeJpeg(), "image/jpeg")).toEqual([
    { name: "model", value: "Phone 7" },
    { name: "orientation", value: "6" },
    { name: "longitude", value: "-8.50000" },
  ]);
});

test("does not throw on damaged or truncated Exif", () => {
  const whole = makeJpeg();
  for (let offset = 0; offset < whole.length; offset += 1) {
    readExif(whole.slice(0, offset), "image/jpeg");
    const flipped = whole.slice();
    flipped[offset] = 0xff;
    readExif(flipped, "image/jpeg");
  }
});

/** Builds directories of `count` pointers and one fact, each pointing to the next, or a single one to itself. */
function makeLoops(directories: number, count: number, tag: number): Uint8Array {
  const length = 2 + (count + 1) * 12;
  const tiff = Buffer.alloc(8 + directories * length + 20);
  tiff.write("II", 0);
  tiff.writeUInt32LE(8, 4);
  for (let one = 0; one < directories; one += 1) {
    const at = 8 + one * length;
    tiff.writeUInt16LE(count + 1, at);
    for (let index = 0; index <= count; index += 1) {
      const entry = at + 2 + index * 12;
      tiff.writeUInt16LE(index === count ? 0x0112 : tag, entry);
      tiff.writeUInt16LE(index === count ? 3 : 4, entry + 2);
      tiff.writeUInt32LE(1, entry + 4);
      tiff.writeUInt32LE(index === count ? 1 : 8 + ((one + index) % directories) * length, entry + 8);
    }
  }
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(tiff.length + 8, 4);
  return new Uint8Array(Buffer.concat([head, Buffer.from("Exif\0\0"), tiff]));
}

test.each([
  [1, 199, 0x8769],
  [20, 199, 0x8769],
  [1, 199, 0x8825],
  [20, 199, 0x8825],
])("reads %i directories once despite %i mutual pointers", (directories, count, tag) => {
  expect(readExif(makeLoops(directories, count, tag), "image/jpeg").length).toBeLessThan(10);
});

test.each([0xffffffff, 0xfffffff7, 0xfffffff6, 0xfffffff0, 0])("handles a WebP chunk length of %i bytes", (length) => {
  const webp = Buffer.alloc(64);
  webp.write("RIFF\0\0\0\0WEBPVP8 ");
  webp.writeUInt32LE(length, 16);
  expect(readExif(new Uint8Array(webp), "image/webp")).toEqual([]);
});
