import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeCheckDigit, readZone, splitZone } from "./read-mrz.ts";

const read = (text: string) => readZone(splitZone(text));

/** The specimens of ICAO Doc 9303: part 4 appendix B, part 5 appendix B, part 6 appendix B. */
const passport = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";
const card = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<";
const smallCard = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6";

describe("the specimens of ICAO Doc 9303", () => {
  const person = { familyName: "ERIKSSON", givenNames: "ANNA<MARIA", nationality: "UTO", issuingState: "UTO" };
  const dates = { birthDate: "740812", expiryDate: "120415", failed: [] };

  it.each([
    ["TD3", passport, "L898902C3", 2],
    ["TD1", card, "D23145890", 3],
    ["TD2", smallCard, "D23145890", 2],
  ])("%s is read, and its check digits hold", (format, text, documentNumber, count) => {
    expect(read(text)).toEqual({ zone: { format, documentNumber, ...person, ...dates }, count });
    expect(read(text.replaceAll("\n", ""))?.zone.documentNumber).toBe(documentNumber);
    expect(read(text.replaceAll("\n", "\r\n"))?.count).toBe(count);
  });

  it("one changed sign is named by its field, and by the composite", () => {
    expect(read(passport.replace("L898902C3", "L898902C8"))?.zone.failed).toEqual(["document_number", "composite"]);
    expect(read(passport.replace("740812", "740813"))?.zone.failed).toEqual(["birth_date", "composite"]);
    expect(read(card.replace("1204159", "1204150"))?.zone.failed).toEqual(["expiry_date", "composite"]);
    expect(read(passport.replace(/10$/, "11"))?.zone.failed).toEqual(["composite"]);
  });
});

it("reads a document number that goes on in the optional data", () => {
  // Part 5 section 4.2.2.1 note j: D23145890734 with the check digit 9.
  const long = "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<";
  expect(read(long)?.zone).toMatchObject({ documentNumber: "D23145890734", familyName: "STEVENSON", failed: [] });
});

it("leaves out a given name that may have been cut", () => {
  const cut = card.replace("ERIKSSON<<ANNA<MARIA<<<<<<<<<<", "ERIKSSON<<ANNA<MARIA<ALEXANDRI");
  expect(read(cut)?.zone.givenNames).toBe("ANNA<MARIA");
});

it.each(["", "P<", "A".repeat(44), "I<UTO".padEnd(30, "A"), "DATA".repeat(18), card.toLowerCase()])(
  "takes no other text for a zone: %s",
  (text) => {
    expect(read(text)).toBeNull();
  },
);

it("never throws, and finds a single changed digit of any field", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => read(text) !== undefined));
  const sign = fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<");
  fc.assert(
    fc.property(
      fc.array(sign, { minLength: 9, maxLength: 9 }),
      fc.nat(8),
      fc.integer({ min: 1, max: 9 }),
      (field, at, by) => {
        const changed = field.with(at, String((Number.parseInt(field[at] ?? "0", 10) + by) % 10));
        return !/\d/.test(field[at] ?? "") || computeCheckDigit(field.join("")) !== computeCheckDigit(changed.join(""));
      },
    ),
  );
});
