import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import { defaultLimits } from "#lib/formats/zip/model";
import { readArchive } from "#lib/formats/zip/read-archive";
import { extraField, makeArchive, type TestArchive, type TestEntry, u64 } from "#lib/formats/zip/test-archive.fixture";
import { checkAll } from "./check-all.ts";
import type { EntryCheck } from "./model.ts";

const latin = { text: "Zoë Müller.txt", cp437: "5a6f89204d816c6c65722e747874", cp1252: "5a6feb204dfc6c6c65722e747874" };
const hex = (text: string) => new Uint8Array(Buffer.from(text, "hex"));
const u16 = (value: number) => Buffer.from([value & 255, value >> 8]);
const u32 = (value: number) => Buffer.concat([u16(value & 0xffff), u16(value >>> 16)]);
const extra = (...fields: [number, Uint8Array][]) => Buffer.concat(fields.map(([id, data]) => extraField(id, data)));
const both = <T>(fields: T) => ({ local: fields, directory: fields });
const unixTime = u32(1_795_000_000);
const utf8Flag = 2048;

const unicodePath = (raw: Uint8Array, name: string): [number, Uint8Array] => [
  0x7075,
  Buffer.concat([Buffer.from([1]), u32(crc32(raw)), Buffer.from(name)]),
];

/** NTFS times as 7-Zip and WinRAR write them: reserved, tag 1, three times. */
const ntfs: [number, Uint8Array] = [0x000a, Buffer.concat([u32(0), u16(1), u16(24), Buffer.alloc(24, 1)])];
const infoZip = (bytes: number): [number, Uint8Array] => [
  0x5455,
  Buffer.concat([Buffer.from([3]), unixTime, bytes === 9 ? unixTime : Buffer.alloc(0)]),
];
const owner: [number, Uint8Array] = [0x7875, hex("0104e803000004e8030000")];

type Tool = {
  /** Fields of one entry; `data` is the file's. */
  entry: (name: string, data: Buffer) => TestEntry;
  archive?: (entries: TestEntry[]) => Partial<TestArchive>;
  names?: readonly string[];
  /** Names that the tool writes and another name that the page shows. */
  shown?: Record<string, string>;
};

const isAscii = (name: string) => /^[\u0000-\u007f]*$/u.test(name);
const flagged = (name: string) => (isAscii(name) ? 0 : utf8Flag);
const plain = (name: string, data: Buffer): TestEntry => ({ name, data, method: data.length === 0 ? 0 : 8 });

function signingBlock(): Buffer {
  const pairs = Buffer.concat([u64(12), u32(0x7109871a), Buffer.alloc(8, 7)]);
  return Buffer.concat([u64(pairs.length + 24), pairs, u64(pairs.length + 24), Buffer.from("APK Sig Block 42")]);
}

