import { createHash, randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { defaultLimits } from "#lib/formats/zip/model";
import { readArchive } from "#lib/formats/zip/read-archive";
import { makeArchive, type TestEntry } from "#lib/formats/zip/test-archive.fixture";
import { makeFolder, runFileTool } from "../../e2e/support/file-tools.ts";
import { checkEntry } from "./check-entry.ts";

const { folder, remove } = makeFolder();
afterAll(remove);

const MIB = 1024 * 1024;
const text = Buffer.from(Array.from({ length: 40_000 }, (_, at) => `evidence line ${at * at}\n`).join(""));
const sha256 = (data: Uint8Array) => createHash("sha256").update(data).digest("hex");

let made = 0;
/** Compresses with the reference program; a file has a content size, standard input has none. */
function compress(data: Uint8Array, ...options: string[]): Buffer {
  const name = `data-${++made}`;
  writeFileSync(join(folder, name), data);
  runFileTool(folder, "zstd", "-q", "-f", ...options, name, "-o", `${name}.zst`);
  return readFileSync(join(folder, `${name}.zst`));
}

/** Skippable frame (RFC 8878, 3.1.2). */
function skippable(data: Uint8Array, number = 0): Buffer {
  const head = Buffer.from([0x50 + number, 0x2a, 0x4d, 0x18, 0, 0, 0, 0]);
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data]);
}

async function read(data: Uint8Array, compressed: Uint8Array, more: Partial<TestEntry> = {}, limits = defaultLimits) {
  const bytes = makeArchive({ entries: [{ name: "a.bin", data, method: 93, compressed, ...more }] });
  const blob = new Blob([new Uint8Array(bytes)]);
  const listing = await readArchive(blob);
  const [entry] = listing.entries;
  if (!entry) throw new Error("no entry");
  const check = await (await checkEntry(blob, entry, limits)).check;
  return { listing, entry, check, codes: check.anomalies.map(({ code }) => code) };
}

const samples: Record<string, Uint8Array> = {
  empty: Buffer.alloc(0),
  "one byte": Buffer.from("1"),
  text,
  noise: randomBytes(300_000),
  zeros: Buffer.alloc(200_000),
  "text and noise": Buffer.concat([text, randomBytes(200_000), text, Buffer.alloc(100_000), text]),
};
const levels = [["-1"], ["--fast=5"], ["-3"], ["-12"], ["--ultra", "-20"], ["--no-check", "-5"], ["--long=27"]];
const cases = Object.entries(samples).flatMap(([name, data]) => levels.map((level) => [name, level, data] as const));

test.each(cases)("%s, %j: every byte, and no anomaly", async (_, level, data) => {
  for (const method of [93, 20]) {
    const { listing, entry, check } = await read(data, compress(data, ...level), { method });
    expect([...listing.anomalies, ...entry.anomalies]).toEqual([]);
    expect(check).toMatchObject({ state: "whole", sha256: sha256(data), anomalies: [] });
  }
});

test("frames without a content size, several frames, and skippable frames are one file", async () => {
  const unsized = compress(text, "--no-content-size");
  expect((await read(text, unsized)).check).toMatchObject({ state: "whole", sha256: sha256(text) });
  const parts = [text.subarray(0, 1000), text.subarray(1000, 400_000), text.subarray(400_000)];
  const frames = parts.map((part) => compress(part));
  const [first, second, third] = frames as [Buffer, Buffer, Buffer];
  const joined = [
    [first, second, third],
    [skippable(Buffer.from("before")), first, skippable(randomBytes(5000), 15), second, third],
    [first, second, third, skippable(Buffer.alloc(0))],
    [first, compress(Buffer.alloc(0)), second, third],
  ];
  for (const one of joined)
    expect((await read(text, Buffer.concat(one))).check).toMatchObject({ state: "whole", sha256: sha256(text) });
});

test("cut anywhere: never whole, and the part before is read", async () => {
  const frame = compress(text);
  for (let length = 0; length < frame.length; length += 997) {
    const { check, codes } = await read(text, frame.subarray(0, length));
    expect(check.state).toBe("damaged");
    expect(codes).toContain("data_cut");
  }
  const { check } = await read(text, frame.subarray(0, Math.floor(frame.length / 2)));
  expect(check.readBytes).toBeGreaterThan(text.length / 4);
});

