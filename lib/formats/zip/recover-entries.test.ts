import { deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { defaultLimits } from "./model.ts";
import { readArchive } from "./read-archive.ts";
import { recoverEntries } from "./recover-entries.ts";
import { makeArchive, type TestEntry } from "./test-archive.fixture.ts";

/** Bytes before the central directory, as in an incomplete download. */
function cutBeforeDirectory(entries: TestEntry[]): Blob {
  const whole = makeArchive({ entries });
  return new Blob([new Uint8Array(whole.subarray(0, whole.readUInt32LE(whole.length - 6)))]);
}
const recover = async (blob: Blob) => (await recoverEntries(blob, 100_000, new Set())).map(({ entry }) => entry);
const text = (number: number) => `${number} `.repeat(20 + (number % 7));

test.each(["signed", "signed64"] as const)(
  "reads sizes from %s descriptors, also of empty files and nested archives",
  async (descriptor) => {
    const inner = makeArchive({ entries: [{ name: "inner.txt", data: "inner", descriptor }] });
    const files: TestEntry[] = [
      { name: "a.txt", data: text(1), descriptor },
      { name: "empty", data: "", descriptor },
      { name: "inner.zip", data: inner, method: 0, descriptor },
      { name: "b.txt", data: text(2), descriptor },
    ];
    const found = await recover(cutBeforeDirectory(files));
    expect(found.map(({ name }) => name)).toEqual(files.map(({ name }) => name));
    expect(found.map(({ sizeBytes }) => sizeBytes)).toEqual(files.map(({ data }) => Buffer.byteLength(data ?? "")));
  },
);

test("finds headers and descriptors across chunk boundaries", async () => {
  const mebibyte = 1024 * 1024;
  for (let shift = -40; shift <= 4; shift += 1) {
    const filler = Buffer.alloc(mebibyte + shift - 34, 1);
    const found = await recover(
      cutBeforeDirectory([
        { name: "fill", data: filler, method: 0 },
        { name: "next", data: "next", descriptor: "signed" },
      ]),
    );
    expect(found.map(({ name, sizeBytes }) => [name, sizeBytes])).toEqual([
      ["fill", filler.length],
      ["next", 4],
    ]);
  }
});

test("recovers a truncated archive of 20,000 entries in about the time of ten with 2,000", async () => {
  const measure = async (count: number) => {
    const entries = Array.from(
      { length: count },
      (_, index): TestEntry => ({
        name: `f${index}`,
        data: text(index),
        ...(index % 2 === 0 ? { descriptor: "signed" as const } : {}),
      }),
    );
    const blob = cutBeforeDirectory(entries);
    const start = performance.now();
    const { state, entries: found } = await readArchive(blob);
    expect([state, found.length]).toEqual(["recovered", count]);
    return performance.now() - start;
  };
  await measure(2000);
  const [small, large] = [await measure(2000), await measure(20_000)];
  expect(large / small).toBeLessThan(60);
});

test.each([
  ["descriptors", "PK\u0007\u0008"],
  ["local headers", "PK\u0003\u0004"],
  ["directory headers", "PK\u0001\u0002"],
])("lists entries before many fake %s", async (_, stuffing) => {
  const compressed = deflateRawSync("evidence");
  const entries = Array.from(
    { length: 2000 },
    (_, index): TestEntry => ({
      name: `f${index}`,
      compressed,
      flags: 8,
      local: { compressedBytes: 0, sizeBytes: 0, crc32: 0 },
    }),
  );
  const blob = new Blob([cutBeforeDirectory(entries), Buffer.alloc(4 * 1024 * 1024, stuffing)]);
  const { entries: found } = await readArchive(blob, defaultLimits);
  expect(found.slice(0, 2000).map(({ name }) => name)).toEqual(entries.map(({ name }) => name));
});
