import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compilePatterns, createPatternScanner } from "./pattern-scanner.ts";

describe("pattern scanner", () => {
  const text = Buffer.from("....a-needle....");
  it("finds a pattern at every chunk boundary", () => {
    for (let cut = 1; cut < text.length; cut += 1) {
      const finds = createPatternScanner(compilePatterns([Buffer.from("other-thing"), Buffer.from("a-needle")]));
      expect([finds(text.subarray(0, cut)), finds(text.subarray(cut))]).toContain(true);
    }
  });
  it("finds a pattern in single-byte chunks and does not match other bytes", () => {
    const finds = createPatternScanner(compilePatterns([Buffer.from("a-needle")]));
    expect([...text].map((byte) => finds(Buffer.from([byte]))).filter(Boolean)).toHaveLength(1);
    expect(createPatternScanner(compilePatterns([]))(text)).toBe(false);
  });
  it("rejects patterns that are too short", () => {
    expect(() => compilePatterns([Buffer.from("needle")])).toThrow(RangeError);
  });
  it("matches a plain search for any stream", () => {
    // Uses few distinct bytes so that near misses and overlaps are common.
    const bytes = (range: { minLength: number; maxLength: number }) =>
      fc.array(fc.integer({ min: 97, max: 98 }), range).map((values) => Buffer.from(values));
    const stream = fc.array(bytes({ minLength: 0, maxLength: 80 }), { maxLength: 8 });
    const needles = fc.array(bytes({ minLength: 7, maxLength: 40 }), { minLength: 1, maxLength: 4 });
    const property = fc.property(stream, needles, fc.nat(40), fc.nat(3), (chunks, wanted, cut, shift) => {
      const planted = cut > 0 && chunks[1] && wanted[0] ? Buffer.concat([chunks[1], wanted[0].subarray(0, cut)]) : null;
      const sent = planted
        ? [...chunks.slice(0, 1), planted, wanted[0]?.subarray(cut) ?? planted, ...chunks.slice(2)]
        : chunks;
      // Chunks start at any address, like slices of a socket buffer.
      const finds = createPatternScanner(compilePatterns(wanted));
      const found = sent.map((chunk) => finds(Buffer.concat([Buffer.alloc(shift), chunk]).subarray(shift)));
      const whole = Buffer.concat(sent);
      expect(found.includes(true)).toBe(wanted.some((needle) => whole.includes(needle)));
    });
    fc.assert(property, { numRuns: 2_000 });
  });
});
