import { crc32, deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { encryptions } from "#lib/formats/zip/encryption";
import { defaultLimits } from "#lib/formats/zip/model";
import { encodePassword } from "#lib/formats/zip/password-bytes";
import { readArchive } from "#lib/formats/zip/read-archive";
import { isSameName } from "#lib/formats/zip/same-name";
import { serveDecoders } from "#lib/formats/zip/serve-decoders.fixture";
import { extraField, makeArchive, type TestArchive, type TestEntry, u64 } from "#lib/formats/zip/test-archive.fixture";
import { checkAll } from "./check-all.ts";
import { packEntries, unpackEntries } from "./entry-columns.ts";
import type { EntryCheck } from "./model.ts";

serveDecoders();

async function examine(archive: TestArchive | Uint8Array, passwords: readonly string[] = []) {
  const blob = new Blob([new Uint8Array(archive instanceof Uint8Array ? archive : makeArchive(archive))]);
  const listing = await readArchive(blob);
  const checks: EntryCheck[] = [];
  for await (const group of checkAll(blob, listing.entries, defaultLimits, undefined, passwords)) checks.push(...group);
  return { listing, checks, entry: listing.entries[0], check: checks.find(({ number }) => number === 1) };
}
const u32 = (value: number) => Buffer.from([value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24]);
const unicodePath = (raw: string | Uint8Array, name: string) =>
  extraField(0x7075, Buffer.concat([Buffer.from([1]), u32(crc32(Buffer.from(raw))), Buffer.from(name)]));
const aes = (version: number, strength: number, method: number, vendor = "AE") =>
  extraField(
    0x9901,
    Buffer.concat([Buffer.from([version, 0]), Buffer.from(vendor), Buffer.from([strength, method, 0])]),
  );
const one = (entry: Partial<TestEntry>): TestArchive => ({ entries: [{ name: "a.txt", data: "evidence", ...entry }] });
const both = <T>(fields: T) => ({ local: fields, directory: fields });
const codes = (found: { anomalies: { code: string }[] } | undefined) => found?.anomalies.map(({ code }) => code) ?? [];

test("shows the name of the Unicode path field, with the header's name beside it and no alarm", async () => {
  const raw = Buffer.from("4d816c6c65722e747874", "hex");
  const { entry } = await examine(one({ name: raw, ...both({ extra: unicodePath(raw, "Müller.txt") }) }));
  expect(entry).toMatchObject({
    name: "Müller.txt",
    headerName: null,
    anomalies: [],
  });
  const windows = Buffer.from("4dfc6c6c65722e747874", "hex");
  const other = (await examine(one({ name: windows, ...both({ extra: unicodePath(windows, "Müller.txt") }) }))).entry;
  expect(other).toMatchObject({ name: "Müller.txt", headerName: "Mⁿller.txt", anomalies: [] });
});

test.each<[string, Partial<TestEntry>]>([
  ["names another file", both({ extra: unicodePath("a.txt", "b.exe") })],
  ["names another file in the directory only", { directory: { extra: unicodePath("a.txt", "b.exe") } }],
  ["names another file in the local header only", { local: { extra: unicodePath("a.txt", "b.exe") } }],
  ["stands twice", both({ extra: Buffer.concat([unicodePath("a.txt", "a.txt"), unicodePath("a.txt", "b.exe")]) })],
  ["replaces letters of ASCII", { name: "photo?.png", ...both({ extra: unicodePath("photo?.png", "photo.exe.png") }) }],
  [
    "contradicts a name in UTF-8",
    { name: "Zoé.png", flags: 2048, ...both({ extra: unicodePath("Zoé.png", "Zoë.png") }) },
  ],
])("reports a Unicode path field that %s as a contradiction", async (_, change) => {
  const { entry } = await examine(one(change));
  expect(entry?.anomalies).toContainEqual(expect.objectContaining({ code: "name_unicode_differs", severity: "error" }));
});

test.each<[string, string, string, boolean]>([
  ["accents that were left out", "Jose.png", "José.png", true],
  ["one question mark per letter", "???.png", "фот.png", true],
  ["one underscore per byte", "______.png", "фот.png", true],
  ["one question mark for a word", "?.png", "фот.png", true],
  ["escapes", "#U0444.png", "ф.png", true],
  ["another extension", "???.exe", "фот.png", false],
  ["another word", "fot.png", "фот.png", false],
  ["letters where the other has none", "a?.png", "ab.png", false],
])("compares names: %s", (_, ascii, unicode, isSame) => {
  expect(isSameName(Buffer.from(ascii), ascii, false, unicode)).toBe(isSame);
});

test.each<[string, Partial<TestEntry>]>([
  ["AES in AES", { method: 99, flags: 1, ...both({ extra: aes(2, 3, 99) }) }],
  [
    "a field that is too short",
    { method: 99, flags: 1, ...both({ extra: extraField(0x9901, Buffer.from([2, 0, 65])) }) },
  ],
  ["an unknown strength", { method: 99, flags: 1, ...both({ extra: aes(2, 9, 8) }) }],
  ["an unknown vendor", { method: 99, flags: 1, ...both({ extra: aes(2, 3, 8, "XX") }) }],
  ["a field without the encryption flag", { method: 99, ...both({ extra: aes(2, 3, 8) }) }],
  ["strong encryption", { flags: 65 }],
])("does not try a password on %s", async (_, change) => {
  const { check, entry } = await examine(one(change), ["password"]);
  expect(entry?.encryption).toEqual({ kind: "unknown" });
  expect(check).toMatchObject({ state: "unreadable", reason: "encryption", content: null });
});

test.each([0, 5, 11, 20])("refuses encrypted data of %i bytes, which is too short for its header", async (length) => {
  for (const entry of [
    { method: 0, flags: 1, compressed: Buffer.alloc(length, 7), data: "" },
    { method: 99, flags: 1, compressed: Buffer.alloc(length, 7), data: "", ...both({ extra: aes(2, 3, 0) }) },
  ]) {
    const { check } = await examine(one(entry), ["password"]);
    expect(check?.state).toBe("unreadable");
    expect(check?.reason).toMatch(/^password_/u);
  }
});

test("no wrong password in a thousand shows bytes of a ZipCrypto entry, though one in 256 passes its check", async () => {
  const compressed = Buffer.concat([Buffer.alloc(12, 3), Buffer.from("encrypted data without a known password")]);
  const passwords = Array.from({ length: 1000 }, (_, at) => `guess ${at}`);
  const { check } = await examine(one({ method: 0, flags: 1, compressed }), passwords);
  expect(check).toMatchObject({ state: "unreadable", reason: "password_unproven", content: null, sha256: null });
});

test("tries a password of 10,000 characters, and none for the empty one", async () => {
  const { check } = await examine(one({ method: 0, flags: 1, compressed: Buffer.alloc(30, 9) }), ["x".repeat(10_000)]);
  expect(check?.state).toBe("unreadable");
  expect(encodePassword("")).toEqual([]);
  expect(encodePassword("abc")).toHaveLength(1);
  const hex = encodePassword("Grüße").map((bytes) => Buffer.from(bytes).toString("hex"));
  expect(hex).toEqual(expect.arrayContaining(["4772c3bcc39f65", "4772 81 e1 65".replaceAll(" ", ""), "4772fcdf65"]));
});

test("lists 20,000 encrypted entries, which cost nothing without a password", async () => {
  const entries = Array.from(
    { length: 20_000 },
    (_, at): TestEntry => ({
      name: `f${at}`,
      flags: 1,
      method: 99,
      compressed: Buffer.alloc(29),
      ...both({ extra: aes(2, 3, 0) }),
    }),
  );
  const { checks } = await examine({ entries });
  expect(checks).toHaveLength(20_000);
  expect(checks.every(({ reason }) => reason === "password")).toBe(true);
});

const lzmaHeader = (dictionary: number) => Buffer.concat([Buffer.from([9, 20, 5, 0, 0x5d]), u32(dictionary)]);

test.each<[string, number, Uint8Array]>([
  ["LZMA with a dictionary of 4 GiB", 14, Buffer.concat([lzmaHeader(0xffffffff), Buffer.alloc(200, 1)])],
  ["LZMA with a dictionary of 1.5 GiB", 14, Buffer.concat([lzmaHeader(0x60000000), Buffer.alloc(200, 0)])],
  ["PPMd with the most memory", 98, Buffer.concat([Buffer.from([0xff, 0x0f]), Buffer.alloc(200, 5)])],
  ["XZ that is only a header", 95, Buffer.from("fd377a585a000004e6d6b446", "hex")],
  ["bzip2 without blocks", 12, Buffer.from("425a6839177245385090000000 00".replace(" ", ""), "hex")],
  ["Deflate64 of zeros", 9, Buffer.alloc(500)],
])("ends %s with a reason", async (_, method, compressed) => {
  for (const sizeBytes of [0, 10, 2_000_000_000]) {
    const { check } = await examine(one({ method, compressed, ...both({ sizeBytes }) }));
    expect(check?.state).not.toBe("whole");
    expect(check?.readBytes ?? 0).toBeLessThanOrEqual(11 * 1024 * 1024);
  }
});

test.each<[string, number, Uint8Array, number]>([
  ["LZMA, 4 GiB", 14, Buffer.concat([lzmaHeader(0xffffffff), Buffer.alloc(200, 1)]), 10],
  ["LZMA, 1 GiB, with data for it", 14, Buffer.concat([lzmaHeader(1 << 30), Buffer.alloc(200, 1)]), 1 << 30],
  ["XZ, 4 GiB", 95, Buffer.from("fd377a585a000004e6d6b446020021012800000037", "hex"), 10],
])("names a dictionary over its own limit as a limit, not as damage: %s", async (_, method, compressed, sizeBytes) => {
  const { check } = await examine(one({ method, compressed, ...both({ sizeBytes }) }));
  expect(check?.anomalies.map(({ code }) => code)).toContain("decoder_too_large");
  expect(check?.state).not.toBe("damaged");
});

test.each([1, 6, 10, 19, 94, 96, 97])("method %i of APPNOTE is a limit of the reader and no alarm", async (method) => {
  const { entry, check } = await examine(one({ method }));
  expect(entry?.anomalies.map(({ code, severity }) => [code, severity])).toEqual([["method_unsupported", "note"]]);
  expect(check).toMatchObject({ state: "unreadable", reason: "method" });
});

test("transfers every encryption and the header's name to the page", async () => {
  const { listing } = await examine(one({}));
  const [first] = listing.entries;
  if (!first) throw new Error("no entry");
  const entries = encryptions.map((encryption, at) => ({
    ...first,
    number: at + 1,
    encryption,
    headerName: at % 2 ? "h" : null,
  }));
  expect(unpackEntries(packEntries(entries))).toEqual(entries);
});

test("names a signed and an encrypted directory, and an extra data record, as what they are", async () => {
  const signature = Buffer.concat([u32(0x05054b50), Buffer.from([4, 0]), Buffer.from("sign")]);
  const signed = await examine({ ...one({}), afterDirectory: signature });
  expect(signed.listing.anomalies).toEqual([{ code: "directory_signed", severity: "note", values: { bytes: 4 } }]);
  const record = Buffer.concat([u32(0x08064b50), u32(3), Buffer.from("abc")]);
  expect((await examine({ ...one({}), beforeDirectory: record })).listing.anomalies).toEqual([
    { code: "archive_extra_data", severity: "note", values: { bytes: 11 } },
  ]);
  const version2 = Buffer.concat([
    Buffer.alloc(2),
    u64(10),
    u64(10),
    Buffer.from([0x0e, 0x66, 0, 1, 1, 0, 0, 0, 0, 0]),
  ]);
  const bytes = makeArchive({ ...one({}), zip64: { more: version2 } });
  const at = bytes.indexOf(u32(0x06064b50));
  bytes.writeUInt16LE(62, at + 14);
  const { listing } = await examine(bytes);
  expect(codes(listing)).toEqual(["directory_encrypted"]);
  expect(listing.entries.map(({ name, anomalies }) => [name, anomalies])).toEqual([["a.txt", []]]);
});

test.each<[string, Partial<TestEntry>, string]>([
  ["standard input of Info-ZIP", { name: "-", directory: { host: 3, attributes: 0x11800000 } }, "file"],
  ["a mode of zero", { name: "-", directory: { host: 3, attributes: 0 } }, "file"],
  ["a pipe", { name: "pipe", data: "", method: 0, directory: { host: 3, attributes: 0x11800000 } }, "special"],
  ["a device", { name: "dev", directory: { host: 3, attributes: 0x61800000 } }, "special"],
])("takes %s for what it is", async (_, entry, kind) => {
  expect((await examine(one(entry))).entry?.kind).toBe(kind);
});

test("keeps the digest and the size of data with bytes behind its end", async () => {
  const { check } = await examine(
    one({ compressed: Buffer.concat([deflateRawSync("evidence"), Buffer.from("hidden")]) }),
  );
  expect(check).toMatchObject({ state: "whole", readBytes: 8 });
  expect(codes(check)).toEqual(["data_trailing"]);
});

test("counts zeros after the end as padding, and other bytes as bytes", async () => {
  expect(codes((await examine({ ...one({}), tail: Buffer.alloc(9000) })).listing)).toEqual(["padding_after"]);
  expect(codes((await examine({ ...one({}), tail: Buffer.alloc(100_000) })).listing)).toEqual(["bytes_after"]);
  expect(codes((await examine({ ...one({}), tail: Buffer.from([0, 1]) })).listing)).toEqual(["bytes_after"]);
});

test.each<[string, Buffer, string]>([
  ["__MACOSX/._photo.jpg", Buffer.from("000516070002000004d6163204f5320580000000000", "hex"), "Apple Double"],
  ["folder/.DS_Store", Buffer.from("0000000142756431000010000000080000001000", "hex"), "Desktop Services Store"],
])("names %s as what macOS writes there, without an alarm", async (name, data, label) => {
  const { check, entry } = await examine(one({ name, data }));
  expect(check?.content?.label).toBe(label);
  expect([codes(check), codes(entry)]).toEqual([[], []]);
});
