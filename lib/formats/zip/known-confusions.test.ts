import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import { checkAll } from "#lib/files/check-all";
import type { AnomalyCode } from "./anomalies.ts";
import { defaultLimits } from "./model.ts";
import { readArchive } from "./read-archive.ts";
import { extraField, makeArchive, type TestArchive, type TestEntry, u64 } from "./test-archive.fixture.ts";

/**
 * Rebuilds published parser confusions: the "malo" set of PyPI and uv, failures of yauzl and libzip, ZipDiff (USENIX Security 2025), Fifield's
 * bombs. Each must be reported, and no entry may be `whole` with undeclared bytes.
 */
async function read(archive: TestArchive | Uint8Array) {
  const bytes = archive instanceof Uint8Array ? archive : makeArchive(archive);
  const blob = new Blob([new Uint8Array(bytes)]);
  const directory = await readArchive(blob);
  const checks = [];
  for await (const group of checkAll(blob, directory.entries, defaultLimits)) checks.push(...group);
  const codes = [...directory.anomalies, ...directory.entries.flatMap((entry) => entry.anomalies)].map(
    (one) => one.code,
  );
  return { directory, checks, codes: [...codes, ...checks.flatMap((check) => check.anomalies.map((one) => one.code))] };
}

const hello: TestEntry = { name: "fixme", data: "hello" };
const one = (change: Partial<TestEntry>, more: Partial<TestArchive> = {}): TestArchive => ({
  entries: [{ ...hello, ...change }],
  ...more,
});
const zip64 = (...values: number[]) => extraField(1, Buffer.concat(values.map(u64)));
const both = (fields: {
  sizeBytes?: number;
  compressedBytes?: number;
  crc32?: number;
  extra?: Uint8Array;
  flags?: number;
}) => ({
  local: fields,
  directory: fields,
});
const all32 = 0xffffffff;
/** Builds a Unicode path field (0x7075) for `raw`. */
const unicodePath = (raw: string, name: string, version = 1) => {
  const crc = Buffer.alloc(4);
  crc.writeUInt32LE(crc32(Buffer.from(raw)));
  return extraField(0x7075, Buffer.concat([Buffer.from([version]), crc, Buffer.from(name)]));
};
const other = makeArchive({ entries: [{ name: "secon", data: "BOOM!" }] });
const compressedHello = 7;

test.each<[string, TestArchive]>([
  ["a deflated entry", one({})],
  ["a ZIP64 field for the compressed size alone", one(both({ compressedBytes: all32, extra: zip64(compressedHello) }))],
  [
    "a descriptor with 64-bit sizes and an empty ZIP64 field",
    one({ descriptor: "signed64", local: { extra: zip64() } }),
  ],
  ["a ZIP64 end record", one({}, { zip64: true })],
])("reports no anomaly for %s", async (_, archive) => {
  const { codes, checks } = await read(archive);
  expect(codes).toEqual([]);
  expect(checks.map(({ state }) => state)).toEqual(["whole"]);
});

