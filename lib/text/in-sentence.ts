/**
 * A label as it reads within a sentence: English labels lose their capital, initials as in "ID" keep theirs. Labels of the
 * other languages stay as they are: German nouns keep their capitals.
 */
export function inSentence(label: string, locale: string): string {
  if (locale !== "en" || /^\p{Lu}{2}/u.test(label)) return label;
  return label.charAt(0).toLowerCase() + label.slice(1);
}
