import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeCheckDigit } from "#lib/formats/mrtd/check-digit";
import {
  type CompareFunction,
  compareBirthDates,
  compareCountries,
  compareDates,
  compareDocumentNumbers,
  compareDocumentTypes,
  compareEmails,
  compareFamilyNames,
  compareFullNames,
  compareGivenNames,
  compareMobiles,
  compareMoments,
  comparePlaces,
  compareResults,
  compareText,
  readDocumentType,
  readMoment,
} from "./compare-values.ts";

const both = (compare: CompareFunction, left: string, right: string) => {
  const found = compare(left, right);
  expect(compare(right, left)).toEqual(found);
  return `${found.outcome} ${found.rule}`;
};

describe("document numbers", () => {
  it.each([
    ["X1234567", "X1234567", "agrees equal_text"],
    ["X1234567", "x 123-45.67", "agrees without_separators"],
    ["X1234567", "X1234567<", "agrees without_separators"],
    ["X1234567", "Ｘ１２３４５６７", "agrees without_separators"],
    ["12345678", "١٢٣٤٥٦٧٨", "agrees without_separators"],
    ["12.345.678-5", "123456785", "agrees without_separators"],
    ["D23145890", "D231458907", "similar with_check_digit"],
    ["D23145890", "D231458908", "differs without_separators"],
    ["00123456", "123456", "similar leading_zeros"],
    ["00123456", "123456.0", "similar leading_zeros"],
    ["123456", "123456.0", "similar leading_zeros"],
    ["1.2345678E7", "12345678", "not_comparable rounded_number"],
    ["X1O34567", "X1034567", "similar look_alike_letters"],
    ["XI234567", "X1234567", "similar look_alike_letters"],
    ["АА123456", "AA123456", "similar look_alike_letters"],
    ["CHE X1234567", "X1234567", "similar with_country_code"],
    ["*****567", "X1234567", "not_comparable masked"],
    ["XXXX4567", "X1234567", "not_comparable masked"],
    ["X12***67", "X1234567", "not_comparable masked"],
    ["…4567", "X1234567", "not_comparable masked"],
    ["...4567", "X1234567", "not_comparable masked"],
    ["*****568", "X1234567", "differs masked"],
    ["Y12***67", "X1234567", "differs masked"],
    ["*****567", "*****567", "not_comparable masked"],
    ["a".repeat(64), "X1234567", "not_comparable hashed"],
    ["", "X1234567", "not_comparable placeholder"],
    ["<<<<<<<<<", "X1234567", "not_comparable placeholder"],
    ["X1234567", "X1234568", "differs without_separators"],
    ["X1234567", "X123456", "differs without_separators"],
    ["1".repeat(2000), "1".repeat(2000), "not_comparable too_long"],
  ])("%s and %s: %s", (left, right, expected) => expect(both(compareDocumentNumbers, left, right)).toBe(expected));

  const number = fc.stringMatching(/^[A-Z][0-9]{6,9}$/);
  it("never agree after one changed character, in any spelling", () => {
    const spellings: ((text: string) => string)[] = [
      (text) => text,
      (text) => text.toLowerCase(),
      (text) => `${text.slice(0, 3)} ${text.slice(3)}`,
      (text) => `${text}<<`,
      (text) => text + computeCheckDigit(text),
    ];
    fc.assert(
      fc.property(number, fc.nat(9), fc.constantFrom(...spellings), (text, at, spell) => {
        expect(compareDocumentNumbers(text, spell(text)).outcome).not.toBe("differs");
        const index = 1 + (at % (text.length - 1));
        const changed = [...text].with(index, String((Number(text[index]) + 1) % 10)).join("");
        return compareDocumentNumbers(text, spell(changed)).outcome !== "agrees";
      }),
    );
  });
});

