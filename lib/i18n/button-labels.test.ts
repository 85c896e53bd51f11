import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { locales } from "./locales.ts";
import { readMessages } from "./messages.fixture.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Where the opening tag that starts at `from` ends; braces hide `>` of arrow functions and comparisons. */
function endOfOpeningTag(source: string, from: number): number {
  let depth = 0;
  for (let at = from; at < source.length; at++) {
    const character = source[at];
    if (character === "{") depth++;
    else if (character === "}") depth--;
    else if (character === ">" && depth === 0) return at + 1;
  }
  return source.length;
}

/** Lists the message keys that stand between the tags of a button, or are the label of a copy button. */
function listButtonLabels(): Set<string> {
  const labels = new Set<string>();
  for (const file of globSync(["components/**/*.tsx", "app/**/*.tsx"], { cwd: root })) {
    const source = readFileSync(`${root}/${file}`, "utf8");
    const sections = [
      ...source.matchAll(/const (\w+) = (?:await )?(?:useTranslations|getTranslations)\("([\w.]+)"\)/g),
    ];
    for (const button of source.matchAll(/<(Button|button)\b/g)) {
      const start = endOfOpeningTag(source, button.index);
      if (source[start - 2] === "/") continue;
      const children = source.slice(start, source.indexOf(`</${button[1]}>`, start));
      for (const [, name, argument] of children.matchAll(/\b(\w+)\(([^()]*)\)/g)) {
        // Functions of one file may use one name for different sections.
        const own = sections.filter(([, variable]) => variable === name);
        for (const [, key] of own.length > 0 ? (argument ?? "").matchAll(/"([\w.]+)"/g) : []) {
          const candidates = own.map(([, , section]) => `${section}.${key}`);
          labels.add(candidates.find((label) => english.has(label)) ?? `${candidates}`);
        }
      }
    }
  }
  return labels;
}

/** Room that a button always has: "Close" may be "Schliessen", "Print" may be "Imprimer". */
const minCharacters = 12;

const english = readMessages("en");
const labels = listButtonLabels();

it("finds the labels of the buttons in the components", () => {
  expect(labels.size).toBeGreaterThan(60);
  expect([...labels].filter((key) => !english.has(key))).toEqual([]);
});

describe.each(Object.keys(locales))("button labels in %s", (locale) => {
  it("are at most 1.5 times as long as the English ones", () => {
    const messages = readMessages(locale);
    const tooLong = [...labels].flatMap((key) => {
      const limit = Math.max(minCharacters, (english.get(key) ?? "").length * 1.5);
      const text = messages.get(key) ?? "";
      return text.length > limit ? [`${key}: “${text}” for “${english.get(key)}”`] : [];
    });
    expect(tooLong).toEqual([]);
  });
});
