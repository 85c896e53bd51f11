import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { locateDisplayedImage } from "./displayed-image.ts";

const portrait = readFileSync("sandbox/fixtures/anais/portrait.jpg");
const wrap = (tag: number[], ...parts: Uint8Array[]) => {
  const content = Buffer.concat(parts);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([Buffer.from(tag), Buffer.from([0x84]), length, content]);
};
const find = (bytes: Uint8Array) => {
  const found = locateDisplayedImage(new Uint8Array(bytes));
  return found && Buffer.from(bytes.subarray(found.from, found.to)).equals(portrait);
};
const group5 = wrap([0x65], Buffer.from([2, 1, 1]), wrap([0x5f, 0x40], portrait));

test("locates a displayed portrait, a signature, and the image of a tagged record, also with padding", () => {
  expect(find(group5)).toBe(true);
  expect(find(wrap([0x67], Buffer.from([2, 1, 1]), wrap([0x5f, 0x43], portrait)))).toBe(true);
  expect(
    find(wrap([0x65], wrap([0xa0], Buffer.from([0x80, 1, 3])), wrap([0xa1], wrap([0x30], wrap([0x80], portrait))))),
  ).toBe(true);
  expect(find(Buffer.concat([group5, Buffer.alloc(64)]))).toBe(true);
});

test("returns null for a file that is cut at any of its kilobytes or nested deeply", () => {
  for (let length = 0; length < group5.length; length += 1024)
    expect(locateDisplayedImage(new Uint8Array(group5.subarray(0, length)))).toBeNull();
  const deep = Buffer.concat(Array.from({ length: 10_000 }, () => Buffer.from([0x30, 0x80])));
  expect(locateDisplayedImage(new Uint8Array(deep))).toBeNull();
});
