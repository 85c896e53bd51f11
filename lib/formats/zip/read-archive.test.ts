import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import { type AnomalyCode, highestSeverity } from "./anomalies.ts";
import type { ArchiveListing } from "./model.ts";
import { readArchive } from "./read-archive.ts";
import { extraField, makeArchive, type TestArchive, type TestEntry, u64 } from "./test-archive.fixture.ts";

const read = (archive: TestArchive) => readArchive(new Blob([new Uint8Array(makeArchive(archive))]));
const codes = (directory: ArchiveListing, number = 0): AnomalyCode[] =>
  (number === 0 ? directory.anomalies : (directory.entries[number - 1]?.anomalies ?? [])).map((one) => one.code);
const two: TestEntry[] = [
  { name: "document/front.png", data: "front" },
  { name: "face/selfie.png", data: "selfie", method: 0 },
];
/** Changes the first of two entries. */
const first = (change: Partial<TestEntry>): TestArchive => ({
  entries: [{ ...(two[0] as TestEntry), ...change }, two[1] as TestEntry],
});

test.each<[string, TestArchive]>([
  ["a plain archive", { entries: two }],
  ["ZIP64 structures that say the truth", { entries: two, zip64: true }],
  ["data descriptors with signature", first({ descriptor: "signed" })],
  ["data descriptors without signature", first({ descriptor: "bare" })],
  ["data descriptors with 64-bit sizes", first({ descriptor: "signed64" })],
  [
    "folders",
    {
      entries: [
        { name: "a/", method: 0 },
        { name: "a/b.txt", data: "b" },
      ],
    },
  ],
  ["names in UTF-8 that the flag announces", first({ name: "Zoë.png", flags: 2048 })],
])("reports no anomaly in %s", async (_, archive) => {
  const directory = await read(archive);
  expect(directory.state).toBe("listed");
  expect(codes(directory)).toEqual([]);
  expect(directory.entries.flatMap((entry) => entry.anomalies)).toEqual([]);
  expect(directory.entries).toHaveLength(2);
});

const zip64Sizes = (size: number, compressed: number) => extraField(1, Buffer.concat([u64(size), u64(compressed)]));
const unicodePath = (raw: string, name: string) => {
  const crc = Buffer.alloc(4);
  crc.writeUInt32LE(crc32(Buffer.from(raw)));
  return extraField(0x7075, Buffer.concat([Buffer.from([1]), crc, Buffer.from(name)]));
};

