import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import { computeCrc32 } from "./crc32.ts";

test("computes the CRC-32 of zlib for every length and any split into chunks", () => {
  const data = new Uint8Array(300).map((_, index) => (index * 37) & 255);
  for (let length = 0; length <= data.length; length += 1) {
    const part = data.subarray(0, length);
    expect(computeCrc32(part)).toBe(crc32(part));
    const middle = length >> 1;
    expect(computeCrc32(part.subarray(middle), computeCrc32(part.subarray(0, middle)))).toBe(crc32(part));
  }
});
