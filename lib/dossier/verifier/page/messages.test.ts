import { describe, expect, it } from "vitest";
import { findBannedPhrases } from "#lib/i18n/banned-phrases.fixture";
import { chooseLanguage, languages } from "./messages.ts";

type Group = Record<string, string>;
const flatten = (messages: Record<string, Group>) =>
  Object.entries(messages).flatMap(([group, texts]) =>
    Object.entries(texts).map(([key, text]) => [`${group}.${key}`, text] as const),
  );
const english = flatten(languages.en);

describe.each(Object.entries(languages))("the page in %s", (language, messages) => {
  const own = flatten(messages);

  it("has every text, and none is empty", () => {
    expect(own.map(([key]) => key)).toEqual(english.map(([key]) => key));
    expect(own.filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  it("has the placeholders of the English text", () => {
    const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([name]) => name).sort();
    for (const [at, [, text]] of own.entries()) expect(names(text)).toEqual(names(english[at]?.[1] ?? ""));
  });

  it("is written in its own style", () => {
    const texts = own.map(([, text]) => text);
    if (language === "en") expect(texts.flatMap(findBannedPhrases)).toEqual([]);
    if (language === "de") expect(texts.filter((text) => text.includes("ß"))).toEqual([]);
    if (language === "fr") expect(texts.filter((text) => / [:;?!»]/.test(text.replaceAll("\u00a0", "")))).toEqual([]);
  });
});

it("chooses the first language of the browser that the page has", () => {
  expect(chooseLanguage(["rm-CH", "fr-CH", "de"])).toBe("fr");
  expect(chooseLanguage(["ja"])).toBe("en");
  expect(chooseLanguage([])).toBe("en");
});
