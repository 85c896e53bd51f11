import { createHash } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import type { UnreadableReason } from "#lib/formats/zip/entry-data";
import { defaultLimits, type Limits } from "#lib/formats/zip/model";
import { readArchive } from "#lib/formats/zip/read-archive";
import { serveDecoders } from "#lib/formats/zip/serve-decoders.fixture";
import { makeArchive, type TestArchive, type TestEntry } from "#lib/formats/zip/test-archive.fixture";
import { checkAll } from "./check-all.ts";
import { checkEntry } from "./check-entry.ts";
import type { EntryCheck } from "./model.ts";

serveDecoders();

async function check(archive: TestArchive | Uint8Array, limits: Partial<Limits> = {}): Promise<EntryCheck[]> {
  const blob = new Blob([new Uint8Array(archive instanceof Uint8Array ? archive : makeArchive(archive))]);
  const directory = await readArchive(blob);
  const checks: EntryCheck[] = [];
  for await (const group of checkAll(blob, directory.entries, { ...defaultLimits, ...limits })) checks.push(...group);
  return checks.sort((a, b) => a.number - b.number);
}
const one = (entry: Partial<TestEntry>): TestArchive => ({ entries: [{ name: "a.txt", data: "evidence", ...entry }] });
const codes = (entry: EntryCheck | undefined) => entry?.anomalies.map((anomaly) => anomaly.code);
const sha256 = (data: Uint8Array | string) => createHash("sha256").update(data).digest("hex");
const noise = Uint8Array.from({ length: 300_000 }, (_, index) => (index * index * 31 + (index >> 3)) & 255);

test.each<[string, Uint8Array | string, number]>([
  ["a small deflated entry", "evidence", 8],
  ["a stored entry", "evidence", 0],
  ["an empty entry", "", 8],
  ["a large deflated entry", Buffer.concat([noise, noise, noise]), 8],
  ["a large stored entry", noise, 0],
  ["an entry above what is gathered in memory", Buffer.alloc(17 * 1024 * 1024, noise), 8],
])("reads %s as whole with the digest of its bytes", async (_, data, method) => {
  const [entry] = await check({ entries: [{ name: "a.dat", data, method }] });
  expect(entry?.state).toBe("whole");
  expect(entry?.sha256).toBe(sha256(data));
  expect(codes(entry)).toEqual([]);
});

test("reports a wrong CRC of a small or large entry as damaged and keeps the digest of its bytes", async () => {
  for (const data of ["evidence", noise]) {
    const [entry] = await check(one({ data, local: { crc32: 7 }, directory: { crc32: 7 } }));
    expect(entry?.state).toBe("damaged");
    expect(codes(entry)).toContain("crc_wrong");
    expect(entry?.sha256).toBe(sha256(data));
  }
});

test("reports an entry longer than declared as damaged, even if the CRC fits the declared length", async () => {
  const data = "evidence and something behind it";
  const lying = makeArchive(one({ data: data.slice(0, 8), compressed: deflateRawSync(data) }));
  const [entry] = await check(lying);
  expect(entry?.state).toBe("damaged");
  expect(codes(entry)).toEqual(expect.arrayContaining(["size_wrong", "crc_wrong"]));
  expect(entry?.readBytes).toBe(data.length);
});

test.each([10, 200_000])("reports compressed bytes after the end of the data (%i bytes of data)", async (size) => {
  const data = noise.subarray(0, size);
  const [entry] = await check(
    one({ name: "a.bin", data, compressed: Buffer.concat([deflateRawSync(data), Buffer.from("hidden")]) }),
  );
  // Every reader gives the same file, so that it is not damaged.
  expect(codes(entry)).toEqual(["data_trailing"]);
  expect(entry?.state).toBe("whole");
  expect(entry?.readBytes).toBe(size);
});

test.each([40, 200_000])("keeps the bytes before truncated data ends (%i bytes of data)", async (size) => {
  const data = noise.subarray(0, size);
  const compressed = deflateRawSync(data);
  const [entry] = await check(one({ data, compressed: compressed.subarray(0, compressed.length - 9) }));
  expect(entry?.state).toBe("damaged");
  expect(codes(entry)).toEqual(expect.arrayContaining(["data_cut", "size_wrong", "crc_wrong"]));
  expect(entry?.readBytes).toBeGreaterThan(0);
});

