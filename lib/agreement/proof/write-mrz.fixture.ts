import { type SamplePerson, transliterateName } from "./person.fixture.ts";

const values = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** ICAO 9303-3 section 4.9: weights 7, 3, 1; `<` counts 0. */
function checkDigit(text: string): string {
  const sum = [...text].reduce((total, char, index) => {
    const weight = [7, 3, 1][index % 3] ?? 0;
    return total + Math.max(values.indexOf(char), 0) * weight;
  }, 0);
  return String(sum % 10);
}

const withCheck = (text: string) => text + checkDigit(text);
const fill = (text: string, length: number) => text.padEnd(length, "<").slice(0, length);
const date = (iso: string) => iso.slice(2).replaceAll("-", "");
const name = (text: string) =>
  transliterateName(text)
    .replaceAll("'", "")
    .replace(/[^A-Z]+/g, "<");

const names = (one: SamplePerson, length: number) =>
  fill(`${name(one.familyName)}<<${one.givenNames.map(name).join("<")}`, length);

/** Three lines of 30 (ICAO 9303-5). */
export function writeTd1(one: SamplePerson): string[] {
  const number = withCheck(fill(one.documentNumber, 9));
  const birth = withCheck(date(one.birthDate));
  const expiry = withCheck(date(one.expiryDate));
  const first = fill(`ID${one.nationality}${number}`, 30);
  const second = fill(`${birth}${one.sex}${expiry}${one.nationality}`, 29);
  const composite = checkDigit(first.slice(5) + birth + expiry + second.slice(18));
  return [first, second + composite, names(one, 30)];
}

/** Two lines of 44 (ICAO 9303-4) or 36 (TD2, ICAO 9303-6). */
function writeTwoLines(one: SamplePerson, kind: string, length: number, optional: string): string[] {
  const number = withCheck(fill(one.documentNumber, 9));
  const birth = withCheck(date(one.birthDate));
  const expiry = withCheck(date(one.expiryDate));
  const composite = checkDigit(number + birth + expiry + optional);
  return [
    fill(kind + one.nationality, 5) + names(one, length - 5),
    `${number}${one.nationality}${birth}${one.sex}${expiry}${optional}${composite}`,
  ];
}

/** An empty personal number has the check digit `<` (ICAO 9303-4 section 4.2.2). */
export const writeTd3 = (one: SamplePerson): string[] => writeTwoLines(one, "P<", 44, "<".repeat(15));
export const writeTd2 = (one: SamplePerson): string[] => writeTwoLines(one, "ID", 36, "<".repeat(7));

/** A visa has no check digit over the whole (ICAO 9303-7): optional data stands there. */
const asVisa = ([first = "", second = ""]: string[]): string[] => [first, `${second.slice(0, -1)}<`];
export const writeMrvA = (one: SamplePerson): string[] => asVisa(writeTwoLines(one, "V<", 44, "<".repeat(15)));
export const writeMrvB = (one: SamplePerson): string[] => asVisa(writeTwoLines(one, "V<", 36, "<".repeat(7)));

/** The zone of the person's document. */
export const writeMrz = (one: SamplePerson): string[] =>
  one.documentType === "passport" ? writeTd3(one) : writeTd1(one);
