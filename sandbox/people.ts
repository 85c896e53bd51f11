import { formatMrz, formatPassportMrz, type MrzFields } from "./mrz.ts";

/** Invented people. Those with a `folder` have documents in `fixtures/`; the others never reach that step. */

export type Invited = { givenName: string; familyName: string; email: string; mobile: string; language: string };

/** Data of an identity document. Dates as YYYY-MM-DD, countries as ISO 3166 alpha-3. */
export type Person = Invited & {
  folder: string;
  sex: "F" | "M";
  birthDate: string;
  birthPlace: string;
  nationality: string;
  /** State in the MRZ; differs from ISO for Germany. */
  mrzState: string;
  documentNumber: string;
  personalNumber: string;
  issuingAuthority: string;
  issuedOn: string;
  expiresOn: string;
  heightCm: number;
};

export const people = {
  zoe: {
    folder: "zoe",
    givenName: "Zoë",
    familyName: "Müller-Łukasz",
    email: "zoe@example.test",
    mobile: "41791234567",
    language: "de",
    sex: "F",
    birthDate: "1984-02-29",
    birthPlace: "Zürich",
    nationality: "CHE",
    mrzState: "CHE",
    documentNumber: "X1234567",
    personalNumber: "756.0000.1984.29",
    issuingAuthority: "Specimen Office, Zürich",
    issuedOn: "2021-05-05",
    expiresOn: "2031-05-04",
    heightCm: 171,
  },
  soeren: {
    folder: "soeren",
    givenName: "Sören",
    familyName: "Özdemir",
    email: "soeren.oezdemir@example.test",
    mobile: "4915112345678",
    language: "de",
    sex: "M",
    birthDate: "1990-11-03",
    birthPlace: "Lübeck",
    nationality: "DEU",
    mrzState: "D",
    documentNumber: "LSP4N7K21",
    personalNumber: "SP-1990-1103",
    issuingAuthority: "Specimen Office, Lübeck",
    issuedOn: "2022-09-12",
    expiresOn: "2032-09-11",
    heightCm: 183,
  },
  anais: {
    folder: "anais",
    givenName: "Anaïs Béatrice",
    familyName: "Lefèvre-D’Angelo",
    email: "anais.lefevre@example.test",
    mobile: "33612345678",
    language: "fr",
    sex: "F",
    birthDate: "1976-07-19",
    birthPlace: "Besançon",
    nationality: "FRA",
    mrzState: "FRA",
    documentNumber: "SPX5M2N84",
    personalNumber: "SP-1976-0719",
    issuingAuthority: "Specimen Office, Besançon",
    issuedOn: "2023-01-16",
    expiresOn: "2033-01-15",
    heightCm: 165,
  },
  juerg: {
    folder: "juerg",
    givenName: "Jürg",
    familyName: "von Brönnimann",
    email: "juerg.broennimann@example.test",
    mobile: "41780004455",
    language: "de",
    sex: "M",
    birthDate: "1958-01-30",
    birthPlace: "Köniz",
    nationality: "CHE",
    mrzState: "CHE",
    documentNumber: "E7654321",
    personalNumber: "756.0000.1958.30",
    issuingAuthority: "Specimen Office, Bern",
    issuedOn: "2020-03-02",
    expiresOn: "2030-03-01",
    heightCm: 176,
  },
} as const satisfies Record<string, Person>;

export const invitedOnly = {
  tomas: invite("Tomáš", "Dvořák", "tomas.dvorak@example.test", "420601234567", "en"),
  sian: invite("Siân", "O’Brien", "sian.obrien@example.test", "447700900123", "en"),
  dorde: invite("Đorđe", "Šimić", "dorde.simic@example.test", "385911234567", "en"),
  ilse: invite("Ilse", "Mäkinen-Öhman", "ilse.makinen@example.test", "358401234567", "en"),
  giulia: invite("Giulia", "Nicolò", "giulia.nicolo@example.test", "393331234567", "it"),
} as const;

function invite(givenName: string, familyName: string, email: string, mobile: string, language: string): Invited {
  return { givenName, familyName, email, mobile, language };
}

/** Passports beside the identity cards in `fixtures/`; they have no scans. */
export const passports = {
  zoe: { ...people.zoe, documentNumber: "X7650912", issuedOn: "2022-08-17", expiresOn: "2032-08-16" },
  anais: { ...people.anais, documentNumber: "26SP41703", issuedOn: "2024-02-05", expiresOn: "2034-02-04" },
} as const satisfies Record<string, Person>;

function mrzFields(person: Person, documentCode: string): MrzFields {
  return {
    documentCode,
    issuingState: person.mrzState,
    documentNumber: person.documentNumber,
    birthDate: person.birthDate,
    sex: person.sex,
    expiryDate: person.expiresOn,
    nationality: person.mrzState,
    familyName: person.familyName,
    givenNames: person.givenName,
  };
}

export function formatPersonMrz(person: Person): string[] {
  return formatMrz(mrzFields(person, "I"));
}

export function formatPersonPassportMrz(person: Person): string[] {
  return formatPassportMrz(mrzFields(person, "P"));
}
