import { constants, deflateRawSync, inflateRawSync, type ZlibOptions } from "node:zlib";
import { expect, test } from "vitest";
import { inflateBuffer } from "./inflate-buffer.ts";
import { isValidDeflate } from "./validate-deflate.ts";

type Used = { buffer: Buffer; engine: { bytesWritten: number } };

/** Inflates with zlib. @returns null on invalid data or unused bytes */
function inflateStrictly(compressed: Uint8Array): Buffer | null {
  try {
    const { buffer, engine } = inflateRawSync(compressed, {
      info: true,
      maxOutputLength: 1 << 20,
    } as object) as unknown as Used;
    return engine.bytesWritten === compressed.length ? buffer : null;
  } catch {
    return null;
  }
}

const table = Array.from({ length: 40 }, (_, row) => `${row};${(row * 7919) % 997};value ${row % 7}`).join("\n");
const noise = Uint8Array.from({ length: 300 }, (_, index) => (index * index * 31 + (index >> 3)) & 255);
const encoders: [string, ZlibOptions][] = [
  ["own codes", {}],
  ["fixed codes", { strategy: constants.Z_FIXED }],
  ["no matches", { strategy: constants.Z_HUFFMAN_ONLY }],
  ["stored blocks", { level: 0 }],
  ["many blocks", { memLevel: 1 }],
];

test.each(encoders)("agrees with zlib for every flipped bit (%s)", (_, options) => {
  for (const data of [table, noise, "", "a", "ab".repeat(200)]) {
    const whole = deflateRawSync(data, options);
    for (let bit = 0; bit < whole.length * 8; bit += 1) {
      const compressed = new Uint8Array(whole);
      compressed[bit >> 3] = (compressed[bit >> 3] as number) ^ (1 << (bit & 7));
      const expected = inflateStrictly(compressed);
      if (expected === null) expect(isValidDeflate(compressed, Buffer.byteLength(data))).toBe(false);
      else expect(Buffer.from(inflateBuffer(compressed, expected.length) ?? "refused").equals(expected)).toBe(true);
    }
  }
});

test.each(encoders)("rejects data truncated at any offset or with an extra byte (%s)", (_, options) => {
  const whole = deflateRawSync(table, options);
  expect(isValidDeflate(whole, table.length)).toBe(true);
  for (let length = 0; length < whole.length; length += 1)
    expect(isValidDeflate(whole.subarray(0, length), table.length)).toBe(false);
  expect(isValidDeflate(Buffer.concat([whole, Buffer.alloc(1)]), table.length)).toBe(false);
  expect(isValidDeflate(whole, table.length - 1)).toBe(false);
  expect(isValidDeflate(whole, table.length + 1)).toBe(false);
});