describe("countries", () => {
  it.each([
    ["CHE", "CH", "agrees same_country"],
    ["CHE", "756", "agrees same_country"],
    ["AUT", "40", "agrees same_country"],
    ["AUT", "040", "agrees same_country"],
    ["D<<", "DEU", "agrees same_country"],
    ["D", "Deutschland", "agrees same_country"],
    ["CH", "Schweiz", "agrees same_country"],
    ["CH", "suisse", "agrees same_country"],
    ["CH", "SVIZZERA", "agrees same_country"],
    ["CH", "Swiss", "agrees same_country"],
    ["CH", "schweizerisch", "agrees same_country"],
    ["CH", "Schweizerische", "agrees same_country"],
    ["CH", "Schweizerische Eidgenossenschaft", "agrees same_country"],
    ["CH", "Confédération suisse", "agrees same_country"],
    ["CH", "svizzero", "agrees same_country"],
    ["DE", "deutsch", "agrees same_country"],
    ["DE", "German", "agrees same_country"],
    ["DE", "allemande", "agrees same_country"],
    ["DE", "Federal Republic of Germany", "agrees same_country"],
    ["DE", "Bundesrepublik Deutschland", "agrees same_country"],
    ["AT", "Oesterreich", "agrees same_country"],
    ["AT", "Österreicherin", "agrees same_country"],
    ["IT", "italienisch", "agrees same_country"],
    ["US", "U.S.A.", "agrees same_country"],
    ["NL", "The Netherlands", "agrees same_country"],
    ["CH", "CHE - Switzerland", "agrees same_country"],
    ["CH", "Switzerland (CH)", "agrees same_country"],
    ["CH", "Schweiz / Suisse / Svizzera", "agrees same_country"],
    ["CH", "🇨🇭", "agrees same_country"],
    ["ROM", "ROU", "agrees same_country"],
    ["RKS", "Kosovo", "agrees same_country"],
    ["XXA", "staatenlos", "agrees same_country"],
    ["CH, IT", "ITA", "similar one_of_several_countries"],
    ["CH, IT", "IT/CH", "agrees same_country"],
    ["GBD", "GBR", "similar british_nationality"],
    ["YUG", "SRB", "not_comparable former_country"],
    ["XXX", "CHE", "not_comparable placeholder"],
    ["Atlantis", "CHE", "not_comparable unknown_country"],
    ["Atlantis", "ATLANTIS", "agrees letter_case"],
    ["CHE", "AUT", "differs same_country"],
    ["Dominica", "Dominican Republic", "differs same_country"],
    ["Niger", "Nigeria", "differs same_country"],
    ["Korea", "PRK", "differs same_country"],
    ["CD", "CG", "differs same_country"],
  ])("%s and %s: %s", (left, right, expected) => expect(both(compareCountries, left, right)).toBe(expected));
});

describe("document types", () => {
  it.each([
    ["passport", "P PASSPORT pp P< PN PD PS PO Reisepass passeport passaporto travel_passport_2010 ePass"],
    [
      "id_card",
      "ID_CARD idCard IDCARD I I< id identity_card national_identity_card NATIONAL_ID Personalausweis Identitätskarte Identitaetskarte passport_card CNI",
    ],
    [
      "residence_permit",
      "residence_permit RESIDENCE_CARD Aufenthaltstitel Aufenthaltsbewilligung Ausländerausweis green_card AR IR",
    ],
    [
      "driving_licence",
      "driving_licence DRIVERS_LICENSE driverLicense driving-license Führerschein Fuehrerausweis patente DL D1",
    ],
    ["visa", "VISA V VC visum"],
    ["travel_document", "refugee_travel_document Flüchtlingsausweis travelDocument PT"],
    ["null", "PURPLE 42 document selfie"],
  ])("%s", (kind, words) => {
    for (const word of words.split(" ")) expect(String(readDocumentType(word)), word).toBe(kind);
  });

  it.each([
    ["carte nationale d’identité", "ID_CARD", "agrees same_kind"],
    ["carta d'identità", "I", "agrees same_kind"],
    ["permis de conduire", "DL", "agrees same_kind"],
    ["P", "PASSPORT", "agrees same_kind"],
    ["PD", "PASSPORT", "agrees same_kind"],
    ["I", "RESIDENCE_PERMIT", "similar possible_kind"],
    ["ID", "PASSPORT", "similar possible_kind"],
    ["PT", "PASSPORT", "similar possible_kind"],
    ["PASSPORT", "ID_CARD", "differs same_kind"],
    ["I", "PASSPORT", "differs same_kind"],
    ["PASSPORT", "CHE_2010_B", "not_comparable unknown_word"],
  ])("%s and %s: %s", (left, right, expected) => expect(both(compareDocumentTypes, left, right)).toBe(expected));
});

describe("email addresses and phone numbers", () => {
  it.each([
    ["Zoe@Example.test", "zoe@example.test", "agrees letter_case"],
    ["mailto:zoe@example.test", "Zoë <zoe@example.test>", "agrees letter_case"],
    ["zoe@müller.test", "zoe@xn--mller-kva.test", "agrees letter_case"],
    ["z**@example.test", "zoe@example.test", "not_comparable masked"],
    ["y**@example.test", "zoe@example.test", "differs masked"],
    ["a".repeat(64), "zoe@example.test", "not_comparable hashed"],
    ["zoe", "zoe@example.test", "not_comparable unknown_word"],
    ["zoe@example.test", "zoo@example.test", "differs letter_case"],
  ])("%s and %s: %s", (left, right, expected) => expect(both(compareEmails, left, right)).toBe(expected));

  it.each([
    ["+41791234567", "0041 79 123 45 67", "agrees same_number"],
    ["+41 (0)79 123 45 67", "41791234567", "agrees same_number"],
    ["tel:+41-79-123-45-67", "+41791234567", "agrees same_number"],
    ["079 123 45 67", "+41791234567", "agrees national_number"],
    ["(212) 555-1234", "+12125551234", "similar national_number"],
    ["+41 79 *** ** 67", "+41791234567", "not_comparable masked"],
    ["+41791234567", "+41791234568", "differs same_number"],
    ["079 123 45 68", "+41791234567", "differs same_number"],
    ["+49791234567", "+41791234567", "differs same_number"],
    ["call me", "+41791234567", "not_comparable unknown_word"],
  ])("%s and %s: %s", (left, right, expected) => expect(both(compareMobiles, left, right)).toBe(expected));
});

