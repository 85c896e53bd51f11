import { expect, it } from "vitest";
import { findFormFaults } from "../../e2e/support/dossier/json-names.ts";
import { formatComparison, formatFileList } from "./own-files.ts";

it("the browser's files have the names of the specification, in its order, whatever the order of the facts", () => {
  const entry = { oddities: ["name_repeated"], isWhole: true, sha256: "ab", sizeBytes: 3, name: "a.png", number: 1 };
  const list = formatFileList("cd", [{ ...entry, more: "dropped" } as typeof entry, { ...entry, sha256: null }]);
  expect(findFormFaults("files.json", list)).toEqual([]);
  expect(JSON.parse(list).entries[0]).toEqual(entry);
  const facts = {
    isCut: false,
    broken: [],
    unclaimedFiles: [],
    digests: [],
    statements: [],
    conclusion: { reasons: [], outcome: "consistent" },
  };
  const comparison = formatComparison("2026-11-28T12:00:00.000Z", facts);
  expect(findFormFaults("comparison.json", comparison)).toEqual([]);
  expect(JSON.parse(comparison)).toMatchObject(facts);
});

it("the table finds a name that is missing, renamed or moved", () => {
  const good = formatFileList(null, [
    { number: 1, name: "a", sizeBytes: 0, sha256: null, isWhole: false, oddities: [] },
  ]);
  expect(findFormFaults("files.json", good)).toEqual([]);
  for (const bad of [
    good.replace("isWhole", "whole"),
    good.replace(/ {6}"isWhole": false,\n/, ""),
    good.replace('"sha256": null,\n  "entries"', '"entries"'),
    good.replace("files/1", "files/2"),
    good.replaceAll("  ", " "),
  ])
    expect(findFormFaults("files.json", bad)).not.toEqual([]);
});
