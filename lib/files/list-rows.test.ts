import { expect, test } from "vitest";
import { createAnomaly } from "#lib/formats/zip/anomalies";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import { findTyped, type KnownRows, type ListView, makeRows } from "./list-rows.ts";
import type { EntryCheck } from "./model.ts";

const entry = (number: number, name: string, more: Partial<ArchiveEntry> = {}) =>
  ({
    number,
    name,
    kind: name.endsWith("/") ? "folder" : "file",
    sizeBytes: number,
    compressedBytes: 1,
    modified: null,
    anomalies: [],
    ...more,
  }) as unknown as ArchiveEntry;
const entries = [
  entry(1, "b/"),
  entry(2, "b/two.png"),
  entry(3, "a.txt"),
  entry(4, "b/c/deep.bin", { anomalies: [createAnomaly("crc_differs")] }),
].map((one) => (one.kind === "folder" ? { ...one, sizeBytes: 0 } : one));
const view: ListView = { layout: "flat", sort: "anomalies", descending: false, filter: "", closed: new Set() };
const labels = (change: Partial<ListView>, checks = new Map<number, EntryCheck>()) =>
  makeRows(entries, checks, { ...view, ...change }).map((row) => row.label);

test("lists entries with anomalies first, then in archive order, without plain folders", () => {
  expect(labels({})).toEqual(["b/c/deep.bin", "b/two.png", "a.txt"]);
});

test("shows the contents of open folders only", () => {
  expect(labels({ layout: "tree", sort: "name" })).toEqual(["b", "c", "deep.bin", "two.png", "a.txt"]);
  expect(labels({ layout: "tree", sort: "name", closed: new Set(["b/"]) })).toEqual(["b", "a.txt"]);
});

test("sorts in both directions and filters by name, type and digest", () => {
  expect(labels({ sort: "size", descending: true })).toEqual(["b/c/deep.bin", "a.txt", "b/two.png"]);
  expect(labels({ filter: "DEEP" })).toEqual(["b/c/deep.bin"]);
  const check = {
    number: 3,
    state: "whole",
    sha256: `ab12${"0".repeat(60)}`,
    anomalies: [],
    content: { label: "PDF" },
  } as unknown as EntryCheck;
  const checks = new Map([[3, check]]);
  expect(labels({ filter: "pdf" }, checks)).toEqual(["a.txt"]);
  expect(labels({ filter: "ab12" }, checks)).toEqual(["a.txt"]);
});

test("type-ahead matches paths and file names, and wraps around", () => {
  const rows = makeRows(entries, new Map(), view);
  expect(findTyped(rows, "tw", 0)).toBe(1);
  expect(findTyped(rows, "b/", 2)).toBe(0);
  expect(findTyped(rows, "zz", 0)).toBe(-1);
});

test("handles a name of ten thousand folders", () => {
  const deep = [entry(1, `${"x/".repeat(10_000)}end`)];
  expect(makeRows(deep, new Map(), { ...view, layout: "tree" })).toHaveLength(65);
});

test("reuses the row objects of unchanged entries", () => {
  const known: KnownRows = [];
  const before = makeRows(entries, new Map(), view, known);
  const check = { number: 3, state: "whole", anomalies: [] } as unknown as EntryCheck;
  const after = makeRows(entries, new Map([[3, check]]), view, known);
  expect(after.map((row, index) => row === before[index])).toEqual([true, true, false]);
});
