/** The languages of the product, each in its own words; the first is spoken where nothing else fits. */
export const locales = { en: "English", de: "Deutsch", fr: "Français", it: "Italiano" } as const;
export type Locale = keyof typeof locales;

/** Where a person's own choice of language is kept; a taste, not a secret. */
export const localeCookie = "locale";
