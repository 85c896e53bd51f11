import de from "../messages/de.json" with { type: "json" };
import en from "../messages/en.json" with { type: "json" };
import fr from "../messages/fr.json" with { type: "json" };
import it from "../messages/it.json" with { type: "json" };

/** Texts of the page: all languages are in it, because it works without a network. */
export type Messages = typeof en;
export const languages = { en, de, fr, it } satisfies Record<string, Messages>;
export type Language = keyof typeof languages;

export const languageNames: Record<Language, string> = { en: "English", de: "Deutsch", fr: "Français", it: "Italiano" };

/** First language of the browser that the page has, else English. */
export function chooseLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const [language = ""] = tag.toLowerCase().split("-");
    if (Object.hasOwn(languages, language)) return language as Language;
  }
  return "en";
}

/** @returns the text of a key, or the key itself for one that this release does not have */
export function textOf(group: Record<string, string>, key: string): string {
  return Object.hasOwn(group, key) ? (group[key] ?? key) : key;
}
