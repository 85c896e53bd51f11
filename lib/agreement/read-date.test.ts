import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDate, readPlainDate } from "./read-date.ts";

const leapDay = { kind: "date", iso: "1984-02-29" };

describe("a full date", () => {
  it.each([
    "1984-02-29",
    " 1984-02-29 ",
    "1984–02–29",
    "１９８４－０２－２９",
    "19840229",
    "29021984",
    "02291984",
    "29.02.1984",
    "29.2.1984",
    "29. 2. 1984",
    "29.02.1984.",
    "1984. 2. 29.",
    "29/02/1984",
    "02/29/1984",
    "29-02-1984",
    "29 02 1984",
    "1984/02/29",
    "1984.02.29",
    "1984 02 29",
    "29 February 1984",
    "February 29, 1984",
    "Feb. 29th, 1984",
    "Wednesday, 29 February 1984",
    "29. Februar 1984",
    "29. Feb. 1984",
    "29 février 1984",
    "29 févr. 1984",
    "29 FÉV 1984",
    "29 febbraio 1984",
    "mercoledì 29 febbraio 1984",
    "29FEB1984",
    "29-FEB-1984",
    "29 FEB / FEV 1984",
    "29 FEB/FÉV 1984",
    "29 ÚNO/FEB 1984",
    "29.II.1984",
    "1984年2月29日",
    "1984年02月29日",
    "昭和59年2月29日",
    "1984년 2월 29일",
    "民國73年2月29日",
    "1984-02-29Z",
    "1984-02-29+01:00",
    "19840229.0",
  ])("%s", (text) => expect(readDate(text)).toEqual(leapDay));

  it.each(["29 MAI/MAY 1990", "29 mai 1990", "29 mag 1990", "29 MAGGIO 1990"])("reads %s in May", (text) => {
    expect(readPlainDate(text)).toBe("1990-05-29");
  });

  it.each([
    "03 MÄR 1990",
    "3. März 1990",
    "3. Maerz 1990",
    "3 mars 1990",
    "3 marzo 1990",
    "03 MRZ/MAR 90".replace(" 90", " 1990"),
  ])("reads %s in March", (text) => {
    expect(readPlainDate(text)).toBe("1990-03-03");
  });

  it("reads every day in every unambiguous form", () => {
    const day = fc.date({ min: new Date("1900-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [y, m, d] = iso.split("-") as [string, string, string];
        const name = (locale: string, month: "long" | "short") =>
          new Intl.DateTimeFormat(locale, { day: "numeric", month, year: "numeric", timeZone: "UTC" }).format(date);
        const forms = [
          iso,
          `${y}${m}${d}`,
          `${d}.${m}.${y}`,
          `${y}/${m}/${d}`,
          `${Number(y)}年${Number(m)}月${Number(d)}日`,
        ];
        for (const locale of ["en-GB", "en-US", "de-CH", "fr-CH", "it-CH"])
          forms.push(name(locale, "long"), name(locale, "short"));
        return forms.every((form) => readPlainDate(form) === iso);
      }),
    );
  });
});

