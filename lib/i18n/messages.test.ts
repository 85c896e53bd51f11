import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { describe, expect, it } from "vitest";
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

/** The phrases of the style guide that a pattern can find; the rest is for a reader. "There is no" is plain English. */
const bannedPhrases = [
  /(?<!there )\b(?:is|are) no\b(?! longer)/i,
  /\b(?:is|are) none\b/i,
  /\b(?:whoever|somebody|nobody)\b/i,
  /\b(?:doors?|knock\w*|strangers?|tricksters?|farewell|flights?|tamed?|oddit(?:y|ies)|odd|gravest)\b/i,
  /\b(?:told|held|pieces?|stretch(?:es)?|packed)\b/i,
  /\b(?:if it stays so|belongs? together|what came|as it should be|in words|looks? at|by hand|this desk)\b/i,
  /\bof (?:ours|theirs)\b/i,
];

it("no English text holds a phrase that the style guide bans", () => {
  const banned = [...english].filter(([, text]) => bannedPhrases.some((phrase) => phrase.test(text)));
  expect(banned).toEqual([]);
});
