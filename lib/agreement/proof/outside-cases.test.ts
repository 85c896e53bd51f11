import { describe, expect, it } from "vitest";
import { makeClaims } from "./make-claims.fixture.ts";
import { person } from "./person.fixture.ts";
import { runCase } from "./run-case.fixture.ts";

const core = { lastName: "Müller", firstName: "Zoë Anna", dateOfBirth: "1984-11-23", documentNumber: "X1234567" };
const record = { result: "PASSED", ...core };

const toneOf = async (sent: object | string) => {
  const text = typeof sent === "string" ? sent : JSON.stringify(sent);
  return (await runCase({ record: text, tokenClaims: makeClaims(person) })).tone;
};
const beside = (more: object) => ({ ...record, ...more });
const nameAs = (lastName: unknown) => ({ ...record, lastName });

const pairsOf = (names: [string, string]) =>
  Object.entries(record).map(([name, value]) => ({ [names[0]]: name, [names[1]]: value }));

const consistent: [string, object][] = [
  ["pairs of name and value below the holder", { holder: { claims: pairsOf(["name", "value"]) } }],
  [
    "pairs of name and content below an account holder",
    { accountHolder: { attributes: pairsOf(["name", "content"]) } },
  ],
  [
    "pairs with unknown names below the holder",
    {
      holder: {
        claims: [...pairsOf(["name", "value"]), { name: "ocrEngine", value: "A 2" }, { name: "MRZ", value: [] }],
      },
    },
  ],
  ["pairs below the holder of a document", { documents: [{ holder: { data: pairsOf(["name", "value"]) } }] }],
  ["findings about fields", beside({ fieldMatches: { lastName: "FULL_MATCH", dateOfBirth: "Exact Match" } })],
  ["contacts that were not verified", beside({ emailVerified: false, phoneVerified: false })],
  ["a watchlist without a hit", beside({ watchlist: { status: "NO_MATCH", hits: [] } })],
  ["hits of a watchlist name others", beside({ watchlist: { status: "NO_MATCH", hits: [{ name: "Zoltan Muller" }] } })],
  ["words offered by settings", beside({ config: { allowedResults: ["PASSED", "FAILED"] } })],
  ["an attempt before", beside({ attempts: [{ result: "FAILED" }, { result: "PASSED" }] })],
  ["a chip section that was not read", beside({ chip: { present: false, read: false } })],
  ["a notary", beside({ notaire: { nom: "Berset", prenom: "Alain" } })],
  ["an adviser of the bank", beside({ berater: { nachname: "Hugentobler", vorname: "Beat" } })],
  ["a device with a person's name", beside({ device: { id: "d", name: "iPhone von Beat Meier" } })],
  ["the number of a former document", beside({ previousDocumentNumber: "X0000001" })],
  ["a number of a case under a name", beside({ name: "ID-00431" })],
  [
    "a document of another kind in its own section",
    {
      result: "PASSED",
      ...{ ...core, documentNumber: undefined },
      idCard: { documentNumber: "X1234567" },
      residencePermit: { documentNumber: "ZZ7712345" },
    },
  ],
  ["the year of birth beside the date", beside({ yearOfBirth: "1984" })],
  [
    "the time of an update beside a date",
    { ...record, dateOfBirth: { value: "1984-11-23", lastupdated: "2026-01-01" } },
  ],
  ["an id beside a number", { ...record, documentNumber: { value: "X1234567", id: "fld_0099", format: "A9999999" } }],
  ["descriptions beside a name", nameAs({ value: "Müller", source: "Visual zone", label: "Nachname", title: "Name" })],
  ["the identifier of a certificate", beside({ subject: { serialNumber: "IDCCH-X1234567" } })],
  ["a number of the result beside its word", { ...core, result: { code: "0", text: "Successful" } }],
  ["the result in a list of one", { ...core, result: ["PASSED"] }],
  ["the result among fields", { id: "rec1", fields: record }],
  ["the result under a name in one word", { ...core, cr5_verificationresult: "Approved" }],
  [
    "custom fields of Salesforce",
    {
      LastName__c: "Müller",
      FirstName__c: "Zoë Anna",
      Birthdate__c: "1984-11-23",
      Document_Number__c: "X1234567",
      Result__c: "Passed",
    },
  ],
  ["numbered given names", { ...beside({ given_name_1: "Zoë", given_name_2: "Anna" }), firstName: undefined }],
  [
    "names beside a surname",
    { result: "PASSED", surname: "MUELLER", names: "ZOE ANNA", dateOfBirth: "841123", documentNumber: "X1234567" },
  ],
  [
    "parts of a birth with a place",
    {
      result: "PASSED",
      lastName: "Müller",
      firstName: "Zoë Anna",
      documentNumber: "X1234567",
      birth: { year: 1984, month: 11, day: 23, country: "CHE" },
    },
  ],
  [
    "Dutch",
    {
      resultaat: "goedgekeurd",
      achternaam: "Müller",
      voornamen: "Zoë Anna",
      geboortedatum: "1984-11-23",
      documentnummer: "X1234567",
    },
  ],
  [
    "Polish",
    {
      wynik: "pozytywny",
      nazwisko: "Müller",
      imiona: "Zoë Anna",
      dataUrodzenia: "1984-11-23",
      numerDokumentu: "X1234567",
    },
  ],
  ["Turkish", { sonuc: "ONAYLANDI", soyad: "Müller", ad: "Zoë Anna", dogumTarihi: "23.11.1984", belgeNo: "X1234567" }],
  [
    "Swedish",
    {
      resultat: "godkänd",
      efternamn: "Müller",
      fornamn: "Zoë Anna",
      fodelsedatum: "1984-11-23",
      handlingsnummer: "X1234567",
    },
  ],
  [
    "Czech",
    {
      výsledek: "ověřeno",
      příjmení: "Müller",
      jméno: "Zoë Anna",
      datumNarození: "23.11.1984",
      čísloDokladu: "X1234567",
    },
  ],
  [
    "Russian",
    {
      result: "PASSED",
      Фамилия: "Müller",
      Имя: "Zoë Anna",
      "Дата рождения": "23.11.1984",
      "Номер документа": "X1234567",
    },
  ],
  ["Chinese", { result: "PASSED", 姓: "Müller", 名: "Zoë Anna", 出生日期: "1984-11-23", 证件号码: "X1234567" }],
  [
    "tags of a chip",
    { result: "PASSED", "6B": { "5F0E": "MUELLER<<ZOE<ANNA", "5F2B": "19841123" }, documentNumber: "X1234567" },
  ],
  [
    "a coded identifier (FHIR)",
    {
      result: "PASSED",
      name: [{ family: "Müller", given: ["Zoë", "Anna"] }],
      birthDate: "1984-11-23",
      identifier: [
        {
          type: { coding: [{ system: "http://terminology.example/v2-0203", code: "PPN", display: "Passport number" }] },
          value: "X1234567",
        },
      ],
    },
  ],
];

