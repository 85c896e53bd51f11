import { expect, it } from "vitest";
import { chooseLocale } from "./choose-locale.ts";

it.each([
  ["the person's choice comes first", "it", "de-CH,de;q=0.9", "it"],
  ["the browser's first language that we speak", undefined, "rm, de-CH;q=0.9, fr;q=0.8", "de"],
  ["weights count, not order", undefined, "fr;q=0.3, it-CH;q=0.8", "it"],
  ["a language refused by q=0 is not taken", undefined, "de;q=0, fr;q=0.1", "fr"],
  ["English for everybody else", undefined, "zh-CN", "en"],
  ["an odd cookie is no choice", "../de", null, "en"],
])("%s", (_, chosen, acceptLanguage, locale) => {
  expect(chooseLocale(chosen, acceptLanguage)).toBe(locale);
});
