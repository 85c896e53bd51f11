import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import { formatChecksumFile, formatSumLine } from "./checksum-file.ts";
import type { EntryCheck } from "./model.ts";
import { safeFileName } from "./safe-file-name.ts";

test("produces a manifest that sha256sum accepts, also with special characters in names", () => {
  const folder = mkdtempSync(join(tmpdir(), "sums-"));
  try {
    let text = "";
    for (const name of [
      "plain.txt",
      "sub/with space.txt",
      "line\nbreak",
      "back\\slash",
      "carriage\rreturn",
      "ünïcode",
      "*star",
    ]) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), name);
      text += formatSumLine(createHash("sha256").update(name).digest("hex"), name);
    }
    writeFileSync(join(folder, "SHA256SUMS"), text);
    execFileSync("sha256sum", ["-c", "--strict", "--quiet", "SHA256SUMS"], { cwd: folder, stdio: "pipe" });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const entry = (number: number, name: string) =>
  ({ number, name, kind: "file", anomalies: [] }) as unknown as ArchiveEntry;
const check = (number: number, state: EntryCheck["state"]): EntryCheck => ({
  number,
  state,
  readBytes: 1,
  crc32: 0,
  sha256: "0".repeat(64),
  anomalies: [],
  reason: null,
  content: { kind: "text", label: "Text", mime: "text/plain", extension: "txt" },
});

test("lists unsafe or duplicate names under their saved name and omits damaged files", () => {
  const entries = [
    entry(1, "../up.txt"),
    entry(2, "same"),
    entry(3, "same"),
    entry(4, "ok.txt"),
    entry(5, "broken.txt"),
  ];
  const checks = new Map(entries.map(({ number }) => [number, check(number, number === 5 ? "damaged" : "whole")]));
  const names = formatChecksumFile(entries, checks)
    .trimEnd()
    .split("\n")
    .map((line) => line.slice(66));
  expect(names).toEqual(["001-up.txt", "002-same.txt", "003-same.txt", "ok.txt"]);
});

test("builds a saved name of ASCII with the extension of the content, whatever the archive name", () => {
  const png = { kind: "image", label: "PNG", mime: "image/png", extension: "png" } as const;
  expect(safeFileName(3, "face/Zoë Łukasz.exe", png, 7)).toBe("003-Zoe-ukasz.png");
  expect(safeFileName(3, "../../\u202egnp.exe", png, 7)).toBe("003-gnp.png");
  expect(safeFileName(12_345, "", null, 20_000)).toBe("12345-file.bin");
  expect(safeFileName(1, "con.<script>", png, 7)).toMatch(/^[0-9]+-[A-Za-z0-9_-]+\.png$/);
});

test.each(["_", "-", ".", "a.", "\u0301", "é"])("shortens a name of 65,000 bytes of %j quickly", (letter) => {
  const name = `a${letter.repeat(65_000 / letter.length)}x.png`;
  expect(safeFileName(7, name, null, 9)).toMatch(/^007-[A-Za-z0-9_-]{1,60}\.bin$/);
});
