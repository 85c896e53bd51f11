import { expect, it } from "vitest";
import { negotiateLocale } from "./negotiate-locale.ts";

it.each([
  ["de-CH,de;q=0.9,en;q=0.8", "de"],
  ["fr-CH, fr;q=0.9, en;q=0.8", "fr"],
  ["it", "it"],
  ["en-GB,en;q=0.9,de;q=0.8", "en"],
  ["ja,de;q=0.5", "de"],
  ["de;q=0, fr;q=0.1", "fr"],
  ["ja", "en"],
  ["*", "en"],
  ["", "en"],
  [";;;q=q,,", "en"],
  [null, "en"],
])("selects the locale for Accept-Language %j: %s", (accepted, locale) => {
  expect(negotiateLocale(undefined, accepted)).toBe(locale);
});

it("prefers a person's supported choice to the browser's", () => {
  expect(negotiateLocale("it", "de")).toBe("it");
  expect(negotiateLocale("tlh", "de")).toBe("de");
});
