import { expect, test } from "vitest";
import { readExif } from "./exif.ts";

type Entry = [tag: number, type: number, count: number, value: number];

/** An Exif block in little-endian order: directories at their offsets, and bytes elsewhere. */
function makeBlock(directories: Record<number, Entry[]>, texts: Record<number, Buffer> = {}): Uint8Array {
  const block = Buffer.alloc(600);
  block.write("II*\0", 0, "latin1");
  block.writeUInt32LE(8, 4);
  for (const [at, entries] of Object.entries(directories)) {
    block.writeUInt16LE(entries.length, Number(at));
    for (const [index, [tag, type, count, value]] of entries.entries()) {
      const entry = Number(at) + 2 + index * 12;
      block.writeUInt16LE(tag, entry);
      block.writeUInt16LE(type, entry + 2);
      block.writeUInt32LE(count, entry + 4);
      block.writeUInt32LE(value, entry + 8);
    }
  }
  for (const [at, bytes] of Object.entries(texts)) bytes.copy(block, Number(at));
  return new Uint8Array(block);
}

const rationals = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 8);
  for (const [index, value] of values.entries()) {
    bytes.writeUInt32LE(value, index * 8);
    bytes.writeUInt32LE(1, index * 8 + 4);
  }
  return bytes;
};

const whole = makeBlock(
  {
    8: [
      [0x0110, 2, 8, 400],
      [0x0112, 3, 1, 6],
      [0x8825, 4, 1, 100],
      [0x9c9b, 1, 12, 440],
    ],
    100: [
      [3, 2, 2, "W".charCodeAt(0)],
      [4, 5, 3, 480],
    ],
  },
  { 400: Buffer.from("Zoë 7\0"), 440: Buffer.from("Grüße\0", "utf16le"), 480: rationals(8, 30, 0) },
);

test("reads camera, orientation, GPS location, and texts in UTF-8 and UTF-16", () => {
  expect(readExif(whole)).toEqual({
    facts: [
      { name: "model", value: "Zoë 7" },
      { name: "orientation", value: "6" },
      { name: "longitude", value: "-8.50000" },
      { name: "title", value: "Grüße" },
    ],
    orientation: 6,
    thumbnail: null,
  });
});

test("does not throw on damaged or truncated Exif", () => {
  for (let offset = 0; offset < whole.length; offset += 1) {
    readExif(whole.slice(0, offset));
    const flipped = whole.slice();
    flipped[offset] = 0xff;
    readExif(flipped);
  }
});

test.each([0x8769, 0x8825])("reads directories once despite pointers to themselves (%i)", (tag) => {
  const block = makeBlock({
    8: [
      [tag, 4, 1, 8],
      [0x0112, 3, 1, 3],
    ],
  });
  expect(readExif(block).facts).toEqual([{ name: "orientation", value: "3" }]);
});
