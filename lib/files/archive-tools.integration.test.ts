import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import JSZip from "jszip";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { defaultLimits } from "#lib/formats/zip/model";
import { readArchive } from "#lib/formats/zip/read-archive";
import { serveDecoders } from "#lib/formats/zip/serve-decoders.fixture";
import { makeFolder, runFileTool } from "../../e2e/support/file-tools.ts";
import { checkAll } from "./check-all.ts";
import { checkEntry } from "./check-entry.ts";
import type { EntryCheck } from "./model.ts";

serveDecoders();
const { folder, remove } = makeFolder();
afterAll(remove);

const lines = Array.from({ length: 4000 }, (_, at) => `evidence line ${at * at}\n`).join("");
const contents: Record<string, Buffer> = {
  "plain.txt": Buffer.from(lines),
  "empty.dat": Buffer.alloc(0),
  "one.dat": Buffer.from("1"),
  "noise.bin": randomBytes(70_000),
  "Zoë und Bjørn.txt": Buffer.from("names"),
  "Тест – паспорт.txt": Buffer.from("names of other scripts"),
  "sub/deep/er.txt": Buffer.from(lines.slice(0, 900)),
};
const names = Object.keys(contents);
const sha256 = (data: Uint8Array) => createHash("sha256").update(data).digest("hex");

beforeAll(() => {
  mkdirSync(join(folder, "sub/deep"), { recursive: true });
  mkdirSync(join(folder, "sub/nothing"), { recursive: true });
  for (const [name, data] of Object.entries(contents)) writeFileSync(join(folder, name), data);
  symlinkSync("plain.txt", join(folder, "link"));
});

async function examine(bytes: Uint8Array, passwords: readonly string[] = []) {
  const blob = new Blob([new Uint8Array(bytes)]);
  const listing = await readArchive(blob);
  const checks = new Map<number, EntryCheck>();
  for await (const group of checkAll(blob, listing.entries, defaultLimits, undefined, passwords))
    for (const check of group) checks.set(check.number, check);
  const files = listing.entries.filter(({ kind }) => kind !== "folder");
  const alarms = [
    ...listing.anomalies.map((one) => ["archive", one] as const),
    ...listing.entries.flatMap((entry) => entry.anomalies.map((one) => [entry.name, one] as const)),
    ...[...checks.values()].flatMap((check) => check.anomalies.map((one) => [String(check.number), one] as const)),
  ].flatMap(([where, { code, severity }]) => (severity === "note" ? [] : [`${where}: ${code}`]));
  return { blob, listing, checks, files, alarms };
}

