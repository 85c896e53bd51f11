/** Languages by their own name; the first is the fallback. */
export const locales = { en: "English", de: "Deutsch", fr: "Français", it: "Italiano" } as const;
export type Locale = keyof typeof locales;

/** Stores a person's language; a preference, not a secret. */
export const localeCookie = "locale";
