import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cases, unknownSrId } from "../cases.ts";
import { scenarios } from "../scenarios.ts";

describe("the cases", () => {
  it("have ids of their own, and evidence ids that their signers have", () => {
    const ids = [...cases.map(({ srId }) => srId), unknownSrId];
    expect(new Set(ids).size).toBe(ids.length);
    const evidenceIds = cases.flatMap((entry) => entry.evidenceIds);
    expect(new Set(evidenceIds).size).toBe(evidenceIds.length);
    for (const { name, evidenceIds } of cases) {
      const found = scenarios[name].signers.flatMap(({ identification }) => identification?.evidenceId ?? []);
      expect(found).toEqual([...evidenceIds]);
    }
  });

  it("stand in the sandbox's own page, every one with its id", () => {
    const page = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
    for (const { name, srId } of cases) expect(page).toMatch(new RegExp(`\\| ${name} \\| \`${srId}\` \\|`));
  });
});