/** Every file is read with the bytes it was made from, and nothing raises an alarm. */
async function expectWhole(bytes: Uint8Array, wanted: readonly string[] = names, passwords: readonly string[] = []) {
  const { files, checks, alarms } = await examine(bytes, passwords);
  expect(alarms).toEqual([]);
  const found = Object.fromEntries(
    files
      .filter(({ kind }) => kind === "file")
      .map(({ name, number }) => [name.replace(/^\.\//, ""), [checks.get(number)?.state, checks.get(number)?.sha256]]),
  );
  const made = wanted.map((name) => [name, ["whole", sha256(contents[name] as Buffer)]]);
  expect(found).toEqual(Object.fromEntries(made));
}

let made = 0;
/** Runs a tool that writes the archive whose path is `ARCHIVE` among its options. */
function make(tool: "zip" | "7zz" | "bsdtar" | "python3", ...options: string[]): Buffer {
  const path = `made-${++made}.zip`;
  runFileTool(folder, tool, ...options.map((one) => one.replace("ARCHIVE", path)));
  return readFileSync(join(folder, path));
}

describe("archives of Info-ZIP", () => {
  test.each<[string, string[]]>([
    ["default", []],
    ["stored", ["-0"]],
    ["best", ["-9"]],
    ["bzip2", ["-Z", "bzip2"]],
    ["UTF-8 flag", ["-UN=UTF8"]],
    ["escaped names", ["-UN=Escape"]],
    ["ZIP64 forced", ["-fz"]],
    ["no extra fields", ["-X"]],
    ["data descriptors", ["-fd"]],
    ["no folders", ["-D"]],
    ["links", ["-y"]],
  ])("%s", async (_, options) => {
    await expectWhole(
      make("zip", "-q", "-r", ...options, "ARCHIVE", ...names, "sub", ...(options[0] === "-y" ? ["link"] : [])),
    );
  });

  test("streamed to standard output, with the UTF-8 field", async () => {
    await expectWhole(runFileTool(folder, "zip", "-q", "-r", "-", ...names));
  });

  test("an entry from standard input is a file", async () => {
    const script =
      "import subprocess;d=open('plain.txt','rb').read();subprocess.run(['/usr/bin/zip','-q','ARCHIVE','-'],input=d,check=True)";
    const { files, alarms, checks } = await examine(make("python3", "-c", script));
    expect(alarms).toEqual([]);
    expect(files.map(({ name, kind }) => [name, kind])).toEqual([["-", "file"]]);
    expect(checks.get(1)?.sha256).toBe(sha256(contents["plain.txt"] as Buffer));
  });

  test("encrypted: locked without the password, refused with a wrong one, whole with the right one", async () => {
    const bytes = make("zip", "-q", "-P", "Grüße", "ARCHIVE", "plain.txt", "noise.bin", "one.dat");
    const locked = await examine(bytes);
    expect(locked.alarms).toEqual([]);
    expect([...locked.checks.values()].map(({ reason }) => reason)).toEqual(["password", "password", "password"]);
    const wrong = await examine(bytes, ["wrong"]);
    for (const check of wrong.checks.values())
      expect(check).toMatchObject({ state: "unreadable", content: null, sha256: null });
    await expectWhole(bytes, ["plain.txt", "noise.bin", "one.dat"], ["wrong", "Grüße"]);
  });
});

describe("archives of 7-Zip", () => {
  test.each<[string, string[]]>([
    ["Deflate", ["-mm=Deflate"]],
    ["Deflate64", ["-mm=Deflate64"]],
    ["bzip2", ["-mm=BZip2"]],
    ["LZMA", ["-mm=LZMA"]],
    ["PPMd", ["-mm=PPMd"]],
    ["XZ", ["-mm=xz"]],
    ["stored", ["-mx=0"]],
    ["code page names", ["-mcu=off"]],
    ["UTF-8 names", ["-mcu=on"]],
    ["no timestamps", ["-mtm=off"]],
    ["NTFS timestamps", ["-mtc=on", "-mta=on"]],
  ])("%s", async (_, options) => {
    await expectWhole(make("7zz", "a", "-tzip", ...options, "ARCHIVE", ...names));
  });

  test.each(["AES128", "AES192", "AES256", "ZipCrypto"])("encrypted with %s", async (method) => {
    const [password, wanted] = ["Pass word 1", ["plain.txt", "noise.bin", "one.dat"]];
    for (const compression of ["Deflate", "LZMA", "BZip2", "Deflate64", "Copy"]) {
      const bytes = make(
        "7zz",
        "a",
        "-tzip",
        `-mem=${method}`,
        `-mm=${compression}`,
        `-p${password}`,
        "ARCHIVE",
        ...wanted,
      );
      await expectWhole(bytes, wanted, [password]);
      for (const check of (await examine(bytes, ["Pass word 2"])).checks.values())
        expect(check).toMatchObject({ state: "unreadable", content: null, sha256: null });
    }
  });

  test("one byte changed in the middle of encrypted data is never whole", async () => {
    for (const method of ["AES256", "ZipCrypto"]) {
      const bytes = make("7zz", "a", "-tzip", `-mem=${method}`, "-pp", "ARCHIVE", "noise.bin");
      const { listing } = await examine(bytes, ["p"]);
      const changed = Buffer.from(bytes);
      const at = (listing.entries[0]?.dataOffset ?? 0) + 30_000;
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect((await examine(changed, ["p"])).checks.get(1)).toMatchObject({
        reason: "password_unproven",
        content: null,
      });
    }
  });
});

describe("each method, changed", () => {
  test.each(["Deflate", "Deflate64", "BZip2", "LZMA", "PPMd", "xz"])(
    "%s: a changed or cut entry is never whole",
    async (method) => {
      const bytes = make("7zz", "a", "-tzip", `-mm=${method}`, "ARCHIVE", "plain.txt");
      const [entry] = (await examine(bytes)).listing.entries;
      if (!entry) throw new Error("no entry");
      const blob = new Blob([new Uint8Array(bytes)]);
      const start = entry.dataOffset ?? 0;
      for (let part = 0; part < 12; part += 1) {
        const changed = Buffer.from(bytes);
        const at = start + Math.floor((entry.compressedBytes * (part + 0.5)) / 12);
        changed[at] = (changed[at] ?? 0) ^ 0x55;
        const read = await (await checkEntry(new Blob([new Uint8Array(changed)]), entry, defaultLimits)).check;
        expect(["damaged", "stopped"]).toContain(read.state);
      }
      for (const less of [1, 100, Math.floor(entry.compressedBytes / 2)]) {
        const cut = { ...entry, compressedBytes: entry.compressedBytes - less };
        const { state, sha256: digest } = await (await checkEntry(blob, cut, defaultLimits)).check;
        expect(state === "whole" ? digest : state).toMatch(
          new RegExp(`^(damaged|${sha256(contents["plain.txt"] as Buffer)})$`),
        );
      }
      for (const sizeBytes of [entry.sizeBytes - 1, entry.sizeBytes + 1, 0])
        expect((await (await checkEntry(blob, { ...entry, sizeBytes }, defaultLimits)).check).state).toBe("damaged");
    },
  );

  test.each(["Deflate64", "BZip2", "LZMA", "PPMd", "xz"])("%s: a bomb ends at the ratio", async (method) => {
    writeFileSync(join(folder, "zeros"), Buffer.alloc(40 * 1024 * 1024));
    const bytes = make("7zz", "a", "-tzip", `-mm=${method}`, "ARCHIVE", "zeros");
    const { checks } = await examine(bytes);
    expect(checks.get(1)).toMatchObject({ state: "stopped", sha256: null });
    expect(checks.get(1)?.readBytes).toBeLessThanOrEqual(Math.max(10 * 1024 * 1024, bytes.length * 200));
  });
});

describe("archives of libarchive", () => {
  test.each<[string, string[]]>([
    ["seekable", []],
    ["stored", ["--options", "zip:compression=store"]],
    ["ZIP64", ["--options", "zip:zip64"]],
    ["experimental", ["--options", "zip:experimental"]],
    ["from a folder", ["sub"]],
  ])("%s", async (_, options) => {
    await expectWhole(
      make("bsdtar", "--format", "zip", "-cf", "ARCHIVE", ...options.filter((one) => one !== "sub"), ...names),
    );
  });

  test("streamed, with links and folders", async () => {
    await expectWhole(
      runFileTool(folder, "bsdtar", "--format", "zip", "-cf", "-", "./sub/deep", "link", ...names.slice(0, -1)),
    );
  });
});

describe("archives of Python", () => {
  const script = (body: string) => `import zipfile,sys,io\nnames=${JSON.stringify(names)}\n${body}`;
  test.each<[string, string]>([
    ["write", "z=zipfile.ZipFile('ARCHIVE','w',zipfile.ZIP_DEFLATED)\nfor n in names: z.write(n)\nz.close()"],
    ["writestr", "z=zipfile.ZipFile('ARCHIVE','w')\nfor n in names: z.writestr(n,open(n,'rb').read())\nz.close()"],
    ["bzip2", "z=zipfile.ZipFile('ARCHIVE','w',zipfile.ZIP_BZIP2)\nfor n in names: z.write(n)\nz.close()"],
    ["LZMA", "z=zipfile.ZipFile('ARCHIVE','w',zipfile.ZIP_LZMA)\nfor n in names: z.write(n)\nz.close()"],
    [
      "ZIP64 forced",
      "z=zipfile.ZipFile('ARCHIVE','w')\nfor n in names:\n  with z.open(n,'w',force_zip64=True) as f: f.write(open(n,'rb').read())\nz.close()",
    ],
    [
      "unseekable",
      "class O:\n  def __init__(s): s.f=open('ARCHIVE','wb')\n  def write(s,b): return s.f.write(b)\n  def flush(s): s.f.flush()\nz=zipfile.ZipFile(O(),'w',zipfile.ZIP_DEFLATED)\nfor n in names: z.write(n)\nz.close()",
    ],
    ["comment", "z=zipfile.ZipFile('ARCHIVE','w')\nfor n in names: z.write(n)\nz.comment=b'made by a test'\nz.close()"],
  ])("%s", async (_, body) => {
    await expectWhole(make("python3", "-c", script(body)));
  });
});

describe("archives of JavaScript", () => {
  test.each<[string, JSZip.JSZipGeneratorOptions]>([
    ["stored", {}],
    ["deflated", { compression: "DEFLATE" }],
    ["streamed", { compression: "DEFLATE", streamFiles: true }],
    ["Unix modes", { platform: "UNIX" }],
  ])("JSZip, %s", async (_, options) => {
    const zip = new JSZip();
    for (const name of names) zip.file(name, contents[name] as Buffer);
    await expectWhole(await zip.generateAsync({ ...options, type: "uint8array" }));
  });

  test("fflate", async () => {
    await expectWhole(
      zipSync(Object.fromEntries(names.map((name) => [name, new Uint8Array(contents[name] as Buffer)]))),
    );
  });
});

test("says that one part of a split archive is one", async () => {
  writeFileSync(join(folder, "large"), randomBytes(200_000));
  runFileTool(folder, "zip", "-q", "-s", "64k", "split.zip", "large");
  const { listing } = await examine(readFileSync(join(folder, "split.zip")));
  expect(listing.anomalies.map(({ code }) => code)).toContain("archive_split");
});
