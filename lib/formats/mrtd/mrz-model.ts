import { computeCheckDigit } from "./check-digit.ts";

/**
 * Layouts: ICAO 9303-4 to -7; `FR-ID`: French identity card before 2021; `FR-DL`, `CH-DL`: driving licences of France and of Switzerland or
 * Liechtenstein; `RU-ID`: Russian internal passport; `unknown`: not parsed.
 */
export type MrzFormat = "TD1" | "TD2" | "TD3" | "MRV-A" | "MRV-B" | "FR-ID" | "FR-DL" | "CH-DL" | "RU-ID" | "unknown";

export type MrzField = "document_number" | "birth_date" | "expiry_date" | "optional_data" | "composite";

/** Fields of an MRZ; null if the layout lacks the field. Dates are YYMMDD with `<<` for unknown parts; names have `<` between words. */
export type Mrz = {
  format: MrzFormat;
  documentCode: string | null;
  documentNumber: string | null;
  /** Numbers in the optional data; some states print one of them as the document number (Spain, Chile). */
  otherNumbers: string[];
  /** First number in the optional data, usually the personal number. */
  personalNumber: string | null;
  issuingState: string | null;
  nationality: string | null;
  birthDate: string | null;
  expiryDate: string | null;
  familyName: string | null;
  givenNames: string | null;
  /** The names fill their field, so they may be truncated and a possibly truncated given name is omitted. */
  isNameCut: boolean;
  /** OCR errors were repaired, so that differences from this MRZ prove nothing. */
  isRepaired: boolean;
  /** The check digits were computed; an empty `failed` means valid only if this is true. */
  isChecked: boolean;
  failed: MrzField[];
};

export type Checked = { text: string; digit: string; name: MrzField };

export const bare = (field: string) => field.replace(/^<+|<+$/g, "").replace(/<+/g, "<") || null;

export const readMrzDate = (field: string) => (/^(?:\d{6}|\d{4}<<|\d\d<<<<)$/.test(field) ? field : null);

/** Accepts a missing check digit, which an empty field or a number may lack. */
function isRight({ text, digit, name }: Checked): boolean {
  if (digit === computeCheckDigit(text)) return true;
  return digit === "<" && (bare(text) === null || name === "document_number");
}

export const findFailed = (fields: readonly Checked[]): MrzField[] =>
  fields.filter((field) => !isRight(field)).map(({ name }) => name);

/** Extracts numbers from optional data: groups of characters with at least one digit. */
export const readNumbers = (...fields: string[]) =>
  fields.flatMap((field) => field.split("<").filter((part) => part.length >= 4 && /\d/.test(part)));

type Names = Pick<Mrz, "familyName" | "givenNames" | "isNameCut">;

/**
 * Splits names such as `MUELLER<LUKASZ<<ZOE<<<`. Omits the last given name of a full field, which may be truncated.
 * @param minFamilyLength rejects a shorter family name that fills the field alone
 */
export function readNames(field: string, minFamilyLength = 0): Names {
  const [family = "", ...rest] = field.replace(/<+$/, "").split("<<");
  const given = rest.join("<").split("<").filter(Boolean);
  const isNameCut = !field.endsWith("<");
  const isFamilyCut = isNameCut && given.length === 0;
  if (isNameCut) given.pop();
  const isLong = !isFamilyCut || family.length >= minFamilyLength;
  return { familyName: isLong ? bare(family) : null, givenNames: given.join("<") || null, isNameCut };
}

const nothing: Omit<Mrz, "format"> = {
  documentCode: null,
  documentNumber: null,
  otherNumbers: [],
  personalNumber: null,
  issuingState: null,
  nationality: null,
  birthDate: null,
  expiryDate: null,
  familyName: null,
  givenNames: null,
  isNameCut: false,
  isRepaired: false,
  isChecked: false,
  failed: [],
};

export const makeMrz = (format: MrzFormat, fields: Partial<Mrz>): Mrz => ({
  ...nothing,
  ...fields,
  personalNumber: fields.otherNumbers?.[0] ?? null,
  format,
});