/** The headers that each program writes, as its source or documentation describes them. */
const tools: Record<string, Tool> = {
  "Finder and macOS Archive Utility": {
    entry: (name, data) => ({
      ...plain(name, data),
      descriptor: "signed",
      local: { extra: extra(infoZip(9), owner), version: 20 },
      directory: {
        host: 3,
        attributes: 0x81a40000,
        extra: extra([0x5455, Buffer.concat([Buffer.from([3]), unixTime])]),
        version: 20,
      },
    }),
    names: [
      "photo.png",
      latin.text,
      "__MACOSX/._photo.png",
      ".DS_Store",
      "folder/Icon\r",
      "Bildschirmfoto 2026-11-23 um 10.00.00\u202fAM.png",
    ],
  },
  ditto: {
    entry: (name, data) => ({
      ...plain(name, data),
      descriptor: "signed",
      ...both({ extra: extra([0x5855, Buffer.concat([unixTime, unixTime])]), version: 20 }),
    }),
  },
  "Windows Explorer, code page 437": {
    entry: (name, data) => ({
      ...plain(name, data),
      name: name === latin.text ? hex(latin.cp437) : name,
      directory: { attributes: 0x20 },
    }),
    names: ["photo.jpg", latin.text],
  },
  "Windows Explorer, UTF-8": {
    entry: (name, data) => ({ ...plain(name, data), flags: flagged(name), directory: { attributes: 0x20 } }),
  },
  "7-Zip for Windows": {
    entry: (name, data) => ({
      ...plain(name, data),
      flags: flagged(name),
      directory: { host: 0, attributes: 0x20, extra: extra(ntfs) },
    }),
  },
  WinRAR: {
    entry: (name, data) => {
      const raw = name === latin.text ? hex(latin.cp437) : Buffer.from(name.replace(/[^\u0000-\u007f]/gu, "_"));
      const fields: [number, Uint8Array][] = isAscii(name) ? [ntfs] : [ntfs, unicodePath(raw, name)];
      return { ...plain(name, data), name: raw, ...both({ extra: extra(...fields) }) };
    },
  },
  "WinZip, Unicode field over a Windows code page": {
    entry: (name, data) => {
      const raw = name === latin.text ? hex(latin.cp1252) : Buffer.from(name.replace(/[^\u0000-\u007f]/gu, "?"));
      return {
        ...plain(name, data),
        name: raw,
        ...(isAscii(name) ? {} : both({ extra: extra(unicodePath(raw, name)) })),
      };
    },
  },
  "Info-ZIP with escaped names": {
    entry: (name, data) => {
      const raw = Buffer.from(
        name.replace(/[^\u0000-\u007f]/gu, (letter) => `#U${letter.charCodeAt(0).toString(16).padStart(4, "0")}`),
      );
      const fields: [number, Uint8Array][] = isAscii(name) ? [] : [unicodePath(raw, name)];
      return {
        ...plain(name, data),
        name: raw,
        local: { extra: extra(infoZip(9), owner, ...fields) },
        directory: { host: 3, attributes: 0x81a40000, extra: extra(infoZip(5), owner, ...fields) },
      };
    },
    names: ["photo.png", "Zoë.txt", "паспорт.txt"],
  },
  "java.util.zip, streamed": { entry: (name, data) => ({ name, data, flags: utf8Flag, descriptor: "signed" }) },
  "jar with its magic field": {
    entry: (name, data) => ({
      name,
      data,
      flags: utf8Flag,
      descriptor: "signed",
      ...(name === "META-INF/" ? both({ extra: extra([0xcafe, Buffer.alloc(0)]) }) : {}),
    }),
    names: ["META-INF/", "META-INF/MANIFEST.MF", latin.text],
  },
  "Go archive/zip": {
    entry: (name, data) => ({
      ...plain(name, data),
      flags: flagged(name),
      ...(name.endsWith("/") ? {} : { descriptor: "signed" as const }),
      ...both({ extra: extra([0x5455, Buffer.concat([Buffer.from([1]), unixTime])]) }),
    }),
  },
  "Python zipfile, ZIP64 forced": {
    entry: (name, data) => ({
      name,
      data,
      method: 0,
      flags: flagged(name),
      local: {
        version: 45,
        sizeBytes: 0xffffffff,
        compressedBytes: 0xffffffff,
        extra: extra([1, Buffer.concat([u64(data.length), u64(data.length)])]),
      },
      directory: { host: 3, attributes: 0x01800000, version: 45 },
    }),
  },
  "Python writestr": {
    entry: (name, data) => ({
      name,
      data,
      method: 0,
      flags: flagged(name),
      directory: { host: 3, attributes: 0x01800000 },
    }),
  },
  ".NET": {
    entry: (name, data) => ({
      ...plain(name, data),
      flags: flagged(name),
      directory: { host: 3, attributes: 0x81a40000 },
    }),
  },
  ".NET 4.5 with backslashes": {
    entry: (name, data) => plain(name.replaceAll("/", "\\"), data),
    names: ["a/b.txt", "a/c.txt"],
  },
  "PHP and libzip": {
    entry: (name, data) => ({
      ...plain(name, data),
      flags: flagged(name),
      directory: { host: 3, attributes: 0x81b60000 },
    }),
  },
  "Android package, aligned and signed": {
    entry: (name, data) => ({
      name,
      data,
      method: name.endsWith(".arsc") ? 0 : 8,
      local: { extra: Buffer.alloc(3) },
    }),
    archive: () => ({ beforeDirectory: signingBlock() }),
    names: ["AndroidManifest.xml", "resources.arsc", "classes.dex"],
  },
  zipalign: {
    entry: (name, data) => ({ name, data, method: 0, ...both({}), local: { extra: extra([0xd935, Buffer.alloc(6)]) } }),
  },
  aapt: {
    entry: (name, data) => ({ ...plain(name, data), directory: { host: 0, attributes: 0 }, ...{ flags: utf8Flag } }),
  },
  "JSZip, streamed": { entry: (name, data) => ({ name, data, flags: flagged(name), descriptor: "signed" }) },
  "zip.js": {
    entry: (name, data) => ({
      name,
      data,
      flags: utf8Flag,
      descriptor: "signed",
      ...both({ extra: extra(infoZip(5)) }),
    }),
  },
  yazl: {
    entry: (name, data) => ({
      name,
      data,
      flags: utf8Flag,
      descriptor: "signed",
      directory: { host: 3, attributes: 0x81b40000 },
    }),
  },
  "Total Commander": {
    entry: (name, data) => ({
      ...plain(name, data),
      name: name === latin.text ? hex(latin.cp437) : name,
      directory: { attributes: 0x20 },
    }),
    names: ["a.txt", latin.text],
  },
  "libarchive, streamed with ZIP64 lengths": {
    entry: (name, data) => ({
      name,
      data,
      flags: utf8Flag,
      descriptor: "signed64",
      local: { version: 45, extra: extra([1, Buffer.concat([u64(0), u64(0)])]) },
      directory: { host: 3, attributes: 0x81a40000, version: 45 },
    }),
  },
  "Apache Commons Compress": {
    entry: (name, data) => ({
      ...plain(name, data),
      flags: utf8Flag,
      descriptor: "signed",
      ...(isAscii(name) ? {} : both({ extra: extra(unicodePath(Buffer.from(name), name)) })),
    }),
  },
};

