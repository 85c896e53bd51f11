import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { both } from "./compare-both-ways.fixture.ts";
import { compareEmails, compareMobiles } from "./compare-contacts.ts";
import { compareCountries } from "./compare-countries.ts";
import { compareBirthDates, compareDates } from "./compare-dates.ts";
import { compareDocumentNumbers } from "./compare-document-numbers.ts";
import { compareMoments } from "./compare-moments.ts";
import { compareFamilyNames, compareFullNames, compareGivenNames } from "./compare-names.ts";
import { comparePlaces } from "./compare-places.ts";
import { compareResults } from "./compare-results.ts";
import { type CompareFunction, compareText } from "./comparison.ts";
import { compareDocumentTypes } from "./document-types.ts";

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
