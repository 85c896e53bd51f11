/** Lowers a label's initial capital, except initialisms such as "ID", and nouns in German. */
export function inSentence(label: string, locale: string): string {
  if (locale === "de" || /^\p{Lu}{2}/u.test(label)) return label;
  return label.charAt(0).toLowerCase() + label.slice(1);
}
