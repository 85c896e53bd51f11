import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { makeDataGroup2 } from "../../../e2e/support/data-group.ts";
import { locateFacialImage } from "./facial-image.ts";

const group = new Uint8Array(readFileSync("sandbox/fixtures/anais/dg2.bin"));

test("returns null for a data group that is truncated or has false lengths", () => {
  for (const length of [0, 3, 40, 80, group.length - 1]) expect(locateFacialImage(group.slice(0, length))).toBeNull();
  const record = Buffer.from(group).indexOf("FAC\0");
  for (const [offset, value] of [
    [14, 0],
    [14, 0xffffffff],
  ] as const) {
    const lying = Buffer.from(group);
    lying.writeUInt32BE(value, record + offset);
    expect(locateFacialImage(lying)).toBeNull();
  }
});

test("finds the image of a data group of any size", () => {
  for (const length of [1, 200, 70_000]) {
    const image = Buffer.alloc(length, 7);
    const made = makeDataGroup2(image);
    const found = locateFacialImage(new Uint8Array(made));
    expect(found && made.subarray(found.from, found.to)).toEqual(image);
  }
});