const never: [string, object | string][] = [
  ["another holder's name beside data", beside({ holders: [{ name: "Hans Meier", data: { verified: true } }] })],
  ["another holder's short name beside data", beside({ holders: [{ name: "Meier", data: { verified: true } }] })],
  ["another holder's name beside a value", beside({ holders: [{ name: "Hans Meier", value: "primary" }] })],
  ["a failure under an unknown name", beside({ identityCheck: "FAILED" })],
  ["a failure in German", beside({ chip: { pa: "nicht bestanden" } })],
  ["a failure in Spanish", beside({ resultado: "RECHAZADO" })],
  ["a failed check of a chip", beside({ chip: { passiveAuthentication: "FAILED" } })],
  ["a signature that is not valid", beside({ sod: { signatureValid: false } })],
  ["a document that is not genuine", beside({ isGenuine: false })],
  ["a hit in a watchlist", beside({ watchlist: { status: "MATCH" } })],
  ["a finding that a field does not match", beside({ fieldMatches: { lastName: "NO_MATCH" } })],
  ["an action that refuses", { ...core, status: "success", result: { summary: { action: "fail" } } }],
  ["a word with a question mark", { ...core, result: "passed?" }],
  ["another verified name", nameAs({ entered: "Müller", verified: "Meier" })],
  ["another name in one name with a participle", beside({ lastNameVerified: "Meier" })],
  ["another name under a figure", nameAs({ value: "Müller", index: "Meier" })],
  ["another date under a status", { ...record, dateOfBirth: { value: "1984-11-23", status: "1984-11-24" } }],
  [
    "another date of the year under an update",
    { ...record, dateOfBirth: { value: "1984-11-23", updated: "1984-11-24" } },
  ],
  [
    "another number of the shape under a reference",
    { ...record, documentNumber: { value: "X1234567", ref: "X1234568" } },
  ],
  ["an ID number that differs in a sign", beside({ id_number: "X1234568" })],
  ["a certificate's number that differs in a sign", beside({ subject: { serialNumber: "IDCCH-X1234568" } })],
  ["a residence permit's number that differs in a sign", beside({ residencePermit: { documentNumber: "X1234568" } })],
  ["another representative", beside({ representative: { lastName: "Meier", firstName: "Zoë Anna" } })],
  ["another common name", beside({ subject: { commonName: "Zoë Anna Meier", surname: "Müller" } })],
  [
    "numbered given names of another",
    { ...beside({ given_name_1: "Zoë", given_name_2: "Tamara" }), firstName: undefined },
  ],
  ["two names in one object", JSON.stringify(record).replace('"firstName"', '"lastName":"Meier","firstName"')],
];

const neverRed: [string, object][] = [
  ["a digit for a result beside its word", beside({ applicant: { result: 2 } })],
  [
    "the only pair of a list beside other members",
    {
      ...beside({ properties: [{ code: "lastName", result: { field: { value: { text: "Müller" } } } }] }),
      lastName: undefined,
      documentNumber: undefined,
    },
  ],
  ["a number of another kind of document", beside({ residencePermit: { documentNumber: "ZZ7712345" } })],
  ["a history of a name", beside({ history: [{ field: "lastName", from: "Meyer", to: "Müller" }] })],
  ["a history of a contact", beside({ history: [{ field: "email", from: "a@x.example", to: "b@x.example" }] })],
];

const contradicting: [string, object][] = [
  [
    "another name in pairs below the holder",
    {
      holder: {
        claims: pairsOf(["name", "value"]).map((one) => (one.name === "lastName" ? { ...one, value: "Meier" } : one)),
      },
    },
  ],
];

describe("shapes that were tried from outside", () => {
  it.each(contradicting)("%s: contradicting", async (_, sent) => {
    expect(await toneOf(sent)).toBe("contradicted");
  });

  it.each(consistent)("%s: consistent", async (_, sent) => {
    expect(await toneOf(sent)).toBe("proven");
  });

  it.each(never)("%s: never consistent", async (_, sent) => {
    expect(await toneOf(sent)).not.toBe("proven");
  });

  it.each(neverRed)("%s: for a person to judge", async (_, sent) => {
    expect(await toneOf(sent)).toBe("unsure");
  });
});
