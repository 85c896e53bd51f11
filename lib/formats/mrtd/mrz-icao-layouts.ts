import { bare, type Checked, findFailed, type Mrz, makeMrz, readMrzDate, readNames, readNumbers } from "./mrz-model.ts";

const dates = "[0-9<]{7}[MFXTU<][0-9<]{7}";
const cardFirst = /^[ACI][A-Z0-9<][A-Z<]{3}[A-Z0-9<]{25}$/;
const cardSecond = new RegExp(`^${dates}[A-Z<]{3}[A-Z0-9<]{11}[0-9<]$`);
const bookSecond = new RegExp(`^[A-Z0-9<]{9}[0-9<][A-Z<]{3}${dates}[A-Z0-9<]*$`);
const names = /^[A-Z<]+$/;

/** Reads a document number longer than nine characters from the optional data, with its check digit (ICAO 9303-5, note j). */
function readNumber(field: string, digit: string, optional: string): Checked & { rest: string } {
  const more = optional.split("<")[0] ?? "";
  if (digit !== "<" || more === "") return { text: field, digit, name: "document_number", rest: optional };
  return {
    text: field + more.slice(0, -1),
    digit: more.slice(-1),
    name: "document_number",
    rest: optional.slice(more.length),
  };
}

const birthOf = (text: string): Checked => ({ text: text.slice(0, 6), digit: text.charAt(6), name: "birth_date" });
const expiryOf = (text: string): Checked => ({ text: text.slice(0, 6), digit: text.charAt(6), name: "expiry_date" });

/** Reads TD1: three lines of 30 characters (ICAO 9303-5). */
export function readCard([first, second, third]: readonly [string, string, string]): Mrz | null {
  if (!cardFirst.test(first) || !cardSecond.test(second) || !names.test(third)) return null;
  const number = readNumber(first.slice(5, 14), first.charAt(14), first.slice(15));
  const [birth, expiry] = [birthOf(second), expiryOf(second.slice(8))];
  const composite = first.slice(5) + second.slice(0, 7) + second.slice(8, 15) + second.slice(18, 29);
  return makeMrz("TD1", {
    documentCode: bare(first.slice(0, 2)),
    documentNumber: bare(number.text),
    otherNumbers: readNumbers(number.rest, second.slice(18, 29)),
    issuingState: bare(first.slice(2, 5)),
    nationality: bare(second.slice(15, 18)),
    birthDate: readMrzDate(birth.text),
    expiryDate: readMrzDate(expiry.text),
    ...readNames(third),
    isChecked: true,
    failed: findFailed([number, birth, expiry, { text: composite, digit: second.charAt(29), name: "composite" }]),
  });
}

/** Reads TD2, TD3 and visas: two lines of 36 or 44 characters (ICAO 9303-4, -6, -7). Visas lack a composite check digit. */
export function readTwoLines([first, second]: readonly [string, string]): Mrz | null {
  const isVisa = first.startsWith("V");
  const isWide = first.length === 44;
  if (!/^[PACIV][A-Z0-9<][A-Z<]{3}/.test(first) || !names.test(first.slice(5)) || !bookSecond.test(second)) return null;
  if (isWide && !/^[PV]/.test(first)) return null;
  const format = isVisa ? (isWide ? "MRV-A" : "MRV-B") : isWide ? "TD3" : "TD2";
  const optional = second.slice(28, isVisa ? undefined : isWide ? 42 : 35);
  const number = readNumber(second.slice(0, 9), second.charAt(9), format === "TD2" ? optional : "");
  const [birth, expiry] = [birthOf(second.slice(13)), expiryOf(second.slice(21))];
  const checked: Checked[] = [number, birth, expiry];
  if (format === "TD3") checked.push({ text: optional, digit: second.charAt(42), name: "optional_data" });
  const composite = second.slice(0, 10) + second.slice(13, 20) + second.slice(21, isWide ? 43 : 35);
  if (!isVisa) checked.push({ text: composite, digit: second.slice(-1), name: "composite" });
  return makeMrz(format, {
    documentCode: bare(first.slice(0, 2)),
    documentNumber: bare(number.text),
    otherNumbers: readNumbers(format === "TD2" ? number.rest : optional),
    issuingState: bare(first.slice(2, 5)),
    nationality: bare(second.slice(10, 13)),
    birthDate: readMrzDate(birth.text),
    expiryDate: readMrzDate(expiry.text),
    ...readNames(first.slice(5)),
    isChecked: true,
    failed: findFailed(checked),
  });
}
