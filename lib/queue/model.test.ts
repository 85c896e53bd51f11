import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createQueue, findPosition, formatQueue, maxCases, parseQueue, type QueuedCase } from "./model.ts";

const owner = "0123456789ab";
const id = fc.stringMatching(/^[a-z0-9._~-]{1,20}$/).filter((text) => text !== "." && text !== "..");
const queued: fc.Arbitrary<QueuedCase> = fc.record({ srId: id, evidenceId: fc.option(id) });
const ticket = fc.option(fc.string({ minLength: 1, maxLength: 200 }));

describe("a queue", () => {
  it("survives storage in the tab of its person", () => {
    fc.assert(
      fc.property(fc.array(queued, { minLength: 1, maxLength: 60 }), ticket, (cases, ofTicket) => {
        const queue = createQueue(owner, cases, ofTicket);
        expect(parseQueue(queue && formatQueue(queue), owner)).toEqual(queue);
      }),
    );
  });

  it("is not read by another person", () => {
    const queue = createQueue(owner, [{ srId: "a", evidenceId: null }], null);
    expect(parseQueue(queue && formatQueue(queue), "ba9876543210")).toBeNull();
  });

  it("has each case once, and at most the limit", () => {
    const cases = Array.from({ length: 120 }, (_, index) => ({ srId: `r${index % 70}`, evidenceId: "e" }));
    const queue = createQueue(owner, cases, null);
    expect(queue?.cases).toHaveLength(maxCases);
    expect(new Set(queue?.cases.map(({ srId }) => srId)).size).toBe(maxCases);
    expect(createQueue(owner, [], null)).toBeNull();
  });

  it("finds the position of a page, also of a request whose evidence is in the queue", () => {
    const cases = [
      { srId: "a", evidenceId: "1" },
      { srId: "b", evidenceId: "1" },
      { srId: "b", evidenceId: "2" },
    ];
    const queue = createQueue(owner, cases, null);
    if (queue === null) throw new Error("The queue is empty");
    expect(findPosition(queue, { srId: "b", evidenceId: "2" })).toBe(2);
    expect(findPosition(queue, { srId: "b", evidenceId: null })).toBe(1);
    expect(findPosition(queue, { srId: "b", evidenceId: "3" })).toBeNull();
    expect(findPosition(queue, { srId: "c", evidenceId: null })).toBeNull();
  });

  it.each([
    null,
    "",
    "null",
    "[]",
    "{",
    '{"owner":"0123456789ab"}',
    '{"owner":"0123456789ab","cases":[{"srId":"../x","evidenceId":null}]}',
    '{"owner":"0123456789ab","cases":[{"srId":"a"}]}',
    '{"owner":"0123456789ab","cases":[null,1,"a"]}',
  ])("is nothing if the stored text is %j", (text) => {
    expect(parseQueue(text, owner)).toBeNull();
  });

  it.each([-1, 1.5, 7, "1", null])("starts at its first case if the stored position is %j", (position) => {
    const text = JSON.stringify({ owner, cases: [{ srId: "A-1", evidenceId: null }], position, ticket: 7 });
    expect(parseQueue(text, owner)).toEqual({
      owner,
      ticket: null,
      cases: [{ srId: "A-1", evidenceId: null }],
      position: 0,
    });
  });
});
