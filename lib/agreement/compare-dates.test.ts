import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { both, compareEach } from "./compare-both-ways.fixture.ts";
import { compareBirthDates, compareDates } from "./compare-dates.ts";

describe("dates of birth", () => {
  compareEach(compareBirthDates, [
    ["1984-02-29", "1984-02-29", "agrees equal_text"],
    ["1984-02-29", "29.02.1984", "agrees equal_dates"],
    ["1984-02-29", "19840229", "agrees equal_dates"],
    ["1984-02-29", "29 FEB/FEV 1984", "agrees equal_dates"],
    ["1984-02-29", "1984-02-29T00:00:00Z", "agrees equal_dates"],
    ["29.02.1984", "1984-02-29T00:00:00.000+00:00", "agrees equal_dates"],
    ["1984-02-29T00:00:00", "1984-02-29T00:00:00+01:00", "agrees equal_dates"],
    ["1984-02-29", "840229", "agrees equal_short_dates"],
    ["1984-02-29T00:00:00Z", "840229", "agrees equal_short_dates"],
    ["29.02.84", "840229", "agrees equal_short_dates"],
    ["1884-02-29", "840229", "similar equal_short_dates"],
    ["1984-02-29", "1984-02-28", "differs equal_dates"],
    ["1984-02-29", "840228", "differs equal_short_dates"],
    ["1984-02-29", "1984-02-28T00:00:00Z", "similar date_sent_as_moment"],
    ["1984-02-29", "1984-03-01T00:00:00Z", "similar date_sent_as_moment"],
    ["1984-02-29", "1984-03-02T00:00:00Z", "not_comparable date_sent_as_moment"],
    ["840229", "1984-02-28T00:00:00Z", "not_comparable date_sent_as_moment"],
    ["1984-02-29", "1984-02-28T23:00:00Z", "similar date_sent_as_moment"],
    ["1984-02-29", "446860800", "similar date_sent_as_moment"],
    ["1984-02-29", "446857200000", "similar date_sent_as_moment"],
    ["840229", "446860800", "similar date_sent_as_moment"],
    ["1984-02-29", "1985-02-28T23:00:00Z", "not_comparable date_sent_as_moment"],
    ["446860800", "446860800000", "agrees same_moment"],
    ["446860800", "546860800", "not_comparable date_sent_as_moment"],
    ["1984-02-29", "1984", "similar partial_date"],
    ["1984-02-29", "1984-02-00", "similar partial_date"],
    ["1984-02-29", "84<<<<", "similar partial_date"],
    ["1984-02-29", "00.00.1985", "differs partial_date"],
    ["1984-02-29", "1984-03", "differs partial_date"],
    ["1984-04-03", "03/04/1984", "not_comparable ambiguous_date"],
    ["1984-03-04", "03/04/1984", "not_comparable ambiguous_date"],
    ["03/04/1984", "04/03/1984", "not_comparable ambiguous_date"],
    ["03/04/1984", "03/04/1984", "agrees equal_text"],
    ["1984-05-04", "03/04/1984", "differs ambiguous_date"],
    ["840403", "03/04/1984", "not_comparable ambiguous_date"],
    ["2012-04-15", "120415", "agrees equal_short_dates"],
    ["2015-04-12", "120415", "not_comparable ambiguous_date"],
    ["1970-01-01", "1970-01-01T00:00:00Z", "agrees equal_dates"],
    ["1984-02-29", "1970-01-01T00:00:00Z", "not_comparable unset"],
    ["1984-02-29", "0001-01-01T00:00:00Z", "not_comparable unset"],
    ["1984-02-29", "0", "not_comparable unset"],
    ["0000-00-00", "0000-00-00", "not_comparable unset"],
    ["1984-02-29", "", "not_comparable placeholder"],
    ["1984-02-29", "unknown", "not_comparable placeholder"],
    ["1984-02-29", "30741", "not_comparable unreadable_date"],
    ["1984-02-29", "a".repeat(64), "not_comparable hashed"],
    ["1984-02-29", "1".repeat(2000), "not_comparable too_long"],
  ]);

  const day = fc.date({ min: new Date("1920-01-01"), max: new Date("2020-12-31"), noInvalidDate: true });
  const isoOf = (date: Date) => date.toISOString().slice(0, 10);
  const forms = (iso: string) => {
    const [y, m, d] = iso.split("-") as [string, string, string];
    return [
      iso,
      `${y}${m}${d}`,
      `${d}.${m}.${y}`,
      `${d}/${m}/${y}`,
      `${iso}T00:00:00Z`,
      `${iso}T12:00:00Z`,
      `${y.slice(2)}${m}${d}`,
      `${y}-${m}`,
      y,
      String(Date.parse(iso) / 1000),
    ];
  };

  it("in any two forms never differ, and agree in both directions", () => {
    const at = fc.nat(9);
    fc.assert(
      fc.property(day, at, at, (date, one, other) => {
        const [left, right] = [forms(isoOf(date))[one] ?? "", forms(isoOf(date))[other] ?? ""];
        const found = compareBirthDates(left, right).outcome;
        return found !== "differs" && found === compareBirthDates(right, left).outcome;
      }),
    );
  });

  it("of different days never agree in full forms", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 20_000 }), fc.nat(6), fc.nat(6), (date, days, one, other) => {
        const changed = isoOf(new Date(date.getTime() + days * 86_400_000));
        // A hundred years apart, the two-digit years are equal.
        if (changed.slice(2) === isoOf(date).slice(2)) return true;
        const [left, right] = [forms(isoOf(date))[one] ?? "", forms(changed)[other] ?? ""];
        return compareBirthDates(left, right).outcome !== "agrees";
      }),
    );
  });
});

it("other dates sent as a moment differ if they match in no zone", () => {
  expect(both(compareDates, "2031-05-04", "2031-05-03T22:00:00Z")).toBe("similar date_sent_as_moment");
  expect(both(compareDates, "2031-05-04", "2032-05-03T22:00:00Z")).toBe("differs date_sent_as_moment");
  expect(both(compareDates, "2031-05-04", "9999-12-31")).toBe("not_comparable unset");
});
