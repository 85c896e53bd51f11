import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeCheckDigit, parseMrz, splitMrz } from "./parse-mrz.ts";

const read = (text: string) => parseMrz(splitMrz(text));

/** Specimens of ICAO 9303-4, -5, -6 (appendix B) and -7 (appendices A and B). */
const passport = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";
const card = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<";
const smallCard = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6";
const visaA = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<";
const visaB = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<";
const frenchCard = "IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<\n8806923102858CORINNE<<<<<<<6512068F6";
const frenchLicence = "D1FRA13AA000026181231MARTIN<<9";
const swissLicence = "AAA001D<<\nFACHE305142128097<<800126<<<<<\nMARCHAND<<FABIENNE<<<<<<<<<<<<";

const digitOf = (...fields: string[]) => computeCheckDigit(fields.join(""));

/** Builds a Russian internal passport: series 4510, number 123456, Иван Щербаков, born on 29 February 1984. */
function makeRussian(): string {
  const first = "PNRUSWERBAKOV<<IVAN<PETROVI3".padEnd(44, "<");
  const number = "451123456";
  const optional = "0120229770000<";
  const second = `${number}${digitOf(number)}RUS840229${digitOf("840229")}M<<<<<<<${optional}${digitOf(optional)}`;
  return `${first}\n${second}${digitOf(second.slice(0, 10), second.slice(13, 20), second.slice(21, 43))}`;
}

describe("ICAO Doc 9303 specimens", () => {
  const person = { familyName: "ERIKSSON", givenNames: "ANNA<MARIA", issuingState: "UTO", isNameCut: false };
  const checked = { isRepaired: false, isChecked: true, failed: [] };

  it.each([
    [
      "TD3",
      passport,
      { documentNumber: "L898902C3", nationality: "UTO", documentCode: "P", personalNumber: "ZE184226B" },
      2,
    ],
    ["TD1", card, { documentNumber: "D23145890", nationality: "UTO", documentCode: "I", personalNumber: null }, 3],
    ["TD2", smallCard, { documentNumber: "D23145890", nationality: "UTO", documentCode: "I", personalNumber: null }, 2],
    [
      "MRV-A",
      visaA,
      { documentNumber: "L8988901C", nationality: "XXX", documentCode: "V", otherNumbers: ["6ZE184226B"] },
      2,
    ],
    ["MRV-B", visaB, { documentNumber: "L8988901C", nationality: "XXX", documentCode: "V", otherNumbers: [] }, 2],
  ])("parses %s with valid check digits", (format, text, fields, count) => {
    expect(read(text)).toMatchObject({ zone: { format, ...fields, ...person, ...checked }, count });
    const birthDate = format.startsWith("MRV") ? "400907" : "740812";
    expect(read(text)?.zone.birthDate).toBe(birthDate);
    for (const other of [
      text.replaceAll("\n", ""),
      text.replaceAll("\n", "\r\n"),
      text.replaceAll("\n", "\\n"),
      text.replaceAll("\n", "\u2028"),
      text.replaceAll("\n", "<br>"),
      text.replaceAll("\n", " | ".trim()),
      `\n${text}\n`,
      text.toLowerCase(),
      text.replaceAll("<", "&lt;"),
      text.replaceAll("<", " "),
      text.replaceAll("<<", "<< "),
    ])
      expect(read(other)?.zone, other).toEqual(read(text)?.zone);
  });

  it("reports a changed character in its field and in the composite check digit", () => {
    expect(read(passport.replace("L898902C3", "L898902C8"))?.zone.failed).toEqual(["document_number", "composite"]);
    expect(read(passport.replace("740812", "740813"))?.zone.failed).toEqual(["birth_date", "composite"]);
    expect(read(passport.replace("ZE184226B", "ZE184226C"))?.zone.failed).toEqual(["optional_data", "composite"]);
    expect(read(card.replace("1204159", "1204150"))?.zone.failed).toEqual(["expiry_date", "composite"]);
    expect(read(passport.replace(/10$/, "11"))?.zone.failed).toEqual(["composite"]);
    expect(read(visaA.replace("400907", "400908"))?.zone.failed).toEqual(["birth_date"]);
  });

  it("accepts lines without trailing fillers", () => {
    const trim = (text: string) => text.split("\n").map((line) => line.replace(/<+$/, ""));
    for (const text of [passport, card, smallCard, visaA]) {
      expect(read(trim(text).join("\n"))?.zone, text).toEqual(read(text)?.zone);
      expect(parseMrz(trim(text).flatMap(splitMrz))?.zone, text).toEqual(read(text)?.zone);
    }
  });
});