test.each<[string, AnomalyCode, TestArchive | Uint8Array]>([
  ["a ZIP64 field with a wrong size", "size_wrong", one(both({ sizeBytes: all32, extra: zip64(6) }))],
  [
    "a ZIP64 field too short for its sentinels",
    "extra_zip64_broken",
    one(both({ sizeBytes: all32, compressedBytes: all32, extra: zip64(5) })),
  ],
  [
    "a ZIP64 field longer than it says",
    "extra_zip64_differs",
    one(both({ sizeBytes: all32, extra: Buffer.concat([Buffer.from([1, 0, 10, 0]), u64(5), u64(0)]) })),
  ],
  ["two ZIP64 fields", "extra_repeated", one(both({ sizeBytes: all32, extra: Buffer.concat([zip64(5), zip64(9)]) }))],
  [
    "an entry missing from the directory",
    "entries_unlisted",
    { entries: [hello, { ...hello, name: "two", unlisted: true }] },
  ],
  [
    "an entry twice in the directory",
    "data_shared",
    { entries: [hello, { ...hello, directory: { headerOffset: 0 } }] },
  ],
  [
    "an entry twice in the directory",
    "name_duplicate",
    { entries: [hello, { ...hello, directory: { headerOffset: 0 } }] },
  ],
  ["a descriptor with a wrong CRC", "descriptor_missing", one({ descriptor: "wrong" })],
  [
    "a descriptor that only the local header announces",
    "flags_differ",
    one({ descriptor: "signed", directory: { flags: 0 } }),
  ],
  ["a ZIP64 end record with more in it", "zip64_holds_more", one({}, { zip64: { more: Buffer.alloc(20, "z") } })],
  [
    "a ZIP64 end record that hides bytes behind it",
    "zip64_broken",
    one({}, { zip64: { more: Buffer.alloc(20, "z"), length: 44 } }),
  ],
  [
    "a ZIP64 end record that names another directory",
    "zip64_differs",
    one({}, { zip64: { entries: 2 }, end: { entries: 1 } }),
  ],
  ["a whole archive in the comment", "end_record_several", one({}, { comment: other })],
  ["a whole archive in front", "bytes_before", one({}, { prefix: other })],
  ["a whole archive in front, counted or not", "end_record_several", one({}, { prefix: other, prefixUncounted: true })],
  ["a whole archive behind", "end_record_several", Buffer.concat([makeArchive(one({})), other])],
  ["bytes behind the end", "bytes_after", one({}, { tail: "suffix" })],
  ["a directory that names no local header", "local_missing", one({ local: { signature: 0 } })],
  ["three bytes of extra data", "extra_broken", one(both({ extra: Buffer.from([1, 2, 3]) }))],
  [
    "a Unicode path that says another name",
    "name_unicode_differs",
    one({ directory: { extra: unicodePath("fixme", "other") } }),
  ],
  [
    "a Unicode path made for another name",
    "name_unicode_stale",
    one({ directory: { extra: unicodePath("was-this", "other") } }),
  ],
  [
    "a Unicode path in the local header alone, made for another name",
    "name_unicode_stale",
    one({ local: { extra: unicodePath("x", "other") } }),
  ],
  [
    "a Unicode path of another version",
    "name_unicode_stale",
    one({ directory: { extra: unicodePath("fixme", "other", 2) } }),
  ],
  [
    "a Unicode path that is too short",
    "extra_broken",
    one({ directory: { extra: extraField(0x7075, Buffer.from([1, 2])) } }),
  ],
  [
    "two Unicode paths",
    "extra_repeated",
    one({ directory: { extra: Buffer.concat([unicodePath("fixme", "fixme"), unicodePath("fixme", "b")]) } }),
  ],
  [
    "a local name that is another file's",
    "name_differs",
    {
      entries: [
        { ...hello, local: { name: "other" } },
        { name: "other", data: "b" },
      ],
    },
  ],
  ["a local header without a name", "name_differs", one({ local: { name: "" } })],
  ["a different method in the local header", "method_differs", one({ local: { method: 0 } })],
  ["an entry that only its local header calls encrypted", "flags_differ", one({ local: { flags: 1 } })],
  ["strong encryption", "entry_encrypted", one({ flags: 65 })],
  ["masked headers", "entry_encrypted", one({ flags: 8192 })],
  ["AES without its field", "encryption_unsupported", one({ method: 99, flags: 1 })],
  ["patched data", "entry_patch", one({ flags: 32 })],
  ["a name that ends at a zero byte for some", "name_control", one({ name: "safe.png\u0000.exe" })],
  ["an empty name", "name_empty", one({ name: "" })],
  ["a link by its Unix mode", "entry_link", one({ directory: { host: 3, attributes: 0xa1ff0000 } })],
  [
    "a path written twice, once with a dot",
    "name_duplicate_path",
    {
      entries: [
        { ...hello, name: "a/./b" },
        { ...hello, name: "A/b" },
      ],
    },
  ],
  [
    "a path written twice, once with a back slash",
    "name_duplicate_path",
    {
      entries: [
        { ...hello, name: "a\\b" },
        { ...hello, name: "a/b" },
      ],
    },
  ],
  [
    "a path written twice, once from the root",
    "name_duplicate_path",
    {
      entries: [
        { ...hello, name: "/a/b" },
        { ...hello, name: "a/b" },
      ],
    },
  ],
  ["invalid code lengths", "size_wrong", one({ compressed: Buffer.from([0x0d, 0xc0, 0xff, 0xff, 0xff, 0xff]) })],
  ["fewer bytes than declared", "size_wrong", one(both({ sizeBytes: 2_048_576 }))],
  ["another part of a split archive", "archive_split", one({}, { end: { disk: 2, directoryDisk: 2 } })],
])("reports %s: %s", async (_, code, archive) => {
  const { codes, checks, directory } = await read(archive);
  expect(codes).toContain(code);
  for (const check of checks) {
    const entry = directory.entries[check.number - 1];
    if (check.state === "whole") expect([check.readBytes, check.crc32]).toEqual([entry?.sizeBytes, entry?.crc32]);
  }
});

test("reports overlaps in every entry of a quoted-overlap bomb", async () => {
  // After Fifield: each entry's data starts with a stored block that has the next entry's local header.
  const count = 50;
  const parts: Buffer[] = [];
  const kernel = makeArchive({ entries: [{ name: "kernel", data: Buffer.alloc(100_000) }] });
  const at: number[] = [];
  let length = 0;
  for (let index = 0; index < count; index += 1) {
    at.push(length);
    const header = makeArchive({ entries: [{ name: `f${index}`, data: "", compressed: Buffer.alloc(0) }] }).subarray(
      0,
      32 + String(index).length - 1,
    );
    parts.push(Buffer.from(header));
    length += header.length;
  }
  const bytes = makeArchive({
    entries: [
      ...at.map((headerOffset, index) => ({
        name: `f${index}`,
        data: "",
        unlisted: false,
        directory: { headerOffset, compressedBytes: length - headerOffset + 60, sizeBytes: 100_000 },
      })),
    ],
    prefix: Buffer.concat([...parts, kernel]),
  });
  const { directory, checks } = await read(bytes);
  for (const entry of directory.entries)
    expect(entry.anomalies.map((one) => one.code)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^(overlaps|data_shared)$/)]),
    );
  expect(checks.filter(({ state }) => state === "whole")).toEqual([]);
});
