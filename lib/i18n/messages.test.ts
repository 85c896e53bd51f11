import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { describe, expect, it } from "vitest";
import { findBannedPhrases } from "./banned-phrases.fixture.ts";
import { locales } from "./locales.ts";
import { readMessages } from "./messages.fixture.ts";

/** Collects arguments, choices and tags that a component must supply. */
function readArguments(elements: MessageFormatElement[], found: Set<string> = new Set()): string[] {
  for (const element of elements) {
    if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
    found.add(`${TYPE[element.type]} ${element.value}`);
    if (element.type === TYPE.tag) readArguments(element.children, found);
    if (element.type !== TYPE.select && element.type !== TYPE.plural) continue;
    for (const [choice, option] of Object.entries(element.options)) {
      // Plural forms differ by language, select keys do not.
      if (element.type === TYPE.select) found.add(`choice ${element.value}.${choice}`);
      readArguments(option.value, found);
    }
  }
  return [...found].sort();
}

const english = readMessages("en");

describe.each(Object.keys(locales))("messages in %s", (locale) => {
  const messages = readMessages(locale);

  it("have exactly the keys of the English ones", () => {
    expect([...messages.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it("can be formatted with the arguments of the English ones", () => {
    for (const [path, text] of messages)
      expect([path, readArguments(parse(text))]).toEqual([path, readArguments(parse(english.get(path) ?? ""))]);
  });

  it("are never empty", () => {
    expect([...messages].filter(([, text]) => text.trim() === "")).toEqual([]);
  });
});

it("no English text contains a phrase that the style guide bans", () => {
  const banned = [...english].flatMap(([path, text]) => findBannedPhrases(text).map((found) => `${path}: ${found}`));
  expect(banned).toEqual([]);
});