describe("other readings", () => {
  it.each([
    ["840229", "840229"],
    ["290284", "840229"],
    ["29.02.84", "840229"],
    ["29 FEB/FEV 84", "840229"],
    ["29 Feb 84", "840229"],
    ["84-02-29", "840229"],
    ["29/02/84", "840229"],
  ])("reads a two-digit year from %s", (text, yymmdd) => {
    expect(readDate(text)).toEqual({ kind: "short", yymmdd });
  });

  it.each([
    ["03/04/1984", ["1984-04-03", "1984-03-04"]],
    ["03-04-1984", ["1984-04-03", "1984-03-04"]],
    ["3 4 1984", ["1984-04-03", "1984-03-04"]],
    ["03041984", ["1984-04-03", "1984-03-04"]],
    ["03/04/84", ["1984-04-03", "2084-04-03", "1984-03-04", "2084-03-04"]],
  ])("reads %s as ambiguous", (text, isos) => {
    const reading = readDate(text);
    expect(reading.kind).toBe("ambiguous");
    expect(reading).toMatchObject({ isos: expect.arrayContaining(isos) });
  });

  it.each([
    ["1984", 1984, null],
    ["1984-02", 1984, 2],
    ["02/1984", 1984, 2],
    ["02.1984", 1984, 2],
    ["198402", 1984, 2],
    ["February 1984", 1984, 2],
    ["1984-00-00", 1984, null],
    ["1984-02-00", 1984, 2],
    ["00.00.1984", 1984, null],
    ["00/02/1984", 1984, 2],
    ["XX.XX.1984", 1984, null],
    ["--.02.1984", 1984, 2],
    ["1984年2月", 1984, 2],
    ["84<<<<", 84, null],
    ["8402<<", 84, 2],
    ["840000", 84, null],
  ])("reads %s as partial", (text, year, month) => {
    expect(readDate(text)).toEqual({ kind: "partial", year, month });
  });

  it.each([
    ["446860800", "1984-02-29"],
    ["446860800000", "1984-02-29"],
    ["446860800000000", "1984-02-29"],
    ["446860800.0", "1984-02-29"],
    ["/Date(446860800000)/", "1984-02-29"],
    ["/Date(446860800000+0100)/", "1984-02-29"],
    ["\\/Date(446860800000)\\/", "1984-02-29"],
    ["-315619200", "1960-01-01"],
    ["-315619200000", "1960-01-01"],
    ["1984-02-28T23:00:00Z", "1984-02-29"],
    ["1984-02-28T23:00:00.000+00:00", "1984-02-29"],
    ["1984-02-29 12:00", "1984-02-29"],
    ["29.02.1984 12:30 Uhr", "1984-02-29"],
    ["2/29/1984 11:00:00 AM", "1984-02-29"],
    ["1984-02-29T13:00:00+01:00[Europe/Zurich]", "1984-02-29"],
    ["Wed Feb 29 1984 01:00:00 GMT+0100 (CET)", "1984-02-29"],
    ["Wed Feb 29 01:00:00 CET 1984", "1984-02-29"],
  ])("reads %s as a moment on %s", (text, iso) => {
    expect(readDate(text)).toMatchObject({ kind: "moment", isos: expect.arrayContaining([iso]), written: null });
  });

  it.each([
    "1984-02-29T00:00:00Z",
    "1984-02-29T00:00:00",
    "1984-02-29T00:00:00.000+00:00",
    "1984-02-29T00:00:00+01:00",
    "1984-02-29 00:00:00",
    "19840229000000",
    "19840229T000000Z",
    "29.02.1984 00:00:00",
    "2/29/1984 12:00:00 AM",
    "Wed, 29 Feb 1984 00:00:00 GMT",
    "Wed Feb 29 1984 00:00:00 GMT+0100 (CET)",
    "Wed Feb 29 00:00:00 CET 1984",
  ])("reads %s as a moment written as a date", (text) => {
    expect(readDate(text)).toMatchObject({ kind: "moment", written: "1984-02-29" });
    expect(readPlainDate(text)).toBe("1984-02-29");
  });

  it.each([
    "0",
    "00000000",
    "000000",
    "0001-01-01",
    "0001-01-01T00:00:00Z",
    "0000-00-00",
    "00.00.0000",
    "9999-12-31",
    "31.12.9999",
  ])("%s is unset", (text) => expect(readDate(text)).toEqual({ kind: "unset" }));

  it.each([
    "",
    "foo",
    "30741",
    "30741.5",
    "1",
    "123",
    "1984-02-30",
    "1984-13-01",
    "30.02.1984",
    "31/31/1984",
    "27.05.1404",
    "29/02/2527",
    "29 XYZ 1984",
    "29 FEB/MAR 1984",
    "29 Feb",
    "1984-02-29-01",
    "29.02-1984",
    "1984-02-29T25:61:00Z",
    "X1234567",
    "99999999999999999999",
    "1".repeat(1_000_000),
  ])("%s is unreadable", (text) => expect(readDate(text)).toEqual({ kind: "unreadable" }));

  it("never throws", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => readDate(text) !== undefined));
    const sign = fc.constantFrom(..."0123456789.-/ TZ:+<年月日febFEB");
    fc.assert(fc.property(fc.array(sign, { maxLength: 30 }), (signs) => readDate(signs.join("")) !== undefined));
  });
});
