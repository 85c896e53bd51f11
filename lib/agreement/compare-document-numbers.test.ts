import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeCheckDigit } from "#lib/formats/mrtd/check-digit";
import { compareEach } from "./compare-both-ways.fixture.ts";
import { compareDocumentNumbers } from "./compare-document-numbers.ts";

describe("document numbers", () => {
  compareEach(compareDocumentNumbers, [
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
  ]);

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
