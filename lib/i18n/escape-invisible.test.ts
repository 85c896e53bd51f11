import { expect, it } from "vitest";
import { splitVisible } from "./escape-invisible.ts";

it("names characters that hide or reorder", () => {
  expect(splitVisible("a\u202eb\u0000").parts).toEqual([
    { text: "a", isUnusual: false },
    { text: "U+202E", isUnusual: true },
    { text: "b", isUnusual: false },
    { text: "U+0000", isUnusual: true },
  ]);
});

it("keeps personal names unchanged", () => {
  expect(splitVisible("Zoë Müller-Łukasz 李").parts).toEqual([{ text: "Zoë Müller-Łukasz 李", isUnusual: false }]);
});

it("reports how much was cut", () => {
  expect(splitVisible("abcdef", 4).cut).toBe(2);
});
