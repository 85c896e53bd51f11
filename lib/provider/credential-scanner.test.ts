import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCredentialScanner } from "./credential-scanner.ts";

describe("echo finder", () => {
  const text = Buffer.from("....a-needle....");
  it("finds a needle wherever the stream is cut", () => {
    for (let cut = 1; cut < text.length; cut += 1) {
      const finds = createCredentialScanner([Buffer.from("other-thing"), Buffer.from("a-needle")]);
      expect([finds(text.subarray(0, cut)), finds(text.subarray(cut))]).toContain(true);
    }
  });
  it("finds it in single bytes too, and nothing where nothing is", () => {
    const finds = createCredentialScanner([Buffer.from("a-needle")]);
    expect([...text].map((byte) => finds(Buffer.from([byte]))).filter(Boolean)).toHaveLength(1);
    expect(createCredentialScanner([])(text)).toBe(false);
  });
  it("refuses needles that it could miss", () => {
    expect(() => createCredentialScanner([Buffer.from("needle")])).toThrow(RangeError);
  });
  it("says of any stream what a plain search says", () => {
    // Few different bytes, so that near misses and overlaps are common.
    const bytes = (range: { minLength: number; maxLength: number }) =>
      fc.array(fc.integer({ min: 97, max: 98 }), range).map((values) => Buffer.from(values));
    const stream = fc.array(bytes({ minLength: 0, maxLength: 80 }), { maxLength: 8 });
    const needles = fc.array(bytes({ minLength: 7, maxLength: 40 }), { minLength: 1, maxLength: 4 });
    const property = fc.property(stream, needles, fc.nat(40), fc.nat(3), (chunks, wanted, cut, shift) => {
      const planted = cut > 0 && chunks[1] && wanted[0] ? Buffer.concat([chunks[1], wanted[0].subarray(0, cut)]) : null;
      const sent = planted
        ? [...chunks.slice(0, 1), planted, wanted[0]?.subarray(cut) ?? planted, ...chunks.slice(2)]
        : chunks;
      // Chunks begin at any address, as slices of what was read from a socket do.
      const finds = createCredentialScanner(wanted);
      const found = sent.map((chunk) => finds(Buffer.concat([Buffer.alloc(shift), chunk]).subarray(shift)));
      const whole = Buffer.concat(sent);
      expect(found.includes(true)).toBe(wanted.some((needle) => whole.includes(needle)));
    });
    fc.assert(property, { numRuns: 2_000 });
  });
});
