import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Scanner } from "./scanner.ts";
import { jsonText, pad, readValue, scan, scanJsonText } from "./test-text.fixture.ts";

const bytes = (...values: number[]) => Uint8Array.from(values);
const around = (before: string, values: number[], after: string) =>
  Uint8Array.from([...new TextEncoder().encode(before), ...values, ...new TextEncoder().encode(after)]);

/** Every syntax error: text, code, expectation and byte offset. */
const wrong: [string | Uint8Array, string, string, number][] = [
  ["", "empty", "value", 0],
  ["  \n ", "empty", "value", 4],
  ["\ufeff", "empty", "value", 3],
  ["nul", "bad_literal", "literal", 3],
  ["nulL", "bad_literal", "literal", 3],
  ["tRue", "bad_literal", "literal", 1],
  ["falsy", "bad_literal", "literal", 4],
  ["True", "unexpected_character", "value", 0],
  ["NaN", "unexpected_character", "value", 0],
  ["Infinity", "unexpected_character", "value", 0],
  ["undefined", "unexpected_character", "value", 0],
  ["'a'", "unexpected_character", "value", 0],
  ["+1", "unexpected_character", "value", 0],
  [".5", "unexpected_character", "value", 0],
  ["-", "unexpected_end", "digit", 1],
  ["-a", "unexpected_character", "digit", 1],
  ["01", "leading_zero", "end", 1],
  ["-01", "leading_zero", "end", 2],
  ["[012]", "leading_zero", "comma_or_close_array", 2],
  ['{"a":00}', "leading_zero", "comma_or_close_object", 6],
  ["1.", "unexpected_end", "digit", 2],
  ["[1.]", "unexpected_character", "digit", 3],
  ["1.e5", "unexpected_character", "digit", 2],
  ["1e", "unexpected_end", "digit", 2],
  ["1e+", "unexpected_end", "digit", 3],
  ["[1ex]", "unexpected_character", "digit", 3],
  ["0x1F", "after_the_end", "end", 1],
  ["1 2", "after_the_end", "end", 2],
  ["{}x", "after_the_end", "end", 2],
  ["[]]", "after_the_end", "end", 2],
  ["1,", "after_the_end", "end", 1],
  ["]", "unexpected_character", "value", 0],
  ["}", "unexpected_character", "value", 0],
  ["[", "unexpected_end", "value_or_close", 1],
  ["[1", "unexpected_end", "comma_or_close_array", 2],
  ["[1,", "unexpected_end", "value", 3],
  ["[1,]", "trailing_comma", "value", 3],
  ["[,1]", "unexpected_character", "value_or_close", 1],
  ["[1 2]", "unexpected_character", "comma_or_close_array", 3],
  ["[1}", "unexpected_character", "comma_or_close_array", 2],
  ["[}", "unexpected_character", "value_or_close", 1],
  ["{", "unexpected_end", "name_or_close", 1],
  ["{]", "unexpected_character", "name_or_close", 1],
  ["{a:1}", "unexpected_character", "name_or_close", 1],
  ["{1:1}", "unexpected_character", "name_or_close", 1],
  ['{"a"', "unexpected_end", "colon", 4],
  ['{"a" 1}', "unexpected_character", "colon", 5],
  ['{"a":', "unexpected_end", "value", 5],
  ['{"a":}', "unexpected_character", "value", 5],
  ['{"a":1', "unexpected_end", "comma_or_close_object", 6],
  ['{"a":1]', "unexpected_character", "comma_or_close_object", 6],
  ['{"a":1,', "unexpected_end", "name", 7],
  ['{"a":1,}', "trailing_comma", "name", 7],
  ['{"a":1,b}', "unexpected_character", "name", 7],
  ['{"a":1 "b":2}', "unexpected_character", "comma_or_close_object", 7],
  ['{"a"::1}', "unexpected_character", "value", 5],
  ["/* no */1", "unexpected_character", "value", 0],
  ["[1]//", "after_the_end", "end", 3],
  ['"', "unexpected_end", "closing_quote", 1],
  ['"abc', "unexpected_end", "closing_quote", 4],
  ['{"abc', "unexpected_end", "closing_quote", 5],
  ['"a\nb"', "control_character", "escaped_control", 2],
  ['"a\tb"', "control_character", "escaped_control", 2],
  ['"a\u0000b"', "control_character", "escaped_control", 2],
  ['"\u001f"', "control_character", "escaped_control", 1],
  ['"\\x"', "bad_escape", "escape_letter", 1],
  ['"\\\'"', "bad_escape", "escape_letter", 1],
  ['"\\', "unexpected_end", "closing_quote", 1],
  ['"\\U0041"', "bad_escape", "escape_letter", 1],
  ['"\\u12"', "bad_unicode_escape", "four_hex_digits", 1],
  ['"\\u00g0"', "bad_unicode_escape", "four_hex_digits", 1],
  ['["abc\\u', "bad_unicode_escape", "four_hex_digits", 5],
  [around('"', [0x80], '"'), "invalid_utf8", "utf8", 1],
  [around('"', [0xc0, 0xaf], '"'), "invalid_utf8", "utf8", 1],
  [around('"', [0xc3], '"'), "invalid_utf8", "utf8", 1],
  [around('"', [0xe2, 0x82], '"'), "invalid_utf8", "utf8", 1],
  [around('"', [0xe0, 0x80, 0xaf], '"'), "invalid_utf8", "utf8", 1],
  [around('"', [0xed, 0xa0, 0x80], '"'), "invalid_utf8", "utf8", 1],
  [around('"', [0xf0, 0x80, 0x80, 0xaf], '"'), "invalid_utf8", "utf8", 1],
  [around('"', [0xf4, 0x90, 0x80, 0x80], '"'), "invalid_utf8", "utf8", 1],
  [around('"', [0xf5, 0x80, 0x80, 0x80], '"'), "invalid_utf8", "utf8", 1],
  [around('"', [0xff], '"'), "invalid_utf8", "utf8", 1],
  [around('{"', [0xfe], '":1}'), "invalid_utf8", "utf8", 2],
  [around("", [0xe5], ""), "unexpected_character", "value", 0],
  ["\u00a0[]", "unexpected_character", "value", 0],
  ["[\u000b1]", "unexpected_character", "value_or_close", 1],
  ["[1\u000c]", "unexpected_character", "comma_or_close_array", 2],
  ["[\u2060]", "unexpected_character", "value_or_close", 1],
  ["\u0000", "unexpected_character", "value", 0],
  ["[]\u0000", "after_the_end", "end", 2],
  ["123\u0000", "after_the_end", "end", 3],
  ["\ufeff\ufeff[]", "unexpected_character", "value", 3],
  [bytes(0xff, 0xfe, 0x5b, 0, 0x5d, 0), "utf16", "utf8", 0],
  [bytes(0xfe, 0xff, 0, 0x5b, 0, 0x5d), "utf16", "utf8", 0],
  [bytes(0x5b, 0, 0x5d, 0), "utf16", "utf8", 1],
  [bytes(0, 0x5b, 0, 0x5d), "utf16", "utf8", 0],
];

