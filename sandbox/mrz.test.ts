import { describe, expect, it } from "vitest";
import { formatMrz, formatPassportMrz, transliterate } from "./mrz.ts";

describe("machine-readable zone", () => {
  it("formats the specimen of ICAO Doc 9303 part 5 with its check digits", () => {
    const lines = formatMrz({
      documentCode: "I",
      issuingState: "UTO",
      documentNumber: "D23145890",
      birthDate: "1974-08-12",
      sex: "F",
      expiryDate: "2012-04-15",
      nationality: "UTO",
      familyName: "Eriksson",
      givenNames: "Anna Maria",
    });
    expect(lines).toEqual([
      "I<UTOD231458907<<<<<<<<<<<<<<<",
      "7408122F1204159UTO<<<<<<<<<<<6",
      "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
    ]);
  });

  it("formats the passport specimen of ICAO Doc 9303 part 4 with its check digits", () => {
    const fields = {
      documentCode: "P",
      issuingState: "UTO",
      documentNumber: "L898902C3",
      birthDate: "1974-08-12",
      sex: "F",
      expiryDate: "2012-04-15",
      nationality: "UTO",
      familyName: "Eriksson",
      givenNames: "Anna Maria",
    };
    expect(formatPassportMrz(fields, "ZE184226B")).toEqual([
      "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
      "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    ]);
  });

  it("transliterates umlauts, drops marks and apostrophes, and separates names by one filler", () => {
    expect(transliterate("Müller-Łukasz")).toBe("MUELLER<LUKASZ");
    expect(transliterate("Lefèvre-D’Angelo")).toBe("LEFEVRE<DANGELO");
    expect(transliterate("von Brönnimann")).toBe("VON<BROENNIMANN");
    expect(transliterate("Zoë Strauß")).toBe("ZOE<STRAUSS");
  });
});
