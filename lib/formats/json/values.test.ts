import { describe, expect, it } from "vitest";
import { isPersonal, maskText } from "#lib/json-viewer/personal-data";
import { RawRows } from "#lib/json-viewer/raw-rows";
import { openDocument } from "#lib/json-viewer/test-document.fixture";
import { recogniseNumber, recogniseString } from "./recognise-value.ts";
import { isExactNumber } from "./scan-anomalies.ts";
import { copyText, decodeBase64, readValueText } from "./value-text.ts";

const png = `iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk${"A".repeat(200)}`;

describe("what a value is", () => {
  it("tells times, digests, pictures and documents by their shape", () => {
    const recognise = (text: string) => recogniseString(text.slice(0, 256), text.length)?.what ?? null;
    expect(recognise("2026-11-23T10:00:00.123Z")).toBe("time");
    expect(recognise("2026-11-23T10:00:00+01:00")).toBe("time");
    expect(recognise("2026-13-45T10:00:00Z")).toBeNull();
    expect(recognise("1984-02-29")).toBeNull();
    expect(recognise("a".repeat(64))).toBe("digest");
    expect(recognise("g".repeat(64))).toBeNull();
    expect(recogniseString(png.slice(0, 256), png.length)).toMatchObject({ what: "base64", media: "image/png" });
    expect(recogniseString(`data:image/jpeg;base64,/9j/${"A".repeat(40)}`, 67)).toMatchObject({ media: "image/jpeg" });
    expect(recogniseString(`JVBERi0xLjcK${"A".repeat(40)}`, 52)).toMatchObject({ media: "application/pdf" });
    expect(recognise("lorem ipsum dolor ".repeat(20))).toBeNull();
    expect(recognise("abcdefghij".repeat(30))).toBeNull();
    expect(recogniseNumber("exp", "1790000000")).toMatchObject({ what: "time" });
    expect(recogniseNumber("size", "1790000000")).toBeNull();
  });

  it.each(["0.1", "1.0", "100", "1e5", "1E+2", "-0", "5e-324", "100000000000000000000", "0.5000", "1e23"])(
    "%s is exact",
    (text) => {
      expect(isExactNumber(text)).toBe(true);
    },
  );
  it.each(["12345678901234567890", "0.1000000000000000055511151231257827", "1E400", "1e-400", "9007199254740993"])(
    "%s is not",
    (text) => {
      expect(isExactNumber(text)).toBe(false);
    },
  );
});

describe("masking", () => {
  it.each([
    [["firstName"], "Zoë"],
    [["date_of_birth"], "1984-02-29"],
    [["number", "document"], "X1234567"],
    [["name", "person"], "Zoë Müller"],
    [["lines", "mrz"], "whatever"],
    [["holderDateOfBirth"], "x"],
    [["anything"], "IDUTOX1234567<<<<<<<<<<<<<<<<<"],
    [["anything"], "P<UTOMUELLER<<ZOE<<<<<<<<<<<<<<<<<<<<<<<<<<<\nX123456<<0UTO8402292F3105045<<<<<<<<<<<<<<00"],
    [["name"], "Zoë Müller"],
    [["Prénom"], "Zoë"],
    [["contact"], "zoe@example.com"],
    [["insurance"], "756.9217.0769.85"],
  ])("covers %j", (names, text) => expect(isPersonal(names, text)).toBe(true));

  it.each([
    [["name", "checks"], "nfc_chip"],
    [["number", "page"], "3"],
    [["result"], "PASSED"],
    [["createdAt"], "2026-11-23T10:00:00Z"],
    [["constructor", "__proto__", "toString"], "x"],
  ])("leaves %j", (names, text) => expect(isPersonal(names, text)).toBe(false));

  it("keeps covered values out of rows and glances, and off when it is off", () => {
    const text = `{"person":{"firstName":"Zoë","dateOfBirth":"1984-02-29"},"portrait":"${png}","score":1}`;
    const masked = openDocument(text, 1, true);
    const words = JSON.stringify(masked.window(0, 20));
    expect(words).toContain(maskText);
    expect(words).not.toMatch(/Zoë|1984|iVBOR/);
    masked.openToDepth(9);
    expect(JSON.stringify(masked.window(0, 20))).not.toMatch(/Zoë|1984|iVBOR/);
    for (const pretty of [true, false]) {
      const raw = JSON.stringify(new RawRows(masked).rows({ pretty, columns: 40 }, 0, 200, true));
      expect(raw).toContain("firstName");
      expect(raw).not.toMatch(/Zoë|1984|iVBOR/);
    }
    masked.masked = false;
    expect(JSON.stringify(masked.window(0, 20))).toContain("Zoë");
  });

  it("covers in the raw view whatever stands beyond a fault", () => {
    const raw = new RawRows(openDocument('{"result":"PASSED","person":{"firstName":"Zoë","lastName":"Mül', 9, true));
    const [row] = raw.rows({ pretty: false, columns: 200 }, 0, 1, true);
    expect(row?.text).toContain('"PASSED"');
    expect(row?.text).not.toMatch(/Zoë|Mül/);
  });

  it("covers names and values however they are escaped", () => {
    const picture = `"\\/9j\\/4AAQ${"A".repeat(60)}"`;
    const zone =
      '"IDUTOX1234567\\u003c\\u003c\\u003c\\u003c\\u003c\\u003c\\u003c\\u003c\\u003c\\u003c\\u003c\\u003c\\u003c\\u003c\\u003c\\u003c\\u003c"';
    const text = `{"first\\u004eame":"Zoë","a":${picture},"b":${zone},"c":"data:application\\/pdf;base64,JVBERi0x${"A".repeat(40)}"}`;
    const rows = openDocument(text, 1, true).window(1, 4);
    expect(rows.map((row) => row.masked)).toEqual([true, true, true, true]);
    expect(rows[1]?.recognised).toMatchObject({ media: "image/jpeg" });
  });
});

describe("values apart", () => {
  const document = openDocument(
    `{"a":"x\\u00fcy\\n","b":{"c":[1, 2]},"d":"${btoa("picture")}","e":12345678901234567890}`,
  );

  it("are copied as they read, or byte for byte", () => {
    expect(copyText(document, 1, "value")).toBe("xüy\n");
    expect(copyText(document, 1, "sent")).toBe('"x\\u00fcy\\n"');
    expect(copyText(document, 2, "sent")).toBe('{"c":[1, 2]}');
    expect(copyText(document, 7, "value")).toBe("12345678901234567890");
    expect(copyText(document, 2, "name")).toBe("b");
  });

  it("are read in parts that end between characters", () => {
    const long = openDocument(JSON.stringify("ü😀".repeat(1_000)));
    let text = "";
    for (let from: number | null = 0; from !== null; ) {
      const part = readValueText(long, 0, from, 101);
      text += part.text;
      from = part.nextFrom;
    }
    expect(text).toBe(JSON.stringify("ü😀".repeat(1_000)));
  });

  it("are decoded from base64, and refused when they are none", () => {
    expect(new TextDecoder().decode(decodeBase64(document, 6) ?? undefined)).toBe("picture");
    expect(decodeBase64(openDocument('"a*b"'), 0)).toBeNull();
  });
});
