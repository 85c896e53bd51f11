import { expect, test } from "vitest";
import { arithmeticJpeg, makeGreyJpeg } from "../../../e2e/support/coded-jpeg.ts";
import { examineJpeg } from "./examine-jpeg.ts";

const find = (file: Uint8Array) => examineJpeg(new Uint8Array(file)).defects;
const codes = (file: Uint8Array) =>
  find(file)
    .filter(({ severity }) => severity !== "note")
    .map(({ code }) => code);

test.each([0, 1, 5, 8, 47])(
  "a JPEG with restart markers every %d blocks is whole, and each cut is reported",
  (interval) => {
    const whole = makeGreyJpeg({ interval });
    expect(find(whole)).toEqual([]);
    for (let length = 4; length < whole.length - 4; length += 1)
      expect([length, codes(whole.subarray(0, length))]).not.toEqual([length, []]);
  },
);

test("a lost interval between restart markers is reported", () => {
  const whole = makeGreyJpeg({ interval: 8 });
  const markers = [0xd1, 0xd2].map((marker) => whole.indexOf(Buffer.from([0xff, marker])));
  const [from = 0, to = 0] = markers;
  expect(from).toBeLessThan(to);
  expect(codes(Buffer.concat([whole.subarray(0, from), whole.subarray(to)]))).toContain("restarts_wrong");
});

test("a height behind the image data counts, and is named as what browsers do not draw", () => {
  const whole = makeGreyJpeg({ isLate: true });
  expect(find(whole)).toEqual([{ code: "coding_unsupported", severity: "warning", values: { coding: "late_height" } }]);
  expect(codes(whole.subarray(0, whole.length - 30))).not.toEqual(["coding_unsupported"]);
});

test("12 bits are named and checked, arithmetic coding is drawn by browsers and cannot be checked", () => {
  expect(find(makeGreyJpeg({ precision: 12 }))).toEqual([
    { code: "coding_unsupported", severity: "warning", values: { coding: "twelve_bit" } },
  ]);
  expect(find(arithmeticJpeg)).toEqual([{ code: "whole_unknown", severity: "note" }]);
  expect(codes(arithmeticJpeg.subarray(0, -10))).toEqual(["end_missing"]);
});

test("JPEG-LS is named", () => {
  const file = Buffer.from("ffd8fff7000b08000100010101110000ffda0008010100000000017fffd9", "hex");
  expect(find(file)).toEqual([{ code: "coding_unsupported", severity: "warning", values: { coding: "jpeg_ls" } }]);
});
