import { readDate, readPlainDate } from "./read-date.ts";
import { readResult } from "./read-result.ts";

/** Maximum value in characters. A longer text is a sentence or a document. */
const maxLength: Readonly<Record<string, number>> = {
  family_name: 150,
  given_name: 150,
  full_name: 300,
  document_number: 44,
};
const dates = new Set(["birth_date", "document_issue", "document_expiry"]);
const names = new Set(["family_name", "given_name", "full_name"]);

export const isResultWord = (text: string) => text.length <= 40 && readResult(text) !== null;

export const isPlainDate = (text: string) => text.length <= 20 && /\d{4}/.test(text) && readPlainDate(text) !== null;

export function isReadableValue(concept: string, text: string): boolean {
  const trimmed = text.trim();
  if (trimmed.length > (maxLength[concept] ?? 1000)) return false;
  if (dates.has(concept)) return readDate(trimmed).kind !== "unreadable";
  if (concept === "document_number") return /[\p{L}\p{N}]/u.test(trimmed) && !/[,;:=]|\s.*\s.*\s/.test(trimmed);
  // A title may add a comma or point; characters of another notation are rejected.
  if (names.has(concept)) return /\p{L}/u.test(trimmed) && !/[:;={}|\\]|<.*>/u.test(trimmed);
  return true;
}