test.each<[AnomalyCode, TestArchive]>([
  ["name_empty", first({ name: "" })],
  ["name_long", first({ name: `${"a".repeat(256)}.png` })],
  ["name_long", first({ name: `${"\u00fc".repeat(128)}.png`, flags: 2048 })],
  ["name_long", first({ name: "folder/".repeat(150) })],
  ["name_absolute", first({ name: "/etc/passwd" })],
  ["name_climbs", first({ name: "../../up.txt" })],
  ["name_climbs", first({ name: "a\\..\\..\\up.txt" })],
  ["name_dot_segment", first({ name: "./a.txt" })],
  ["name_dot_segment", first({ name: "a//b.txt" })],
  ["name_backslash", first({ name: "a\\b.txt" })],
  ["name_drive", first({ name: "C:evil.txt" })],
  ["name_control", first({ name: "a\u0000b.txt" })],
  ["name_zero", first({ name: "a\u0000b.txt" })],
  ["name_control", first({ name: "a\nb.txt" })],
  ["name_bidirectional", first({ name: "photo\u202egnp.exe", flags: 2048 })],
  ["name_invisible", first({ name: "pho\u200bto.png", flags: 2048 })],
  ["name_mixed_script", first({ name: "p\u0430ssport.png", flags: 2048 })],
  ["name_reserved", first({ name: "con.txt" })],
  ["name_reserved", first({ name: "a. " })],
  ["name_not_utf8", first({ name: new Uint8Array([0x61, 0xff, 0x62]), flags: 2048 })],
  ["name_encoding_guessed", first({ name: new Uint8Array([0x5a, 0x6f, 0x89]) })],
  ["name_unicode_differs", first({ directory: { extra: unicodePath("document/front.png", "other.png") } })],
  ["name_unicode_differs", first({ local: { extra: unicodePath("document/front.png", "other.png") } })],
  ["name_differs", first({ local: { name: "document/other.png" } })],
  [
    "name_encoding_differs",
    first({ name: "Zo\u00e9", flags: 2048, local: { flags: 0, name: new Uint8Array([0x5a, 0x6f, 0xc3, 0xa9]) } }),
  ],
  ["entry_link", first({ directory: { host: 3, attributes: 0xa1ff0000 } })],
  ["entry_link_unclear", first({ directory: { host: 0, attributes: 0xa1ff0000 } })],
  ["entry_special", first({ directory: { host: 3, attributes: 0x21ff0000 } })],
  ["entry_encrypted", first({ flags: 1 })],
  ["entry_patch", first({ flags: 32 })],
  ["entry_folder_with_data", first({ name: "folder/" })],
  ["entry_folder_unclear", first({ directory: { attributes: 0x10 } })],
  ["entry_comment", first({ directory: { comment: "see back" } })],
  ["entry_time_invalid", first({ directory: { date: 0xffff }, local: { date: 0xffff } })],
  ["entry_other_disk", first({ directory: { disk: 3 } })],
  ["method_unknown", first({ method: 4711 })],
  ["method_unsupported", first({ method: 96 })],
  ["encryption_unsupported", first({ flags: 65 })],
  ["method_differs", first({ local: { method: 0 } })],
  ["flags_differ", first({ local: { flags: 1 } })],
  ["crc_differs", first({ local: { crc32: 1 } })],
  ["size_differs", first({ local: { sizeBytes: 4 } })],
  ["size_differs", first({ local: { extra: zip64Sizes(4, 7), sizeBytes: 0xffffffff, compressedBytes: 0xffffffff } })],
  ["compressed_size_differs", first({ local: { compressedBytes: 4 } })],
  ["stored_sizes_differ", first({ method: 0, directory: { sizeBytes: 3 } })],
  ["time_differs", first({ local: { time: 0 } })],
  ["version_differs", first({ local: { version: 45 } })],
  ["version_unknown", first({ directory: { version: 64 } })],
  ["version_unknown", first({ local: { version: 200 } })],
  ["descriptor_after_stored", first({ method: 0, descriptor: "signed" })],
  ["descriptor_missing", first({ descriptor: "wrong" })],
  ["descriptor_missing", first({ flags: 8 })],
  ["extra_broken", first({ directory: { extra: new Uint8Array([1, 2, 200, 0, 9]) } })],
  ["extra_zip64_broken", first({ directory: { sizeBytes: 0xffffffff } })],
  ["extra_zip64_broken", first({ directory: { sizeBytes: 0xffffffff, extra: extraField(1, new Uint8Array(4)) } })],
  ["extra_zip64_differs", first({ directory: { extra: zip64Sizes(4, 4) } })],
  ["extra_zip64_broken", first({ directory: { disk: 0xffff } })],
  ["local_missing", first({ local: { signature: 0x12345678 } })],
  ["beyond_end", first({ directory: { headerOffset: 5_000_000 } })],
  ["beyond_end", first({ directory: { compressedBytes: 5_000_000 } })],
  ["overlaps", first({ directory: { compressedBytes: 60 } })],
  ["overlaps_directory", first({ directory: { compressedBytes: 150 } })],
])("reports %s of an entry", async (code, archive) => {
  const directory = await read(archive);
  expect(codes(directory, 1)).toContain(code);
  expect(directory.entries).toHaveLength(2);
  expect(codes(directory, 2).filter((other) => !other.startsWith("overlaps"))).toEqual([]);
});

