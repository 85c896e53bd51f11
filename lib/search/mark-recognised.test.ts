import fc from "fast-check";
import { expect, it } from "vitest";
import { markRecognised, maxMarkedLength } from "./mark-recognised.ts";

const [one, two] = ["49ec52dd-46d6-4bb0-86a5-13b45ddcfe3c", "4c33644e-19a2-47f0-8d03-5b7c9ad10a61"];
const marked = (text: string) =>
  markRecognised(text, "desk.example.test")
    .filter(({ isMarked }) => isMarked)
    .map((part) => part.text);

it("marks IDs, whole links and the ticket", () => {
  const link = `https://desk.example.test/r/${two}?ticket=SUP-4711`;
  expect(marked(`Please check ${one.toUpperCase()}, (${link}). Thanks, SUP-4711`)).toEqual([
    one.toUpperCase(),
    link,
    "SUP-4711",
  ]);
  expect(marked(`${one}\n${one}`)).toEqual([one, one]);
});

it("marks nothing in a text without IDs, or in a very long one", () => {
  for (const text of ["", "Mortgage amendment SUP-4711", `${one} ${"x".repeat(maxMarkedLength)}`])
    expect(marked(text)).toEqual([]);
});

it("keeps the text as it is, whatever stands in it", () => {
  const word = fc.oneof(fc.constantFrom(one, two, `https://x.test/${one}`, "SUP-1", "İ", "\n", "<b>"), fc.string());
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (words) => {
      const text = words.join(" ");
      expect(
        markRecognised(text, "")
          .map((part) => part.text)
          .join(""),
      ).toBe(text);
    }),
  );
});
