import { computeCheckDigit } from "./check-digit.ts";

/**
 * - `TD1`, `TD2`, `TD3`, `MRV-A`, `MRV-B`: ICAO Doc 9303 parts 4 to 7
 * - `FR-ID`: French identity card before 2021; `FR-DL`: French driving licence; `CH-DL`: driving licence of Switzerland or
 *   Liechtenstein; `RU-ID`: Russian internal passport
 * - `unknown`: a zone whose layout we do not know; nothing is taken from it
 */
export type ZoneFormat = "TD1" | "TD2" | "TD3" | "MRV-A" | "MRV-B" | "FR-ID" | "FR-DL" | "CH-DL" | "RU-ID" | "unknown";

export type ZoneField = "document_number" | "birth_date" | "expiry_date" | "optional_data" | "composite";

/**
 * What a zone says. Dates as YYMMDD, unknown parts as `<<`; names with `<` between words; null where the zone leaves a
 * field out.
 */
export type Mrz = {
  format: ZoneFormat;
  /** One or two letters, such as P, ID, VC. */
  documentCode: string | null;
  documentNumber: string | null;
  /** Further numbers in the optional data: some states print one of them as the number of the document (Spain, Chile). */
  otherNumbers: string[];
  /** The first of them: personal numbers stand there. */
  personalNumber: string | null;
  issuingState: string | null;
  nationality: string | null;
  birthDate: string | null;
  expiryDate: string | null;
  familyName: string | null;
  givenNames: string | null;
  /** The names fill their field to its end: what did not fit is missing, and a given name that may be cut is left out. */
  isNameCut: boolean;
  /** OCR errors were undone: no difference from this zone is certain. */
  isRepaired: boolean;
  /** The layout's check digits were computed; only then an empty `failed` says that they hold. */
  isChecked: boolean;
  /** Fields whose check digit is wrong. */
  failed: ZoneField[];
};

/** A field with its check digit. */
export type Checked = { text: string; digit: string; name: ZoneField };

/** The text of a field without fillers at its ends, or null. */
export const bare = (field: string) => field.replace(/^<+|<+$/g, "").replace(/<+/g, "<") || null;

export const readZoneDate = (field: string) => (/^(?:\d{6}|\d{4}<<|\d\d<<<<)$/.test(field) ? field : null);

/** An empty field may leave its check digit out, and so may a number: a missing digit is not a wrong one. */
function isRight({ text, digit, name }: Checked): boolean {
  if (digit === computeCheckDigit(text)) return true;
  return digit === "<" && (bare(text) === null || name === "document_number");
}

export const findFailed = (fields: readonly Checked[]): ZoneField[] =>
  fields.filter((field) => !isRight(field)).map(({ name }) => name);

/** Numbers in optional data: signs between fillers with a digit among them. */
export const readNumbers = (...fields: string[]) =>
  fields.flatMap((field) => field.split("<").filter((part) => part.length >= 4 && /\d/.test(part)));

type Names = Pick<Mrz, "familyName" | "givenNames" | "isNameCut">;

/**
 * `MUELLER<LUKASZ<<ZOE<<<`. A field without a filler at its end may have been cut: then its last given name is left out.
 * @param minFamilyLength a family name that fills the field alone and is shorter does not stand for the whole
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

/** A zone of these fields; what is not given is null. */
export const makeZone = (format: ZoneFormat, fields: Partial<Mrz>): Mrz => ({
  ...nothing,
  ...fields,
  personalNumber: fields.otherNumbers?.[0] ?? null,
  format,
});
