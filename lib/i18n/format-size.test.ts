import { expect, it } from "vitest";
import { formatSize } from "./format-size.ts";

it.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1.0 KB"],
  [5706, "5.7 KB"],
  [150_000_000, "150 MB"],
  [999_999, "1.0 MB"],
])("formats %i bytes as %s", (sizeBytes, words) => {
  expect(formatSize(sizeBytes)).toBe(words);
});

it("formats numbers and units by language", () => {
  expect(formatSize(5706, "de")).toBe("5,7 KB");
  expect(formatSize(5706, "fr")).toBe("5,7 Ko");
});