describe("national layouts", () => {
  it("verifies check digits of French identity cards before 2021", () => {
    expect(read(frenchCard)?.zone).toMatchObject({
      format: "FR-ID",
      documentNumber: "880692310285",
      familyName: "BERTHIER",
      givenNames: "CORINNE",
      birthDate: "651206",
      expiryDate: null,
      nationality: "FRA",
      isChecked: true,
      failed: [],
    });
    const second = "IDFRATEST<NAME<<<<<<<<<<<<<<<<0CHE02\n1710GVA123451ROBERTA<<<<<<<9112311F2";
    expect(read(second)?.zone).toMatchObject({ documentNumber: "1710GVA12345", familyName: "TEST<NAME", failed: [] });
    expect(read(frenchCard.replace("BERTHIER", "BERTHIEZ"))?.zone.failed).toEqual(["composite"]);
    expect(read(frenchCard.replace("651206", "651207"))?.zone.failed).toEqual(["birth_date", "composite"]);
    const given = frenchCard.replace("CORINNE<<<<<<<", "CORINNE<<LOUIS");
    expect(read(given)?.zone).toMatchObject({ givenNames: "CORINNE", isNameCut: true });
  });

  it("verifies check digits of French driving licences", () => {
    expect(read(frenchLicence)).toMatchObject({
      zone: {
        format: "FR-DL",
        documentNumber: "13AA00002",
        expiryDate: "181231",
        familyName: "MARTIN",
        birthDate: null,
        failed: [],
      },
      count: 1,
    });
    expect(read(frenchLicence.replace("AA", "AB"))?.zone.failed).toEqual(["document_number", "composite"]);
    expect(read(frenchLicence.replace("MARTIN<<", "MARTINEZ"))?.zone).toMatchObject({
      familyName: null,
      isNameCut: true,
    });
  });

  it("reports Swiss driving licences as not checked", () => {
    const zone = { format: "CH-DL", documentNumber: "305142128097", birthDate: "800126", familyName: "MARCHAND" };
    expect(read(swissLicence)).toMatchObject({ zone: { ...zone, givenNames: "FABIENNE", isChecked: false }, count: 3 });
    expect(read(swissLicence.replaceAll("\n", ""))?.zone.format).toBe("CH-DL");
    expect(read(swissLicence)?.zone.otherNumbers).toContain("AAA001");
  });

  it("reads Cyrillic names and the full number of Russian internal passports", () => {
    expect(read(makeRussian())?.zone).toMatchObject({
      format: "RU-ID",
      documentNumber: "4510123456",
      familyName: "ЩЕРБАКОВ",
      givenNames: "ИВАН<ПЕТРОВИЧ",
      birthDate: "840229",
      expiryDate: null,
      failed: [],
    });
  });

  it.each([
    ["French residence permit", "TSFRAERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<0"],
    ["a licence of another state", "D1NLD15094962111659VV72N15FG82"],
    ["other grammar", "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"],
  ])("identifies but does not parse an unknown layout: %s", (_, text) => {
    expect(read(text)?.zone).toMatchObject({
      format: "unknown",
      documentNumber: null,
      familyName: null,
      birthDate: null,
      isChecked: false,
      failed: [],
    });
  });
});

describe("document numbers", () => {
  it.each([
    // ICAO 9303-5 §4.2.2.1 note j: D23145890734 with the check digit 9.
    [
      "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<",
      "D23145890734",
      [],
    ],
    ["I<CHEX1234567<4<<<<<<<<<<<<<<<\n8402292F3105045CHE<<<<<<<<<<<2\nMUELLER<LUKASZ<<ZOE<<<<<<<<<<<", "X1234567", []],
    [
      "IDVNM0930470641001093047064<<2\n9301054M3301052VNM<<<<<<<<<<<8\nUNG<<HOANG<HIEP<<<<<<<<<<<<<<<",
      "093047064",
      ["001093047064"],
    ],
  ])("%s", (text, documentNumber, otherNumbers) => {
    expect(read(text)?.zone).toMatchObject({ format: "TD1", documentNumber, otherNumbers });
  });

  it("reads the personal number of a Spanish card from the optional data", () => {
    const spanish = `IDESPBAA000589${digitOf("BAA000589")}99999999R<<<<<<\n8001014F2501017ESP<<<<<<<<<<<0\nESPANOLA<ESPANOLA<<CARMEN<<<<<`;
    expect(read(spanish)?.zone).toMatchObject({ documentNumber: "BAA000589", personalNumber: "99999999R" });
  });

  it("accepts missing check digits of the number and of empty fields", () => {
    const first = "I<UTOD23145<<<<<<<<<<<<<<<<<<<";
    const second = "7408122F<<<<<<<UTO<<<<<<<<<<<";
    const composite = digitOf(first.slice(5), second.slice(0, 7), second.slice(8, 15), second.slice(18, 29));
    const zone = read(`${first}\n${second}${composite}\nERIKSSON<<ANNA<<<<<<<<<<<<<<<<`)?.zone;
    expect(zone).toMatchObject({ documentNumber: "D23145", expiryDate: null, failed: [] });
  });
});

