import { expect, it } from "vitest";
import { parseSignatureRequest } from "#lib/signature-request/model";
import { listComparable } from "./list-comparable.ts";
import type { ViewRow } from "./query.ts";

const rowOf = (srId: string, evidenceIds: readonly (string | null)[]): ViewRow => ({
  srId,
  request: parseSignatureRequest({
    id: srId,
    title: `Title of ${srId}`,
    signatures: evidenceIds.map((evidence_id) => ({
      signer_identity_data: { first_name: "Ida", last_name: "Muster", evidence_id },
    })),
  }),
  evidence: [],
  ticket: null,
  at: null,
});
const idsOf = (rows: readonly ViewRow[]) => {
  const found = listComparable(rows, (row, position) => `${row.srId} ${position}`);
  return "reason" in found ? found.reason : found.cases.map(({ evidenceId, label }) => `${evidenceId}: ${label}`);
};

const [one, two, three] = [rowOf("a", ["a1"]), rowOf("b", ["b1", null, "b3"]), rowOf("c", [null])];

it("lists every evidence of 2 to 4 requests, the first two of different requests", () => {
  expect(idsOf([two, one])).toEqual(["b1: b 1", "a1: a null", "b3: b 3"]);
  expect(idsOf([one, three, two])).toEqual(["a1: a null", "b1: b 1", "b3: b 3"]);
});

it("says why nothing can be compared", () => {
  expect(idsOf([])).toBe("count");
  expect(idsOf([two])).toBe("count");
  expect(idsOf([one, two, three, one, two])).toBe("count");
  expect(idsOf([one, three])).toBe("evidence");
  expect(idsOf([one, { ...two, request: null }])).toBe("evidence");
});