describe("moments", () => {
  it.each([
    ["2026-11-23T07:00:00Z", "2026-11-23T08:00:00+01:00", "agrees same_moment"],
    ["2026-11-23T07:00:00Z", "2026-11-23T08:00:00+01:00[Europe/Zurich]", "agrees same_moment"],
    ["2026-11-23T07:00:00Z", "2026-11-23T07:00:00.250Z", "agrees same_second"],
    ["2026-11-23T07:00:00Z", "1795417200", "agrees same_moment"],
    ["2026-11-23T07:00:00Z", "1795417200000", "agrees same_moment"],
    ["2026-11-23T07:00:00Z", "2026-11-23T08:00:00", "similar zone_not_stated"],
    ["2026-11-23T07:00:00", "2026-11-23 07:00:00", "agrees same_moment"],
    ["2026-11-23T07:00:00Z", "2026-11-25T07:00:00", "differs same_moment"],
    ["2026-11-23T07:00:00Z", "0001-01-01T00:00:00Z", "not_comparable unset"],
    ["2026-11-23T07:00:00Z", "1970-01-01T00:00:00Z", "not_comparable unset"],
    ["2026-11-23T07:00:00Z", "0", "not_comparable unset"],
    ["2026-11-23T07:00:00Z", "9999-12-31T23:59:59Z", "not_comparable unset"],
    ["2026-11-23T07:00:00Z", "yesterday", "not_comparable unknown_time"],
    ["2026-11-23T07:00:00Z", "2026-11-23T07:00:02Z", "differs same_moment"],
  ])("%s and %s: %s", (left, right, expected) => expect(both(compareMoments, left, right)).toBe(expected));

  it('are not read without a zone, or from values for "not set" and "never"', () => {
    for (const text of ["2026-11-23T07:00:00", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0", ""])
      expect(readMoment(text), text).toBeNull();
  });
});

describe("cities", () => {
  it.each([
    ["Zürich", "ZUERICH", "agrees umlauts_written_out"],
    ["Genf", "Genève", "agrees same_place"],
    ["Bâle", "Basel", "agrees same_place"],
    ["Zürich ZH", "Zürich", "similar part_of_place"],
    ["Zürich, Switzerland", "Zürich", "similar part_of_place"],
    ["Zürich", "Winterthur", "not_comparable other_place_name"],
    ["", "Zürich", "not_comparable placeholder"],
  ])("%s and %s: %s", (left, right, expected) => expect(both(comparePlaces, left, right)).toBe(expected));
});

it("compares IDs by equality", () => {
  expect(both(compareText, "a", "a")).toBe("agrees equal_text");
  expect(both(compareText, "a", "A")).toBe("differs equal_text");
});

const all: Record<string, CompareFunction> = {
  compareBirthDates,
  compareCountries,
  compareDates,
  compareDocumentNumbers,
  compareDocumentTypes,
  compareEmails,
  compareFamilyNames,
  compareFullNames,
  compareGivenNames,
  compareMobiles,
  compareMoments,
  comparePlaces,
  compareResults,
  compareText,
};

describe.each(Object.entries(all))("%s", (_, compare) => {
  const values = fc.constantFrom(
    ..."Müller|MUELLER|Иванов|王|1984-02-29|29.02.1984|840229|1984|0|446860800|1984-02-29T00:00:00Z|03/04/1984|X1234567|D231458907|***67|PASSED|rejected|review|CHE|Schweiz|XXA|ID|PASSPORT|z@example.test|+41791234567|079 123 45 67|Zürich ZH||-|n/a|xxx".split(
      "|",
    ),
  );
  const text = fc.oneof(values, fc.string({ unit: "binary", maxLength: 20 }));

  it("is symmetric, and never throws", () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        expect(compare(right, left)).toEqual(compare(left, right));
      }),
      { numRuns: 500 },
    );
  });

  it("never calls equal texts different", () => {
    fc.assert(fc.property(text, (one) => ["agrees", "not_comparable"].includes(compare(one, one).outcome)));
  });

  it("returns quickly for a megabyte", () => {
    const long = "Ä1 ".repeat(400_000);
    expect(["not_comparable", "differs"]).toContain(compare(long, "Müller").outcome);
  });
});
