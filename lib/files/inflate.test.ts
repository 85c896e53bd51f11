import { constants, deflateRawSync, inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { inflate } from "./inflate.ts";

const limit = 1 << 20;

/** What zlib says of the same bytes: the output and how much input it took, or null when it refuses. */
function askZlib(packed: Uint8Array): { data: Buffer; used: number } | null {
  try {
    const { buffer, engine } = inflateRawSync(packed, { info: true } as never) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    return { data: buffer, used: engine.bytesWritten };
  } catch {
    return null;
  }
}

test("inflates what zlib deflates, at every level and strategy, and says where the stream ends", () => {
  const strategies = [constants.Z_DEFAULT_STRATEGY, constants.Z_HUFFMAN_ONLY, constants.Z_RLE, constants.Z_FIXED];
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 4000 }),
      fc.integer({ min: 0, max: 9 }),
      fc.constantFrom(...strategies),
      fc.nat(3),
      (values, level, strategy, period) => {
        const data = Uint8Array.from(values, (value) => (period === 0 ? value : value % (period * 3)));
        const packed = new Uint8Array(deflateRawSync(data, { level, strategy }));
        const result = inflate(Uint8Array.from([...packed, 1, 2, 3]), data.length, limit);
        expect(result.end).toBe("ended");
        expect(result.used).toBe(packed.length);
        expect(Buffer.compare(result.data, data)).toBe(0);
      },
    ),
    { numRuns: 400 },
  );
});

test("agrees with zlib on damaged streams: refused by both, or the same bytes from both", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 20, maxLength: 600 }),
      fc.array(fc.tuple(fc.nat(5000), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 0, max: 9 }),
      (data, flips, level) => {
        const text = Uint8Array.from(data, (value) => 97 + (value % 13));
        const packed = new Uint8Array(deflateRawSync(text, { level }));
        for (const [place, value] of flips) packed[place % packed.length] = value;
        const ours = inflate(packed, text.length, limit);
        const theirs = askZlib(packed);
        expect(ours.end === "ended").toBe(theirs !== null);
        if (theirs) expect(Buffer.compare(ours.data, theirs.data)).toBe(0);
      },
    ),
    { numRuns: 3000 },
  );
});

test("agrees with zlib on random bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (packed) => {
      const theirs = askZlib(packed);
      expect(inflate(packed, 0, limit).end === "ended").toBe(theirs !== null);
    }),
    { numRuns: 5000 },
  );
});

test("stops at the limit, and gives what came out of a stream that is cut", () => {
  const data = Buffer.alloc(100_000, "evidence ");
  const packed = deflateRawSync(data);
  const full = inflate(packed, 10, 5000);
  expect([full.end, full.data.length]).toEqual(["full", 5000]);
  const cut = inflate(packed.subarray(0, packed.length - 20), data.length, limit);
  expect(cut.end).toBe("cut");
  expect(cut.data.length).toBeGreaterThan(0);
  expect(data.subarray(0, cut.data.length).equals(cut.data)).toBe(true);
});
