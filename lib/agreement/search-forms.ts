import { readPlainDate } from "./read-date.ts";

/** Maximum value of a core statement, in characters. */
const maxLength = 100;
/** Minimum length. Shorter texts occur by chance. */
const minLength = 2;

/** Returns spellings of a core value; a match under an unknown name is present but not read. */
export function searchForms(text: string): string[] {
  const trimmed = text.trim();
  if (trimmed.length < minLength || trimmed.length > maxLength) return [];
  const date = /\d{4}/.test(trimmed) ? readPlainDate(trimmed) : null;
  if (date !== null) {
    const [year = "", month = "", day = ""] = date.split("-");
    return [
      date,
      `${day}.${month}.${year}`,
      `${year}${month}${day}`,
      `${day}/${month}/${year}`,
      `${month}/${day}/${year}`,
      `${year}${month}${day}`.slice(2),
      `${day}-${month}-${year}`,
      `${year}/${month}/${day}`,
    ];
  }
  const plain = trimmed.normalize("NFD").replaceAll(/\p{M}/gu, "");
  const german = trimmed.replaceAll(
    /[äöüÄÖÜß]/g,
    (letter) => ({ ä: "ae", ö: "oe", ü: "ue", Ä: "Ae", Ö: "Oe", Ü: "Ue", ß: "ss" })[letter] ?? letter,
  );
  return [trimmed, plain, german, trimmed.normalize("NFC"), trimmed.normalize("NFD")].flatMap((form) => [
    form,
    form.toUpperCase(),
    form.toLowerCase(),
  ]);
}
