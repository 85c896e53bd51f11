/**
 * A label as it reads within a sentence: labels lose their capital, initials as in "ID" keep theirs. German labels
 * stay as they are: nouns keep their capitals.
 */
export function inSentence(label: string, locale: string): string {
  if (locale === "de" || /^\p{Lu}{2}/u.test(label)) return label;
  return label.charAt(0).toLowerCase() + label.slice(1);
}
