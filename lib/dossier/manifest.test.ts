import { describe, expect, it } from "vitest";
import { findUnsortedLine, formatManifest, ManifestError, parseManifest } from "./manifest.ts";
import { baseName, treePaths } from "./tree.ts";

const hex = "ab".repeat(32);

describe("a manifest", () => {
  it("is sorted by bytes and read back", () => {
    const text = formatManifest(["data/b", "data/B", "data/a/x", "data/a-x"].map((path) => ({ path, sha256: hex })));
    expect(text).toBe(`${hex}  data/B\n${hex}  data/a-x\n${hex}  data/a/x\n${hex}  data/b\n`);
    const lines = parseManifest(text);
    expect(lines).toHaveLength(4);
    expect(findUnsortedLine(lines)).toBeNull();
    expect(findUnsortedLine(lines.toReversed())).toBe(2);
  });

  it.each([
    ["a path twice", `${hex}  data/a\n${hex}  data/a\n`, 2],
    ["a parent folder", `${hex}  data/../a\n`, 1],
    ["an absolute path", `${hex}  /a\n`, 1],
    ["a backslash", `${hex}  data\\a\n`, 1],
    ["a control character", `${hex}  data/\x07\n`, 1],
    ["a carriage return", `${hex}  data/a\r\n`, 1],
    ["another script", `${hex}  data/é\n`, 1],
    ["one space", `${hex} data/a\n`, 1],
    ["upper-case hex", `${hex.toUpperCase()}  data/a\n`, 1],
    ["an empty line", `${hex}  data/a\n\n`, 2],
    ["no line feed at the end", `${hex}  data/a`, 1],
  ])("is refused with %s, naming the line", (_, text, line) => {
    expect(() => parseManifest(text)).toThrow(ManifestError);
    expect(() => parseManifest(text)).toThrow(`Line ${line} `);
  });
});

it("names of a dossier are short and ASCII", () => {
  expect(baseName("e".repeat(128), new Date("2026-11-23T13:04:27.123Z"))).toBe(
    `evidence-dossier_${"e".repeat(40)}_20261123T130427Z`,
  );
  for (const path of treePaths) expect(path).toMatch(/^[\x21-\x7e]{1,60}$/);
});
