import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldNamesOf } from "./json-shape.ts";
import { printShape } from "./print-shape.ts";
import { readJsonShape } from "./read-json-shape.ts";

const print = (value: unknown) => printShape(readJsonShape(JSON.stringify(value)).shape, () => true).join("\n");

describe("JSON shape", () => {
  it("has names and kinds of values, without values", () => {
    expect(
      print({
        firstName: "Zoë",
        birth: { date: "1984-02-29", verified: true },
        id: "c0ffee00-1234-4abc-8def-0123456789ab",
        moment: 1795413820,
        score: 0.5,
        missing: null,
        files: [{ path: "a" }, { path: null, size: 12 }],
        empty: [],
      }),
    ).toBe(
      [
        "object",
        "  firstName: text 1–8",
        "  birth: object",
        "    date: text 9–32, date-like",
        "    verified: boolean",
        "  id: text 33–99, uuid-like",
        "  moment: number, whole, epoch-seconds-like",
        "  score: number, fraction",
        "  missing: null",
        "  files: list, 2–5 elements",
        "    []: object",
        "      path: null | text 1–8",
        "      size: number, whole",
        "  empty: list, empty",
        "    []: empty",
      ].join("\n"),
    );
  });

  it.each([
    ['"1984-02-29"', "text 9–32, date-like"],
    ['"29.02.1984"', "text 9–32, date-like"],
    ['"2026-11-23T06:03:38.435Z"', "text 9–32, time-like"],
    ['"0123456789"', "text 9–32, number-like"],
    ['"PENDING_MANUAL_REVIEW"', "text 9–32, capital letters"],
    ['"https://example.test/a"', "text 9–32, url-like"],
    ['"{\\"a\\":1}"', "text 1–8, json-like"],
    ['""', "text empty"],
    ["1795413820000", "number, whole, epoch-milliseconds-like"],
    ["12345678901234567890", "number, whole, beyond double precision"],
    ["-1e3", "number, fraction"],
    ["false", "boolean"],
  ])("calls %s %s", (text, kind) => {
    expect([...readJsonShape(text).shape.kinds]).toEqual([kind]);
  });

  it("counts the fields of a map without their names", () => {
    const map = Object.fromEntries(Array.from({ length: 61 }, (_, index) => [`Person${index}`, { age: index }]));
    const text = print({ people: map, few: { a: 1 } });
    expect(text).toContain("{other}: 61 fields, object");
    expect(text).toContain("few: object\n    a: number");
    expect(text).not.toContain("Person");
    expect(print(Object.fromEntries(Object.entries(map).slice(0, 60)))).toContain("Person7");
  });

  it("treats names spread over list elements as a map", () => {
    const list = Array.from({ length: 80 }, (_, index) => ({ [`Person${index}`]: 1 }));
    expect(print(list)).not.toContain("Person");
  });

  it.each(['{"a":1,"b":"x', '{"a":1,"b', '{"a":1,"b":tr', '{"a":1,"b":[1,', '{"a":1,', '{"a":1', '{"a":-'])(
    "describes the start of %s if truncated, otherwise reports it as invalid",
    (text) => {
      const { shape, state } = readJsonShape(text, { isCut: true });
      expect([state, [...shape.fields.keys()][0]]).toEqual(["cut", "a"]);
      expect(readJsonShape(text).state).toBe("invalid");
    },
  );

  it.each(["", "<html>", "{a:1}", "{'a':1}", '{"a":1}x', "[1 2]", '{"a" 1}', "NaN", "01", '"a\nb"', '{"a":1,}'])(
    "reports %j as invalid",
    (text) => {
      expect(readJsonShape(text).state).toBe("invalid");
    },
  );

  it("survives excessive nesting", () => {
    expect(readJsonShape("[".repeat(1_000_000), { isCut: true }).state).toBe("too_deep");
    expect(readJsonShape(`${'{"a":'.repeat(100)}1${"}".repeat(100)}`).state).toBe("whole");
  });

  it("describes the start of a text with more values than the limit", () => {
    const many = JSON.stringify([{ first: "a" }, ...Array.from({ length: 100_000 }, () => 1), { last: "b" }]);
    const { shape, state } = readJsonShape(many);
    expect([state, [...fieldNamesOf(shape)]]).toEqual(["cut", ["first"]]);
  });

  it("accepts the same texts as JSON.parse and names every field", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        expect(readJsonShape(text).state).toBe("whole");
        const names = new Set<string>();
        JSON.parse(text, (_, value) => {
          if (typeof value === "object" && value !== null && !Array.isArray(value))
            for (const key of Object.keys(value)) names.add(key);
          return value;
        });
        if (names.size <= 60) expect(new Set(fieldNamesOf(readJsonShape(text).shape))).toEqual(names);
      }),
      { numRuns: 300 },
    );
  });

  it("never throws for any bytes, truncated at any offset", () => {
    fc.assert(
      fc.property(fc.json(), fc.string(), fc.nat(200), (text, junk, at) => {
        readJsonShape(text.slice(0, at) + junk);
        readJsonShape(text.slice(0, at), { isCut: true });
      }),
      { numRuns: 300 },
    );
  });
});
