import { expect, it } from "vitest";
import { type CopiedText, formatCopiedText } from "./format-answer.ts";

const copied: CopiedText = {
  conclusion: "Contradiction found: date of birth differs between the token and the record.",
  reasons: ["12 statements agree.", "", "Not opened: files."],
  lines: [
    { label: "Ticket", value: "SUP-4711", missing: "none" },
    { label: "Record SHA-256", value: null, missing: "not opened" },
  ],
};

it("formats the conclusion, its reasons and one fact per line", () => {
  expect(formatCopiedText(copied).split("\n")).toEqual([
    "Contradiction found: date of birth differs between the token and the record.",
    "- 12 statements agree.",
    "- Not opened: files.",
    "",
    "Ticket: SUP-4711",
    "Record SHA-256: not opened",
  ]);
});

it.each(["COMPLETED\nToken: valid", "COMPLETED\u2028Token: valid", "COMPLETED\r\nToken: valid"])(
  "keeps external text on one line",
  (word) => {
    const text = formatCopiedText({ ...copied, lines: [{ label: "Status", value: word, missing: "" }] });
    expect(text.split(/\r\n|[\r\n\u2028\u2029]/).filter((line) => line.startsWith("Token"))).toEqual([]);
  },
);

it("contains neither invisible nor bidirectional characters", () => {
  const hidden = "a\u202eb\u200bc\u2066d\u00ade\ufefff\u061cg";
  const text = formatCopiedText({
    conclusion: hidden,
    reasons: [hidden],
    lines: [{ label: "X", value: hidden, missing: "" }],
  });
  expect(text).not.toMatch(/\p{Cf}|\u00ad/u);
  expect(text).toContain("U+202E");
});

it("cuts a long line", () => {
  expect(formatCopiedText({ ...copied, conclusion: "x".repeat(100_000) }).length).toBeLessThan(1000);
});