test("changed anywhere: never whole, also without a checksum in the frame", async () => {
  for (const options of [[], ["--no-check"]]) {
    const frame = compress(text, ...options);
    for (let at = 0; at < frame.length; at += 1499) {
      const changed = Buffer.from(frame);
      changed[at] = (changed[at] ?? 0) ^ 0x41;
      const { check } = await read(text, changed);
      expect(["damaged", "stopped"]).toContain(check.state);
    }
  }
});

test("a wrong checksum of a frame over right bytes is damage", async () => {
  const frame = compress(text);
  frame[frame.length - 1] = (frame.at(-1) ?? 0) ^ 1;
  const { check, codes } = await read(text, frame);
  expect([check.state, codes]).toEqual(["damaged", expect.arrayContaining(["data_broken"])]);
});

test("a wrong CRC-32 of the entry over a sound frame is damage", async () => {
  const { check, codes } = await read(text, compress(text), { directory: { crc32: 1 }, local: { crc32: 1 } });
  expect([check.state, codes]).toEqual(["damaged", ["crc_wrong"]]);
});

test("bytes after the last frame are named, and the file is whole", async () => {
  for (const tail of [Buffer.from("x"), randomBytes(3), Buffer.alloc(500), Buffer.from("PK\u0003\u0004")]) {
    const { check, codes } = await read(text, Buffer.concat([compress(text), tail]));
    expect([check.state, check.sha256, codes]).toEqual(["whole", sha256(text), ["data_trailing"]]);
  }
});

test("data of another method is damage", async () => {
  for (const bytes of [Buffer.from("PK"), text.subarray(0, 5000), Buffer.alloc(5000)])
    expect((await read(text, bytes)).check.state).toBe("damaged");
});

test("a window above 128 MiB is a limit of the reader, not damage", async () => {
  const frame = compress(Buffer.alloc(1000), "--no-content-size");
  const hasWindow = ((frame[4] ?? 0) & 0x20) === 0;
  expect(hasWindow).toBe(true);
  for (const exponent of [18, 21, 31]) {
    const wide = Buffer.from(frame);
    wide[5] = exponent << 3;
    const { check, codes } = await read(Buffer.alloc(1000), wide);
    expect([check.state, codes]).toEqual(["stopped", ["decoder_too_large"]]);
  }
  frame[5] = 17 << 3;
  expect((await read(Buffer.alloc(1000), frame)).check.state).toBe("whole");
});

test("a dictionary that is not in the archive is named as a limit of the reader", async () => {
  const names = Array.from({ length: 200 }, (_, at) => {
    writeFileSync(join(folder, `sample-${at}`), text.subarray(at * 900, at * 900 + 2000));
    return `sample-${at}`;
  });
  runFileTool(folder, "zstd", "-q", "--train", ...names, "-o", "dictionary", "--maxdict=20000");
  const { check, codes } = await read(text, compress(text, "-D", "dictionary"));
  expect([check.state, codes, check.sha256]).toEqual(["stopped", ["dictionary_missing"], null]);
});

test("a bomb ends at the ratio, and one in many frames too", async () => {
  const zeros = Buffer.alloc(40 * MIB);
  const bomb = compress(zeros, "-19");
  const many = Buffer.concat(Array.from({ length: 40 }, () => compress(Buffer.alloc(MIB), "-19")));
  for (const frames of [bomb, many]) {
    const { check, codes } = await read(zeros, frames);
    expect([check.state, codes, check.sha256]).toEqual(["stopped", ["over_ratio"], null]);
    expect(check.readBytes).toBeLessThanOrEqual(Math.max(10 * MIB, frames.length * 200));
  }
});

test("a million empty frames end in time", async () => {
  const empty = compress(Buffer.alloc(0), "--no-check");
  const frames = Buffer.alloc(empty.length * 1_000_000, empty);
  const before = performance.now();
  const { check } = await read(Buffer.alloc(0), frames);
  expect(["whole", "stopped"]).toContain(check.state);
  expect(performance.now() - before).toBeLessThan(10_000);
});
