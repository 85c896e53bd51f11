import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conclusionCodes, toneOfCode } from "#lib/agreement/conclusion-codes";
import { type BatchRow, countGroups, formatBatchCsv, groupOf, listToReview, sortRows } from "./batch-rows.ts";

const state: fc.Arbitrary<BatchRow["state"]> = fc.oneof(
  fc.constantFrom("waiting" as const, "checking" as const),
  fc.constantFrom(...(["unknown", "no_evidence", "failed"] as const)).map((kind) => ({ kind })),
  fc.constantFrom(...conclusionCodes).map((code) => ({
    kind: "checked" as const,
    code,
    tone: toneOfCode[code],
    text: "born <1984-02-29>",
  })),
);
const rows: fc.Arbitrary<BatchRow[]> = fc.array(state, { maxLength: 50 }).map((states) =>
  states.map((one, index) => ({
    key: `r${index}`,
    one: { srId: `-r${index}`, evidenceId: index % 3 ? `e${index}` : null },
    request: null,
    state: one,
  })),
);

describe("the rows of a batch", () => {
  it("keep every case once when they are sorted, contradictions first and waiting cases last", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const sorted = sortRows(given);
        expect(sorted.map(({ key }) => key).sort()).toEqual(given.map(({ key }) => key).sort());
        const order = ["contradicted", "unsure", "silent", "proven", "open"];
        const ranks = sorted.map((row) => order.indexOf(groupOf(row)));
        expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
        const firstWaiting = sorted.findIndex(({ state: one }) => one === "waiting");
        if (firstWaiting >= 0)
          expect(sorted.slice(firstWaiting).every(({ state: one }) => one === "waiting")).toBe(true);
      }),
    );
  });

  it("count each case in one group; what was not checked is never consistent", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const counts = countGroups(given);
        expect(Object.values(counts).reduce((sum, one) => sum + one, 0)).toBe(given.length);
        const green = given.filter(
          ({ state: one }) => typeof one === "object" && one.kind === "checked" && one.code === "consistent",
        );
        expect(counts.proven).toBe(green.length);
      }),
    );
  });

  it("offer contradictions and unclear cases for review, and no others", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const counts = countGroups(given);
        expect(listToReview(given)).toHaveLength(counts.contradicted + counts.unsure);
      }),
    );
  });

  it("are written as CSV with IDs and codes alone; an ID that a spreadsheet would run is escaped", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const lines = formatBatchCsv(given).split("\r\n");
        expect(lines).toHaveLength(given.length + 2);
        expect(lines.join("")).not.toContain("1984");
        for (const line of lines.slice(1, -1)) expect(line).toMatch(/^"'-r\d+","(e\d+)?","[a-z_]+"$/);
      }),
    );
  });
});