describe("dates", () => {
  it.each([
    ["74<<<<", "74<<<<"],
    ["7408<<", "7408<<"],
    ["<<<<<<", null],
  ])("with unknown parts: %s", (field, birthDate) => {
    const second = `${field}${digitOf(field)}F1204159UTO<<<<<<<<<<<`;
    const first = "I<UTOD231458907<<<<<<<<<<<<<<<";
    const composite = digitOf(first.slice(5), second.slice(0, 7), second.slice(8, 15), second.slice(18, 29));
    expect(read(`${first}\n${second}${composite}\nERIKSSON<<ANNA<MARIA<<<<<<<<<<`)?.zone).toMatchObject({
      birthDate,
      failed: [],
    });
  });
});

describe("names", () => {
  it("omit a possibly truncated given name if they fill the field", () => {
    const cut = card.replace("ERIKSSON<<ANNA<MARIA<<<<<<<<<<", "ERIKSSON<<ANNA<MARIA<ALEXANDRI");
    expect(read(cut)?.zone).toMatchObject({ givenNames: "ANNA<MARIA", isNameCut: true, failed: [] });
  });

  it("may lack a family name or given names", () => {
    expect(read(card.replace("ERIKSSON<<ANNA<MARIA", "ANNA<<<<<<<<<<<<<<<<"))?.zone).toMatchObject({
      familyName: "ANNA",
      givenNames: null,
    });
    expect(read(card.replace("ERIKSSON<<ANNA<MARIA", "<<ANNA<MARIA<<<<<<<<"))?.zone).toMatchObject({
      familyName: null,
      givenNames: "ANNA<MARIA",
    });
  });
});

describe("OCR errors", () => {
  it.each([
    ["fillers read as K", passport.replace("<<<<<<<<<<<<<<<<<<<\n", "KKKKKKKKKKKKKKKKKKK\n").replace("P<UTO", "P<UTO")],
    ["fillers read as «", card.replace("ERIKSSON<<", "ERIKSSON«")],
    ["letters for digits in dates", passport.replace("7408122F1204159", "74O8I22F12O4159")],
  ])("repairs %s and reports no failed field", (_, text) => {
    const zone = read(text)?.zone;
    expect(zone).toMatchObject({
      familyName: "ERIKSSON",
      birthDate: "740812",
      isRepaired: true,
      isChecked: false,
      failed: [],
    });
  });

  it("drops a date whose repair fails the check digit", () => {
    const zone = read(passport.replace("7408122", "74O8132"))?.zone;
    expect(zone).toMatchObject({ birthDate: null, expiryDate: "120415", isRepaired: true, failed: [] });
  });
});

it.each([
  "",
  "P<",
  "A".repeat(44),
  "I<UTO".padEnd(30, "A"),
  "DATA".repeat(18),
  "Anna Maria Muster",
  "<".repeat(88),
  "A".repeat(1_000_000),
])("rejects other text: %s", (text) => {
  expect(read(text)).toBeNull();
});

it("never throws, and detects one changed digit in any field", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => read(text) !== undefined));
  const sign = fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<");
  const line = (length: number) =>
    fc.array(sign, { minLength: length, maxLength: length }).map((signs) => signs.join(""));
  for (const length of [30, 36, 44])
    fc.assert(fc.property(fc.array(line(length), { maxLength: 3 }), (lines) => parseMrz(lines) !== undefined));
  fc.assert(
    fc.property(line(9), fc.nat(8), fc.integer({ min: 1, max: 9 }), (field, at, by) => {
      const changed = [...field].with(at, String((Number.parseInt(field[at] ?? "0", 10) + by) % 10)).join("");
      return !/\d/.test(field[at] ?? "") || computeCheckDigit(field) !== computeCheckDigit(changed);
    }),
  );
});

it("reports any changed digit of a date or number in a checked MRZ", () => {
  const digits = [...passport].flatMap((sign, at) => (at > 45 && /\d/.test(sign) ? [at] : []));
  for (const at of digits)
    for (let by = 1; by < 10; by++) {
      const changed = [...passport].with(at, String((Number(passport[at]) + by) % 10)).join("");
      expect(read(changed)?.zone.failed, changed).not.toEqual([]);
    }
});
