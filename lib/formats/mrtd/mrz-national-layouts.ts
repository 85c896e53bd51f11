import { readRussianMrzName } from "#lib/i18n/transliterate";
import { bare, findFailed, type Mrz, makeMrz, readMrzDate, readNames } from "./mrz-model.ts";

/** French identity card of 1988 to 2021: `IDFRA`, family name (25), offices; number (12), given names (14), birth date, sex; no expiry. */
export function readFrenchCard([first, second]: readonly [string, string]): Mrz | null {
  if (!/^IDFRA[A-Z<]{25}[A-Z0-9<]{6}$/.test(first)) return null;
  if (!/^[A-Z0-9<]{12}\d[A-Z<]{14}\d{6}\d[MFX<]\d$/.test(second)) return null;
  const given = readNames(`X<<${second.slice(13, 27)}`);
  const family = readNames(first.slice(5, 30));
  return makeMrz("FR-ID", {
    documentCode: "ID",
    documentNumber: bare(second.slice(0, 12)),
    issuingState: "FRA",
    nationality: "FRA",
    birthDate: readMrzDate(second.slice(27, 33)),
    familyName: family.familyName,
    givenNames: given.givenNames,
    isNameCut: given.isNameCut || family.isNameCut,
    isChecked: true,
    failed: findFailed([
      { text: second.slice(0, 12), digit: second.charAt(12), name: "document_number" },
      { text: second.slice(27, 33), digit: second.charAt(33), name: "birth_date" },
      { text: first + second.slice(0, 35), digit: second.charAt(35), name: "composite" },
    ]),
  });
}

/** Reads the French driving licence since 2013, one line: `D1FRA`, number (9), check digit, expiry, family name (8), check digit. */
export function readFrenchLicence(line: string): Mrz | null {
  if (!/^D1FRA[A-Z0-9<]{9}\d\d{6}[A-Z<]{8}\d$/.test(line)) return null;
  return makeMrz("FR-DL", {
    documentCode: "D1",
    documentNumber: bare(line.slice(5, 14)),
    issuingState: "FRA",
    expiryDate: readMrzDate(line.slice(15, 21)),
    ...readNames(line.slice(21, 29), 24),
    isChecked: true,
    failed: findFailed([
      { text: line.slice(0, 14), digit: line.charAt(14), name: "document_number" },
      { text: line.slice(0, 29), digit: line.charAt(29), name: "composite" },
    ]),
  });
}

/** Reads the Swiss or Liechtenstein driving licence: blank number (9), `FACHE`, licence number (12), birth date, names; no check digits. */
export function readSwissLicence([first, second, third]: readonly [string, string, string]): Mrz | null {
  const found = /^FA(CHE|LIE)(\d{12})<<(\d{6})<{5}$/.exec(second);
  if (!found || !/^[A-Z0-9]{6,7}<{2,3}$/.test(first) || !/^[A-Z<]{30}$/.test(third)) return null;
  const [, issuingState = "", number = "", birthDate = ""] = found;
  const blank = bare(first) ?? "";
  return makeMrz("CH-DL", {
    documentCode: "FA",
    documentNumber: number,
    otherNumbers: [number.slice(0, 9), blank, blank.slice(0, 6)],
    issuingState,
    birthDate,
    ...readNames(third),
  });
}

/** Russian internal passport: TD3 with digits for Cyrillic letters, no expiry, a series digit in the optional data (МВД order 851 of 2017). */
export function readRussianPassport([first, second]: readonly [string, string]): Mrz | null {
  if (!/^PNRUS[A-Z0-9<]{39}$/.test(first)) return null;
  if (!/^\d{10}RUS\d{7}[MF<]<{7}\d{13}<\d\d$/.test(second)) return null;
  const zone = readNames(first.slice(5));
  const cyrillic = (name: string | null) => name && readRussianMrzName(name);
  const composite = second.slice(0, 10) + second.slice(13, 20) + second.slice(21, 43);
  return makeMrz("RU-ID", {
    documentCode: "PN",
    documentNumber: second.slice(0, 3) + second.charAt(28) + second.slice(3, 9),
    issuingState: "RUS",
    nationality: "RUS",
    birthDate: readMrzDate(second.slice(13, 19)),
    familyName: cyrillic(zone.familyName),
    givenNames: cyrillic(zone.givenNames),
    isNameCut: zone.isNameCut,
    isChecked: true,
    failed: findFailed([
      { text: second.slice(0, 9), digit: second.charAt(9), name: "document_number" },
      { text: second.slice(13, 19), digit: second.charAt(19), name: "birth_date" },
      { text: second.slice(28, 42), digit: second.charAt(42), name: "optional_data" },
      { text: composite, digit: second.charAt(43), name: "composite" },
    ]),
  });
}