const right: (string | Uint8Array)[] = [
  "1",
  "-0",
  "0e1",
  "1E+2",
  "-1.5e-10",
  '""',
  "null",
  "[]",
  "{}",
  "\ufeff[1]",
  " \t\r\n[ ] \n",
  '["\\u0000","\\ud800","\\uD83D\\uDE00","\\"\\\\\\/\\b\\f\\n\\r\\t"]',
  '{"":0,"":1}',
  '{"__proto__":1,"constructor":2,"<img src=x onerror=alert(1)>":3}',
  "[1E400,-0,12345678901234567890,0.1000000000000000055511151231257827]",
  '"\u007f\u2028\u2029\ufffe"',
  around('["', [0xf4, 0x8f, 0xbf, 0xbf], '"]'),
  around('["', [0xef, 0xbf, 0xbf], '"]'),
  "[".repeat(100_000) + "]".repeat(100_000),
  `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`,
];

describe("Scanner", () => {
  it.each(wrong)("reports the error in %j", (text, code, expected, offset) => {
    for (const step of [Number.POSITIVE_INFINITY, 1]) {
      const { error } = scan(text, step);
      expect(error && [error.code, error.expected, error.offset]).toEqual([code, expected, offset]);
    }
  });

  it.each(right.map((text, number) => [number, text] as const))("accepts valid text %i", (_, text) => {
    expect(scan(text).error).toBeNull();
    expect(scan(text, 3).error).toBeNull();
  });

  it("reports line, column in code points and byte offset", () => {
    const { error } = scan('{\n  "naïve": "😀",\n  "ü": x\n}');
    expect(error).toMatchObject({ line: 3, column: 8, offset: 30, found: "x" });
    expect(scan('\ufeff"a\nb"').error).toMatchObject({ line: 1, column: 3, offset: 5 });
    expect(scan('["é" \u00a0]').error).toMatchObject({ column: 6, found: "U+00A0" });
  });

  it("stops at the index limit and keeps scanned nodes", () => {
    const text = new TextEncoder().encode("[[[[[1]]]]]");
    const scanner = new Scanner(pad(text), text.length, 7, 3);
    scanner.run(Number.POSITIVE_INFINITY);
    expect(scanner.error).toMatchObject({ code: "index_full", offset: 3 });
    expect(scanner.index.nodeCount).toBe(3);
  });

  it("keeps every node before the error", () => {
    const document = scanJsonText('{"a":[1,{"b":2}],"c":{"d":"e","f":tru');
    expect(document.scanner.error?.code).toBe("bad_literal");
    expect(readValue(document.reader, 0)).toEqual({ a: [1, { b: 2 }], c: { d: "e" } });
  });

  it("reads a string as a value if the error is the colon after it", () => {
    expect(readValue(scanJsonText('[1,"a":true]').reader, 0)).toEqual([1, "a"]);
    expect(readValue(scanJsonText('"a" :1').reader, 0)).toBe("a");
    expect(readValue(scanJsonText('{"a":"b":1}').reader, 0)).toEqual({ a: "b" });
  });

  it("returns the same result for any step size", () => {
    fc.assert(
      fc.property(jsonText, fc.integer({ min: 1, max: 40 }), (text, step) => {
        const whole = scan(text);
        const stepped = scan(text, step);
        expect(stepped.error).toEqual(whole.error);
        expect(stepped.index).toEqual(whole.index);
        expect(stepped.notes).toEqual(whole.notes);
      }),
    );
  });

  it("returns the values of JSON.parse", () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        const document = scanJsonText(text);
        expect(document.scanner.error).toBeNull();
        expect(readValue(document.reader, 0)).toEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  it("accepts exactly the texts that JSON.parse accepts", () => {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    const mutation = fc.tuple(
      fc.nat(),
      fc.constantFrom(0, 0x22, 0x2c, 0x5b, 0x5d, 0x7b, 0x7d, 0x5c, 0x3a, 0x30, 0x2d, 0x80, 0xc3, 0x0a, 0x75, 0x65),
    );
    fc.assert(
      fc.property(jsonText, fc.array(mutation, { minLength: 1, maxLength: 3 }), (text, mutations) => {
        const changed = new TextEncoder().encode(text);
        for (const [offset, byte] of mutations) changed[offset % changed.length] = byte;
        let parses = true;
        try {
          JSON.parse(decoder.decode(changed));
        } catch {
          parses = false;
        }
        expect(scan(changed).error === null).toBe(parses);
      }),
      { numRuns: 1_000 },
    );
  });

  it("keeps offsets exact if a large string separates neighbouring nodes", () => {
    const text = `[${Array.from({ length: 200 }, (_, at) => (at % 7 === 3 ? `"${"A".repeat(70_000)}"` : String(at))).join(",")}]`;
    const document = scanJsonText(text);
    expect(readValue(document.reader, 0)).toEqual(JSON.parse(text));
  });

  it("uses at most 16 index bytes per value for many small objects", () => {
    const text = JSON.stringify(Array.from({ length: 60_000 }, (_, id) => ({ id, name: `n${id}`, ok: true })));
    const { index } = scan(text);
    expect(index.sizeBytes() / index.nodeCount).toBeLessThan(8);
  });
});

describe("ScanAnomalies", () => {
  it("reports every duplicate name, in any notation", () => {
    const { notes } = scan('{"result":1,"x":{"y":1,"y":2},"\\u0072esult":2,"result":3}');
    expect(notes.duplicates.count).toBe(5);
    expect(
      [...notes.duplicates.kept.values()]
        .sort((a, b) => a.offset - b.offset)
        .map(({ nth, total }) => `${nth}/${total}`),
    ).toEqual(["1/3", "1/2", "2/2", "2/3", "3/3"]);
  });

  it("reports the same duplicates as a naive count", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            ...Array.from({ length: 30 }, (_, at) => `name-${at % 9}-${"x".repeat(at % 3)}`),
            "\u0061",
            "ü",
          ),
          { maxLength: 60 },
        ),
        (names) => {
          const text = `{${names.map((name, at) => `${at % 5 === 4 ? JSON.stringify(name).replace("n", "\\u006e") : JSON.stringify(name)}:${at}`).join(",")}}`;
          const expected = names.filter((name) => names.filter((other) => other === name).length > 1).length;
          expect(scan(text).notes.duplicates.count).toBe(expected);
        },
      ),
    );
  });

  it("reports duplicate names in a truncated text", () => {
    expect(scan('[{"a":1,"b":{"c":1,"c":2,"a":3},"a":').notes.duplicates.count).toBe(2);
  });

  it("reports lone surrogates, inexact numbers and a byte order mark", () => {
    const { notes } = scan(
      '\ufeff["\\ud800","\\ud83d\\ude00","\\udc00x",0.1,0.10000000000000000555,12345678901234567890,1E400,1e5,-0,100000000000000000000,1e23]',
    );
    expect(notes.byteOrderMark).toBe(true);
    expect(notes.loneSurrogates.count).toBe(2);
    expect(notes.inexactNumbers.count).toBe(3);
  });
});
