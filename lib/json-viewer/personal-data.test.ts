import { describe, expect, it } from "vitest";
import { isPersonalValue, maskText } from "./personal-data.ts";
import { RawRows } from "./raw-rows.ts";
import { openDocument } from "./test-document.fixture.ts";

const png = `iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk${"A".repeat(200)}`;

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
  ])("covers %j", (names, text) => expect(isPersonalValue(names, text)).toBe(true));

  it.each([
    [["name", "checks"], "nfc_chip"],
    [["number", "page"], "3"],
    [["result"], "PASSED"],
    [["createdAt"], "2026-11-23T10:00:00Z"],
    [["constructor", "__proto__", "toString"], "x"],
  ])("leaves %j", (names, text) => expect(isPersonalValue(names, text)).toBe(false));

  it("hides covered values in rows and previews, and hides nothing when masking is off", () => {
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

  it("covers all bytes after a syntax error in the raw view", () => {
    const raw = new RawRows(openDocument('{"result":"PASSED","person":{"firstName":"Zoë","lastName":"Mül', 9, true));
    const [row] = raw.rows({ pretty: false, columns: 200 }, 0, 1, true);
    expect(row?.text).toContain('"PASSED"');
    expect(row?.text).not.toMatch(/Zoë|Mül/);
  });

  it("covers names and values in every escaped form", () => {
    const picture = `"\\/9j\\/4AAQ${"A".repeat(60)}"`;
    const zone =
      '"IDUTOX1234567\\u003c\\u003c\\u003c\\u003c\\u003c\\u003c\\u003c\\u003c\\u003c\\u003c\\u003c\\u003c\\u003c\\u003c\\u003c\\u003c\\u003c"';
    const text = `{"first\\u004eame":"Zoë","a":${picture},"b":${zone},"c":"data:application\\/pdf;base64,JVBERi0x${"A".repeat(40)}"}`;
    const rows = openDocument(text, 1, true).window(1, 4);
    expect(rows.map((row) => row.masked)).toEqual([true, true, true, true]);
    expect(rows[1]?.recognised).toMatchObject({ media: "image/jpeg" });
  });
});