test.each<[AnomalyCode, string, string]>([
  ["name_duplicate", "a.txt", "a.txt"],
  ["name_duplicate_case", "Passport.PNG", "passport.png"],
  ["name_duplicate_case", "\u03a3\u03b1\u03c2", "\u03c3\u03b1\u03c3"],
  ["name_duplicate_case", "stra\u00dfe", "STRASSE"],
  ["name_duplicate_case", "\u212a.png", "k.png"],
  ["name_duplicate_form", "Zo\u00eb", "Zoe\u0308"],
  ["name_file_and_folder", "a", "a/b"],
  ["name_file_and_folder", "A", "a/b/c"],
  ["name_file_and_folder", "x/\u00c4", "x/\u00e4/b"],
])("reports %s of two names", async (code, one, other) => {
  const directory = await read({ entries: [one, other].map((name) => ({ name, data: name, flags: 2048 })) });
  expect(codes(directory, 1)).toContain(code);
});

const other = makeArchive({ entries: [{ name: "other.txt", data: "other" }] });

test.each<[AnomalyCode, TestArchive]>([
  ["bytes_before", { entries: two, prefix: "#!/bin/sh\n" }],
  ["bytes_before", { entries: two, prefix: "#!/bin/sh\n", prefixUncounted: true }],
  ["directory_moved", { entries: two, prefix: "#!/bin/sh\n", prefixUncounted: true }],
  ["directory_moved", { entries: two, prefix: "#!/bin/sh\n", prefixUncounted: true, zip64: true }],
  ["bytes_between", { entries: [two[0] as TestEntry, { ...(two[1] as TestEntry), before: "hidden" }] }],
  ["bytes_between", { entries: two, beforeDirectory: "hidden" }],
  ["bytes_between", { entries: two, afterDirectory: "hidden" }],
  ["bytes_after", { entries: two, tail: "hidden" }],
  ["entries_unlisted", { entries: [two[0] as TestEntry, { ...(two[1] as TestEntry), unlisted: true }] }],
  ["archive_comment", { entries: two, comment: "made by" }],
  ["archive_comment_holds_record", { entries: two, comment: "see PK\u0003\u0004" }],
  ["end_record_several", { entries: two, comment: other }],
  ["end_record_several", { entries: two, prefix: other }],
  ["end_record_comment_short", { entries: two, end: { commentLength: 9 } }],
  ["archive_split", { entries: two, end: { disk: 1 } }],
  ["archive_split", { entries: two, end: { diskEntries: 1 } }],
  ["archive_no_entries", { entries: [] }],
  ["zip64_missing", { entries: two, end: { offset: 0xffffffff } }],
  ["zip64_differs", { entries: two, zip64: { entries: 1 }, end: { entries: 2 } }],
  ["zip64_differs", { entries: two, zip64: true, end: { offset: 3 } }],
  ["zip64_differs", { entries: two, zip64: { diskEntries: 1 } }],
  ["zip64_differs", { entries: two, zip64: true, end: { diskEntries: 1 } }],
  ["zip64_broken", { entries: two, zip64: { locator: { offset: 7 } } }],
  ["zip64_broken", { entries: two, zip64: { locator: { offset: 1e12 } } }],
  ["archive_split", { entries: two, zip64: { locator: { disk: 1 } } }],
  ["archive_split", { entries: two, zip64: { locator: { disks: 2 } } }],
  ["archive_split", { entries: two, zip64: true, end: { directoryDisk: 1 } }],
  ["directory_count_wrong", { entries: two, end: { entries: 1, diskEntries: 1 } }],
  ["directory_count_wrong", { entries: two, end: { entries: 7, diskEntries: 7 } }],
  ["directory_size_wrong", { entries: two, end: { sizeBytes: 64 } }],
  ["directory_missing", { entries: two, end: { offset: 3, sizeBytes: 9 } }],
  ["directory_damaged", { entries: [two[0] as TestEntry, { ...(two[1] as TestEntry), directory: { signature: 7 } }] }],
])("reports %s of the archive", async (code, archive) => {
  const directory = await read(archive);
  expect(codes(directory)).toContain(code);
  expect(highestSeverity(directory.anomalies)).not.toBeNull();
});

