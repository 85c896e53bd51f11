/** MRZs of identity cards (ICAO Doc 9303 part 5, TD1: 3 × 30) and of passports (part 4, TD3: 2 × 44). */

/** Fields of an MRZ; dates as YYYY-MM-DD, states as three-letter ICAO codes. */
export type MrzFields = {
  documentCode: string;
  issuingState: string;
  documentNumber: string;
  birthDate: string;
  sex: string;
  expiryDate: string;
  nationality: string;
  familyName: string;
  givenNames: string;
};

/** Letters whose transliteration does more than drop the mark (Doc 9303 part 3, section 6). */
const transliterations: Record<string, string> = {
  Ä: "AE",
  Ö: "OE",
  Ü: "UE",
  ß: "SS",
  Æ: "AE",
  Ø: "OE",
  Œ: "OE",
  Å: "AA",
  Þ: "TH",
  Ð: "D",
  Đ: "D",
  Ł: "L",
  Ħ: "H",
  İ: "I",
};

/** `Müller-Łukasz` → `MUELLER<LUKASZ`: capitals, one filler between words. */
export function transliterate(name: string): string {
  const capitals = [...name.normalize("NFC").toUpperCase()]
    .map((letter) => transliterations[letter] ?? letter)
    .join("");
  const plain = capitals.normalize("NFD").replaceAll(/\p{M}/gu, "");
  return plain.replaceAll(/['’.]/g, "").replaceAll(/[^A-Z0-9]+/g, "<");
}

/** Check digit of one field: weights 7, 3, 1, modulo 10 (Doc 9303 part 3, section 4.9). */
function checkDigit(field: string): string {
  const weights = [7, 3, 1];
  const sum = [...field].reduce((total, sign, index) => {
    const value = sign === "<" ? 0 : /\d/.test(sign) ? Number(sign) : sign.charCodeAt(0) - 55;
    return total + value * (weights[index % 3] ?? 0);
  }, 0);
  return String(sum % 10);
}

const fill = (text: string, length: number) => text.slice(0, length).padEnd(length, "<");
const shortDate = (date: string) => date.slice(2).replaceAll("-", "");

/** The three lines. States may be shorter than three letters: Germany is `D` in its documents. */
export function formatMrz(fields: MrzFields): string[] {
  const number = fill(fields.documentNumber, 9);
  const birth = shortDate(fields.birthDate);
  const expiry = shortDate(fields.expiryDate);
  const first = fill(
    `${fill(fields.documentCode, 2)}${fill(fields.issuingState, 3)}${number}${checkDigit(number)}`,
    30,
  );
  const dates = `${birth}${checkDigit(birth)}${fields.sex}${expiry}${checkDigit(expiry)}`;
  const second = fill(`${dates}${fill(fields.nationality, 3)}`, 29);
  const composite = `${first.slice(5)}${second.slice(0, 7)}${second.slice(8, 15)}${second.slice(18)}`;
  const names = `${transliterate(fields.familyName)}<<${transliterate(fields.givenNames)}`;
  return [first, second + checkDigit(composite), fill(names, 30)];
}

/** @param personalNumber the optional field of line 2, `A-Z0-9`, 14 characters at most */
export function formatPassportMrz(fields: MrzFields, personalNumber = ""): string[] {
  const number = fill(fields.documentNumber, 9);
  const birth = shortDate(fields.birthDate);
  const expiry = shortDate(fields.expiryDate);
  const personal = fill(personalNumber, 14);
  const withDigit = (field: string) => field + checkDigit(field);
  const dates = [withDigit(birth), withDigit(expiry)] as const;
  const composite = `${withDigit(number)}${dates.join("")}${withDigit(personal)}`;
  const nationality = fill(fields.nationality, 3);
  const names = `${transliterate(fields.familyName)}<<${transliterate(fields.givenNames)}`;
  return [
    fill(`${fill(fields.documentCode, 2)}${fill(fields.issuingState, 3)}${names}`, 44),
    `${withDigit(number)}${nationality}${dates[0]}${fields.sex}${dates[1]}${withDigit(personal)}${checkDigit(composite)}`,
  ];
}
