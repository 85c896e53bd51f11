import { isNegativeResult, isUnclearResult, readDate } from "./compare-values.ts";

/** Whether a text can be read as the value of a concept at all. What cannot is shown as "present, not understood". */

/** A longer text is a sentence or a document, not a value. Characters. */
const maxLength: Readonly<Record<string, number>> = {
  family_name: 150,
  given_name: 150,
  full_name: 300,
  document_number: 44,
};
const shortDate = /^\d{6}$/;

export const isResultWord = (text: string) => text.length <= 40 && (isNegativeResult(text) || !isUnclearResult(text));

/** True where `text` has the form of a value of the concept. */
export function isReadable(concept: string, text: string): boolean {
  const trimmed = text.trim();
  if (trimmed.length > (maxLength[concept] ?? 1000)) return false;
  if (concept === "birth_date" || concept === "document_issue" || concept === "document_expiry")
    return shortDate.test(trimmed) || readDate(trimmed) !== null || /^\d{1,2}[/-]\d{1,2}[/-]\d{4}$/.test(trimmed);
  if (concept === "document_number") return /[\p{L}\p{N}]/u.test(trimmed) && !/[,;:=]|\s.*\s.*\s/.test(trimmed);
  if (concept === "family_name" || concept === "given_name" || concept === "full_name")
    return /\p{L}/u.test(trimmed) && !/[\d=:;{}<>|\\]{2}|[:;=]/u.test(trimmed.replaceAll("<", " "));
  return true;
}