test("finds the EOCD whose comment has many fake EOCD records", async () => {
  const stuffing = "PK\u0005\u0006".padEnd(22, "\u0001").repeat(300);
  const directory = await read({ entries: two, comment: stuffing });
  expect(directory.state).toBe("listed");
  expect(directory.entries.map(({ name }) => name)).toEqual(two.map(({ name }) => name));
  expect(codes(directory)).toContain("end_record_several");
});

test("reports an error if two offsets both have a central directory", async () => {
  const inner = makeArchive({ entries: [{ name: "shown-by-some.txt", data: "one" }] });
  const directory = await read({ entries: two, beforeDirectory: inner, end: { offset: 0 } });
  expect(codes(directory).length).toBeGreaterThan(0);
});

test("recovers and marks an entry missing from the central directory", async () => {
  const directory = await read({
    entries: [two[0] as TestEntry, { ...(two[1] as TestEntry), directory: { signature: 7 } }],
  });
  expect(directory.entries.map((entry) => [entry.name, entry.recovered])).toEqual([
    ["document/front.png", false],
    ["face/selfie.png", true],
  ]);
  expect(codes(directory, 2)).toContain("entry_recovered");
});

test("recovers entries of an archive truncated at any offset", async () => {
  const whole = makeArchive({
    entries: [{ name: "a.txt", data: "a".repeat(3000) }, { name: "b.txt", data: "b", descriptor: "signed" }, ...two],
  });
  for (let offset = 0; offset < whole.length; offset += 1) {
    const directory = await readArchive(new Blob([new Uint8Array(whole.subarray(0, offset))]));
    expect(directory.anomalies.map((one) => one.code).length).toBeGreaterThan(0);
    if (offset > 40) expect(directory.entries.length).toBeGreaterThan(0);
    for (const entry of directory.entries) expect(highestSeverity(entry.anomalies)).toBe("error");
  }
});

test("reports both entries that share one local header", async () => {
  const directory = await read({
    entries: [two[0] as TestEntry, { ...(two[1] as TestEntry), name: "again.png", directory: { headerOffset: 0 } }],
  });
  expect(codes(directory, 1)).toContain("data_shared");
  expect(codes(directory, 2)).toEqual(expect.arrayContaining(["data_shared", "name_differs"]));
});

test("reports empty, text and binary input as not a ZIP archive", async () => {
  expect(codes(await readArchive(new Blob([])))).toEqual(["archive_empty_bytes"]);
  expect(codes(await readArchive(new Blob(["hello, this is not a zip at all"])))).toEqual(["archive_not_zip"]);
});

test("lists the first 20,000 of 65,000 entries and reports the limit", async () => {
  const entries = Array.from({ length: 65_000 }, (_, index) => ({ name: `f${index}`, data: "x", method: 0 }));
  const directory = await read({ entries });
  expect(directory.entries).toHaveLength(20_000);
  expect(codes(directory)).toContain("entries_over_limit");
});

test.each([
  ["letters that combine", "\u0301\u0323"],
  ["letters that stand for eighteen", "\ufdfa"],
  ["folders", "a/"],
  ["dots", "."],
  ["scripts", "a\u0430 "],
])("lists and reports two hundred names of 60,000 bytes of %s", async (_, letters) => {
  const long = letters.repeat(60_000 / Buffer.byteLength(letters));
  const entries = Array.from({ length: 200 }, (_, index) => ({
    name: `${long}${index % 100}`,
    data: "x",
    method: 0,
    flags: 2048,
  }));
  const directory = await read({ entries });
  expect(directory.entries).toHaveLength(200);
  for (const number of [1, 200])
    expect(codes(directory, number)).toEqual(expect.arrayContaining(["name_long", "name_duplicate"]));
});
