import { expect, test } from "vitest";
import { jpeg2000, jpeg2000Codestream } from "../../../e2e/support/small-media.ts";
import { checkJpeg2000 } from "./check-jpeg2000.ts";

test.each([jpeg2000, jpeg2000Codestream])("accepts a whole image, and reports every cut of it", (picture) => {
  expect(checkJpeg2000(picture)).toEqual([]);
  // Without the end mark alone, all tile-parts are there.
  expect(checkJpeg2000(picture.subarray(0, -2))).toEqual([{ code: "end_mark_missing", severity: "note" }]);
  for (let length = 0; length < picture.length - 2; length += 1)
    expect(checkJpeg2000(picture.subarray(0, length)).some(({ severity }) => severity === "warning")).toBe(true);
});

test("reports a header box and a codestream of different sizes", () => {
  const other = Buffer.from(jpeg2000);
  other.writeUInt32BE(99, other.indexOf("ihdr") + 4);
  expect(checkJpeg2000(other)).toEqual([
    { code: "sizes_differ", severity: "warning", values: { first: "48 × 99", second: "48 × 64" } },
  ]);
});