const usual = ["photo.png", "folder/", "folder/scan.pdf", latin.text];
const sizes = [0, 1, 20, 70_000];
const cases = Object.entries(tools).flatMap(([tool, { names = usual }]) =>
  sizes.map((size) => [tool, size, names] as const),
);

async function examine(bytes: Uint8Array) {
  const blob = new Blob([new Uint8Array(bytes)]);
  const listing = await readArchive(blob);
  const checks = new Map<number, EntryCheck>();
  for await (const group of checkAll(blob, listing.entries, defaultLimits))
    for (const one of group) checks.set(one.number, one);
  return { listing, checks };
}

const contentOf = (name: string, size: number) =>
  name.endsWith("/")
    ? Buffer.alloc(0)
    : Buffer.from(`${name} `.repeat(Math.ceil(size / name.length))).subarray(0, size);

function build(tool: string, size: number, names: readonly string[]): Buffer {
  const { entry, archive } = tools[tool] as Tool;
  const entries = names.map((name) => {
    const one = entry(name, contentOf(name, size));
    return name.endsWith("/") ? { ...one, method: 0, descriptor: undefined as never } : one;
  });
  return makeArchive({ entries, ...archive?.(entries) });
}

test.each(cases)("%s, files of %i bytes: every byte, and no alarm", async (tool, size, names) => {
  const { listing, checks } = await examine(build(tool, size, names));
  expect(listing.entries.map(({ name }) => name.replaceAll("\\", "/"))).toEqual(names);
  const alarms = [...listing.anomalies, ...listing.entries.flatMap((entry) => entry.anomalies)];
  expect(alarms.filter(({ severity }) => severity !== "note")).toEqual([]);
  for (const [index, name] of names.entries()) {
    const sha256 = createHash("sha256").update(contentOf(name, size)).digest("hex");
    expect(checks.get(index + 1)).toMatchObject({ state: "whole", sha256 });
    const found = checks.get(index + 1)?.anomalies.filter(({ code }) => code !== "type_differs");
    expect(found).toEqual([]);
  }
});

test.each(Object.keys(tools))("%s, cut anywhere: nothing that lacks bytes is whole", async (tool) => {
  const names = tools[tool]?.names ?? usual;
  const whole = build(tool, 3000, names);
  const digests = new Set(names.map((name) => createHash("sha256").update(contentOf(name, 3000)).digest("hex")));
  for (let length = 0; length < whole.length; length += Math.ceil(whole.length / 40)) {
    const { listing, checks } = await examine(whole.subarray(0, length));
    expect(listing.anomalies.some(({ severity }) => severity === "error")).toBe(true);
    for (const check of checks.values()) if (check.state === "whole") expect(digests).toContain(check.sha256);
  }
});

test.each(Object.keys(tools))("%s, one byte changed anywhere: no other bytes are whole", async (tool) => {
  const names = tools[tool]?.names ?? usual;
  const whole = build(tool, 300, names);
  const digests = new Set(names.map((name) => createHash("sha256").update(contentOf(name, 300)).digest("hex")));
  for (let at = 0; at < whole.length; at += 7) {
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] ?? 0) ^ 0x11;
    const { listing, checks } = await examine(changed);
    for (const check of checks.values())
      if (check.state === "whole" && listing.entries[check.number - 1]?.sizeBytes !== 0)
        expect(digests).toContain(check.sha256);
  }
});
