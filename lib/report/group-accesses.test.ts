import { expect, it } from "vitest";
import type { EvidenceAccess } from "#lib/audit/schema";
import { groupAccesses } from "./group-accesses.ts";

const access = (sequence: number, name: string, more: Partial<EvidenceAccess> = {}): EvidenceAccess => ({
  log: 1,
  sequence,
  at: `2026-11-27T13:00:${String(sequence % 60).padStart(2, "0")}.000Z`,
  name,
  purpose: null,
  ticket: null,
  artefact: "record",
  conclusion: "whole",
  bytes: null,
  sha256: null,
  requestId: null,
  polls: null,
  ...more,
});

it("groups what one person did in a row, with its range of entries and times", () => {
  const groups = groupAccesses([
    access(20, "Nora", { artefact: "token" }),
    access(18, "Nora"),
    access(16, "Nora"),
    access(14, "Liam"),
    access(12, "Nora"),
  ]);
  expect(groups).toMatchObject([
    { name: "Nora", first: 16, last: 20, count: 3, artefacts: ["token", "record"] },
    { name: "Liam", first: 14, last: 14, count: 1 },
    { name: "Nora", first: 12, last: 12, count: 1 },
  ]);
  expect(groups[0]).toMatchObject({ firstAt: "2026-11-27T13:00:16.000Z", lastAt: "2026-11-27T13:00:20.000Z" });
});

it("never groups polls with releases, or entries of two logs", () => {
  const polls = { count: 3 } as EvidenceAccess["polls"];
  expect(groupAccesses([access(5, "Nora", { polls }), access(4, "Nora")])).toHaveLength(2);
  expect(groupAccesses([access(1, "Nora", { log: 2 }), access(9, "Nora")])).toHaveLength(2);
  expect(groupAccesses([])).toEqual([]);
});
