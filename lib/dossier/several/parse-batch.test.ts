import { describe, expect, it } from "vitest";
import { ProblemError } from "#lib/problem";
import { parseAnswer, parseBatchOrder } from "./parse-batch.ts";

const cases = (count: number) => Array.from({ length: count }, (_, at) => ({ srId: "sr-1", evidenceId: `ev-${at}` }));
const body = { cases: cases(2), custody: "none", leftOut: ["report"], recipient: " Court ", basis: "Art. 190 CPC" };

function faultOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ProblemError && error.code === "invalid_request") return error.message;
    throw error;
  }
  return "";
}

describe("a request for several dossiers", () => {
  it("has its cases in their order, and IDs in their one spelling", () => {
    const srId = "7F2C1A7E-9B1D-4E57-8B54-3E9F0A6C2D11";
    const given = [{ srId, evidenceId: "ev-2" }, ...cases(1)];
    expect(parseBatchOrder({ ...body, cases: given, more: 1 }, 20)).toEqual({
      cases: [{ srId: srId.toLowerCase(), evidenceId: "ev-2" }, ...cases(1)],
      custody: "none",
      leftOut: ["report"],
      recipient: "Court",
      basis: "Art. 190 CPC",
    });
  });

  it.each([
    ["nothing", undefined, /list of at least 2/],
    ["one case", cases(1), /single dossier/],
    ["a thousand cases", cases(1000), /at most 10/],
    ["eleven cases", cases(11), /at most 10/],
    ["the same case twice", [...cases(3), { srId: "sr-1", evidenceId: "ev-1" }], /Cases 2 and 4 are the same/],
    ["a path as ID", [{ srId: "..", evidenceId: "ev-1" }, ...cases(1)], /Case 1 has an invalid ID/],
    ["no evidence", [...cases(1), { srId: "sr-1" }], /Case 2 has an invalid ID/],
    ["null", [null, null], /Case 1 has an invalid ID/],
    ["an object", { length: 2 }, /list of at least 2/],
  ])("is refused with %s", (_, given, says) => {
    expect(faultOf(() => parseBatchOrder({ ...body, cases: given }, 20))).toMatch(says);
  });

  it("may have one evidence in two signature requests: these are two cases", () => {
    const given = [...cases(2), { srId: "sr-2", evidenceId: "ev-1" }];
    expect(parseBatchOrder({ ...body, cases: given }, 20).cases).toEqual(given);
  });

  it("never has more cases than the day allows dossiers", () => {
    expect(faultOf(() => parseBatchOrder({ ...body, cases: cases(4) }, 3))).toMatch(/at most 3/);
    expect(parseBatchOrder({ ...body, cases: cases(10) }, 0).cases).toHaveLength(10);
  });

  it("is refused with options that a single dossier could not have", () => {
    for (const change of [{ custody: "all" }, { recipient: "" }, { basis: "x\ny" }, { leftOut: ["token"] }])
      expect(faultOf(() => parseBatchOrder({ ...body, ...change }, 20))).not.toBe("");
    expect(faultOf(() => parseBatchOrder(null, 20))).not.toBe("");
  });
});

describe("its answer", () => {
  const sha256 = "ab".repeat(32);
  it("names what was shown", () => {
    expect(parseAnswer({ answer: "confirm", sha256 })).toEqual({ answer: "confirm", sha256 });
    for (const bad of [
      null,
      {},
      { answer: "confirm" },
      { answer: "accept", sha256 },
      { answer: "refuse", sha256: "AB" },
    ])
      expect(faultOf(() => parseAnswer(bad))).not.toBe("");
  });
});
