import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeIdPart } from "./judge-id-part.ts";
import { emptyView, filterOf, formatLogAddress, isFiltered, type LogView, readLogAddress } from "./log-address.ts";
import { boundsOf, type LogPeriod, periodNames } from "./log-period.ts";
import { auditEvents } from "./model.ts";

const day = fc
  .date({ min: new Date(2000, 0, 1), max: new Date(2090, 0, 1), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const period: fc.Arbitrary<LogPeriod> = fc
  .record({ name: fc.constantFrom(...periodNames), from: day, to: day })
  .map((one) => (one.name === "custom" ? one : { ...one, from: "", to: "" }));
const view: fc.Arbitrary<LogView> = fc.record({
  person: fc.constantFrom("", "Nora Frei"),
  part: fc.constantFrom("", "a4f7206e", "Lefèvre", "Lefevre", "evidence-7", "dcfe"),
  ticket: fc.constantFrom("", "SUP-4711"),
  event: fc.constantFrom("" as const, ...auditEvents),
  log: fc.constantFrom(null, 0, 3),
  period,
});

describe("the address of the access log", () => {
  it("keeps the filters, but neither a user's name nor a word that may be a signer's", () => {
    fc.assert(
      fc.property(view, (given) => {
        const address = formatLogAddress(given);
        expect(address.toString()).not.toMatch(/Nora|Lef/);
        const isKept = judgeIdPart(given.part) === "id";
        expect(readLogAddress(address)).toEqual({ ...given, person: "", part: isKept ? given.part : "" });
        expect(isFiltered(given)).toBe(JSON.stringify(given) !== JSON.stringify(emptyView));
      }),
    );
  });

  it("ignores what is invalid", () => {
    const wrong = new URLSearchParams("period=ages&from=x&part=abc&event=made_up&log=-4&ticket=SUP-1");
    expect(readLogAddress(wrong)).toEqual({ ...emptyView, ticket: "SUP-1" });
  });
});

describe("a part of an ID", () => {
  it.each([
    ["", "empty"],
    ["  ", "empty"],
    ["a4f", "short"],
    ["12", "short"],
    ["a4f7206e", "id"],
    ["cafe", "id"],
    ["49ec52dd-46d6", "id"],
    ["Lefèvre", "name"],
    ["Lefevre-D’Angelo", "name"],
    ["Nora Frei", "name"],
    ["Frei", "word"],
    ["evidence", "word"],
    ["Ida", "word"],
  ])("%j is %s", (text, kind) => expect(judgeIdPart(text)).toBe(kind));
});

describe("a period", () => {
  const now = new Date(2026, 10, 27, 14, 9);
  const local = (...parts: [number, number, number]) => new Date(...parts).getTime();

  it.each([
    ["all", null],
    ["today", local(2026, 10, 27)],
    ["week", local(2026, 10, 21)],
    ["month", local(2026, 9, 29)],
    ["quarter", local(2026, 9, 1)],
  ] as const)("%s has no end, so that times in the future are found", (name, from) =>
    expect(boundsOf({ name, from: "", to: "" }, now)).toEqual({ from, to: null }),
  );

  it("of two days includes both, also on days of 23 or 25 hours", () => {
    fc.assert(
      fc.property(day, day, (from, to) => {
        const bounds = boundsOf({ name: "custom", from, to }, now);
        const noon = (text: string) => Date.parse(`${text}T12:00`);
        expect(bounds.from).toBeLessThanOrEqual(noon(from));
        expect(noon(from) - (bounds.from ?? 0)).toBeLessThan(14 * 3_600_000);
        expect((bounds.to ?? 0) - noon(to)).toBeGreaterThan(10 * 3_600_000);
        expect((bounds.to ?? 0) - noon(to)).toBeLessThan(14 * 3_600_000);
      }),
    );
    expect(boundsOf({ name: "custom", from: "", to: "2026-02-30" }, now)).toEqual({ from: null, to: null });
  });

  it("stays the same until midnight, so that one filter is one request", () => {
    const read = (date: Date) => filterOf({ ...emptyView, period: { name: "week", from: "", to: "" } }, date);
    expect(read(new Date(2026, 10, 27, 23, 59))).toEqual(read(new Date(2026, 10, 27, 0, 0)));
  });
});