test("stops a ZIP bomb at its ratio by counted bytes, whatever its header declares", async () => {
  const compressed = deflateRawSync(Buffer.alloc(40 * 1024 * 1024));
  for (const sizeBytes of [40 * 1024 * 1024, 10]) {
    const [entry] = await check(one({ compressed, directory: { sizeBytes }, local: { sizeBytes } }));
    expect(entry?.state).toBe("stopped");
    expect(codes(entry)).toContain("over_ratio");
    expect(entry?.readBytes).toBeLessThanOrEqual(11 * 1024 * 1024);
    expect(entry?.sha256).toBeNull();
  }
});

test("enforces the budgets per file and per archive", async () => {
  const archive = { entries: ["a", "b", "c"].map((name) => ({ name, data: noise, method: 0 })) };
  expect((await check(archive, { fileBytes: 1000 })).map(codes)).toEqual([
    ["over_file_budget"],
    ["over_file_budget"],
    ["over_file_budget"],
  ]);
  expect((await check(archive, { totalBytes: 500_000 })).map((entry) => entry.state)).toEqual([
    "whole",
    "whole",
    "stopped",
  ]);
});

test("limits overlapping copies of one bomb to the total budget", async () => {
  const entries: TestEntry[] = [
    { name: "bomb", compressed: deflateRawSync(Buffer.alloc(2_000_000)), data: Buffer.alloc(2_000_000) },
  ];
  for (let copy = 0; copy < 50; copy += 1)
    entries.push({ name: `copy${copy}`, directory: { headerOffset: 0, compressedBytes: 1960, sizeBytes: 2_000_000 } });
  const checks = await check({ entries }, { totalBytes: 10_000_000 });
  expect(checks.reduce((sum, entry) => sum + entry.readBytes, 0)).toBeLessThan(13_000_000);
  expect(checks.some((entry) => entry.state === "stopped")).toBe(true);
});

test.each<[string, Partial<TestEntry>, UnreadableReason]>([
  ["an encrypted entry", { flags: 1 }, "password"],
  ["strong encryption", { flags: 65 }, "encryption"],
  ["AES without its field", { flags: 1, method: 99 }, "encryption"],
  ["a method of APPNOTE", { method: 96 }, "method"],
  ["a method of no specification", { method: 4711 }, "method"],
])("says why it cannot read %s", async (_, entry, reason) => {
  expect((await check(one(entry)))[0]).toMatchObject({ state: "unreadable", reason, content: null, sha256: null });
});

test("does not take data without its end for data with bytes behind the end", async () => {
  const data = noise.subarray(0, 200_000);
  const compressed = deflateRawSync(data);
  const [entry] = await check(one({ data, compressed: compressed.subarray(0, compressed.length - 1) }));
  expect(entry?.state).toBe("damaged");
});

test("detects HTML content under an image name", async () => {
  const [entry] = await check(one({ name: "photo.png", data: "<!doctype html><script>alert(1)</script>" }));
  expect(entry?.content?.label).toBe("HTML");
  expect(codes(entry)).toContain("type_differs");
});

test("returns a reason or the true bytes for every flipped bit", async () => {
  const whole = makeArchive({
    entries: [
      { name: "a.txt", data: "evidence ".repeat(30) },
      { name: "b.bin", data: noise.subarray(0, 50), method: 0 },
    ],
  });
  const honest = new Set([sha256("evidence ".repeat(30)), sha256(noise.subarray(0, 50))]);
  for (let bit = 0; bit < whole.length * 8; bit += 1) {
    const flipped = Buffer.from(whole);
    flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
    const blob = new Blob([new Uint8Array(flipped)]);
    const directory = await readArchive(blob);
    for (const entry of directory.entries) {
      const result = await (await checkEntry(blob, entry, defaultLimits)).check;
      if (result.state === "whole" && entry.kind === "file") expect(honest.has(result.sha256 ?? "")).toBe(true);
    }
    if (directory.entries.length !== 2) expect(directory.anomalies.length).toBeGreaterThan(0);
  }
});
