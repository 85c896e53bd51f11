import { describe, expect, it } from "vitest";
import type { EntryCheck } from "#lib/files/model";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import { isArchiveListed, isCheckOver, listFacts, needsContent } from "./archive-facts.ts";

const entry = (number: number, name: string) => ({ number, name, sizeBytes: 10 }) as ArchiveEntry;
const check = (number: number, state: EntryCheck["state"], more: Partial<EntryCheck> = {}): EntryCheck => ({
  number,
  state,
  readBytes: 12,
  crc32: null,
  sha256: "ab",
  anomalies: [],
  reason: null,
  content: null,
  ...more,
});
const factsOf = (entries: ArchiveEntry[], ...checks: EntryCheck[]) =>
  listFacts(entries, new Map(checks.map((one) => [one.number, one])), true);

describe("the facts of an archive", () => {
  it("count damaged files apart from files that could not be read", () => {
    const entries = ["a.pdf", "b.pdf", "c.pdf", "d.pdf"].map((name, position) => entry(position + 1, name));
    const facts = factsOf(entries, check(1, "whole"), check(2, "damaged"), check(3, "unreadable"));
    expect(facts).toMatchObject({ damaged: 1, unread: 2, isListed: true });
    expect(facts.files.map(({ isWhole, sha256 }) => [isWhole, sha256])).toEqual([
      [true, "ab"],
      [false, null],
      [false, null],
      [false, null],
    ]);
  });

  it.each([
    ["a file of that content", entry(1, "answer"), { content: { kind: "json" } }, true],
    ["a file of that name", entry(1, "a.NDJSON"), {}, true],
    ["an empty file of that name", entry(1, "a.json"), { readBytes: 0 }, false],
    ["another file", entry(1, "a.pdf"), {}, false],
  ])("take %s for JSON or not", (_, file, more, isJson) => {
    const facts = factsOf([file], check(1, "whole", more as Partial<EntryCheck>));
    expect(facts.files[0]?.isJson).toBe(isJson);
  });

  it("use the declared size of a file that was not read", () => {
    expect(factsOf([entry(1, "a.json"), entry(2, "b.json")], check(2, "whole")).files).toMatchObject([
      { sizeBytes: 10, isWhole: false, isJson: true },
      { sizeBytes: 12, isWhole: true, isJson: true },
    ]);
  });

  it.each([
    ["opening", null, false],
    ["open", "none", false],
    ["open", "whole", true],
    ["failed", null, false],
  ] as const)("in phase %s with head %s are listed: %s", (phase, state, isListed) => {
    expect(isArchiveListed({ phase, head: state && ({ state } as never) })).toBe(isListed);
  });

  it.each([
    ["open", "waiting", false],
    ["open", "running", false],
    ["open", "paused", true],
    ["open", "done", true],
    ["failed", "waiting", true],
  ] as const)("in phase %s with checks %s are final: %s", (phase, checking, isOver) => {
    expect(isCheckOver({ phase, checking })).toBe(isOver);
  });
});

describe("the contents that the comparison needs", () => {
  const mib = 1024 * 1024;
  const file = { number: 1, name: "a", sizeBytes: 1, sha256: null, isWhole: true, isJson: false, content: null };
  const archive = { fileCount: 3, sizeBytes: mib, hasClaims: false };

  it.each([
    ["a statement", { isJson: true }, {}, true],
    ["a large data set", { isJson: true, sizeBytes: 17 * mib }, {}, false],
    ["a picture without claims", {}, {}, false],
    ["a picture with claims", {}, { hasClaims: true }, true],
    ["a picture of a large archive", {}, { hasClaims: true, sizeBytes: 33 * mib }, false],
    ["a statement of a large archive", { isJson: true }, { hasClaims: true, sizeBytes: 33 * mib }, true],
    ["a damaged statement", { isJson: true, isWhole: false }, {}, false],
    ["a statement among too many files", { isJson: true }, { fileCount: 1001 }, false],
  ])("include %s: %#", (_, ofFile, ofArchive, isNeeded) => {
    expect(needsContent({ ...file, ...ofFile }, { ...archive, ...ofArchive })).toBe(isNeeded);
  });
});
