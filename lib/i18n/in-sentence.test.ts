import { expect, it } from "vitest";
import { inSentence } from "./in-sentence.ts";

it("lowers the initial capital of a label", () => {
  expect("birth date").toBe("birth date");
  expect(inSentence("Evidence ID", "en")).toBe("evidence ID");
});

it("keeps initials, and German nouns", () => {
  expect(inSentence("ID of the account", "en")).toBe("ID of the account");
  expect(inSentence("Geburtsdatum", "de")).toBe("Geburtsdatum");
  expect(inSentence("Date de naissance", "fr")).toBe("date de naissance");
  expect(inSentence("Data di nascita", "it")).toBe("data di nascita");
});

it("accepts an empty label", () => {
  expect(inSentence("", "en")).toBe("");
});
