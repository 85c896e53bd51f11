import { expect, it } from "vitest";
import { parseCompare } from "./parse-compare.ts";

it("reads one or two files of the archive", () => {
  expect(parseCompare({ files: [3, 5] })).toEqual({ first: 3, second: 5 });
  expect(parseCompare({ files: [7] })).toEqual({ first: 7, second: null });
});

it.each([
  [null],
  [{}],
  [{ files: [] }],
  [{ files: [1, 2, 3] }],
  [{ files: [1, null] }],
  [{ files: ["1"] }],
  [{ files: [0] }],
])("refuses %j", (body) => {
  expect(() => parseCompare(body)).toThrow("one or two files");
});
