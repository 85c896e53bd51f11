/** Lowers the initial capital of a label, except initialisms such as "ID". German labels keep it for nouns. */
export function inSentence(label: string, locale: string): string {
  if (locale === "de" || /^\p{Lu}{2}/u.test(label)) return label;
  return label.charAt(0).toLowerCase() + label.slice(1);
}
