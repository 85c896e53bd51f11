import { readFileSync } from "node:fs";

type Texts = { [key: string]: string | Texts };

/** Reads the messages of one language as a translator takes them. */
export const readNestedMessages = (locale: string): Texts =>
  JSON.parse(readFileSync(new URL(`./messages/${locale}.json`, import.meta.url), "utf8")) as Texts;

/** Reads the messages of one language: path of the key, `section.key`, to text. */
export function readMessages(locale: string): Map<string, string> {
  const messages = new Map<string, string>();
  const walk = (texts: Texts, path: string) => {
    for (const [key, text] of Object.entries(texts)) {
      if (typeof text === "string") messages.set(path + key, text);
      else walk(text, `${path}${key}.`);
    }
  };
  walk(readNestedMessages(locale), "");
  return messages;
}
