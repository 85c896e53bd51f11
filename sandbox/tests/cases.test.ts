import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cases, unknownSrId } from "../cases.ts";
import { scenarios } from "../scenarios.ts";
import { expectedTones } from "./expected-tones.ts";

describe("the cases", () => {
  it("have unique IDs and the evidence IDs of their signers", () => {
    const ids = [...cases.map(({ srId }) => srId), unknownSrId];
    expect(new Set(ids).size).toBe(ids.length);
    const evidenceIds = cases.flatMap((entry) => entry.evidenceIds);
    expect(new Set(evidenceIds).size).toBe(evidenceIds.length);
    for (const { name, evidenceIds } of cases) {
      const found = scenarios[name].signers.flatMap(({ identification }) => identification?.evidenceId ?? []);
      expect(found).toEqual([...evidenceIds]);
    }
  });

  it("are listed in the sandbox's README with ID, purpose and expected conclusion", () => {
    const page = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
    for (const { name, srId, why } of cases)
      expect(page).toContain(`| ${name} | \`${srId}\` | ${why} | ${expectedTones[name]} |\n`);
  });

  it("have a consistent, a contradicting and a partly unreadable case in each schema", () => {
    for (const schema of ["pxl", "wrapped", "lists"] as const)
      expect([
        expectedTones[`${schema}-consistent`],
        expectedTones[`${schema}-contradiction`],
        expectedTones[`${schema}-partly-unreadable`],
      ]).toEqual(["green", "red", "amber"]);
  });

  it("have unique titles", () => {
    expect(new Set(cases.map(({ title }) => title)).size).toBe(cases.length);
  });
});
