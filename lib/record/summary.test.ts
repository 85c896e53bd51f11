import { describe, expect, it } from "vitest";
import { readOutline } from "#lib/json-viewer/outline";
import { openDocument } from "#lib/json-viewer/test-document.fixture";
import { summariseRecord } from "./summary.ts";

function summarise(text: string, masked = false) {
  const lines = summariseRecord(readOutline(openDocument(text, 1), { maxDepth: 5, maxNodes: 3_000, masked }));
  return Object.fromEntries(lines.map(({ label, parts }) => [label, parts.map((part) => part.text)]));
}

describe("summary of a record", () => {
  it("finds well-known names in any spelling, each with its path", () => {
    const text = JSON.stringify({
      result: "PASSED",
      identity: { given_name: "Zoë", family_name: "Müller", birth_date: "1984-02-29", nationality: "CHE" },
      identityDocument: { type: "PASSPORT", issuing_country: "CHE", number: "X1", validUntil: "2031-05-04" },
      checks: [
        { name: "nfc_chip", result: "PASSED" },
        { name: "liveness", status: "FAILED" },
      ],
      review: { decision: "APPROVED", decidedAt: "2026-11-23T10:00:00Z" },
    });
    expect(summarise(text)).toEqual({
      person: ["Zoë", "Müller"],
      born: ["1984-02-29"],
      nationality: ["CHE"],
      document: ["PASSPORT", "CHE"],
      number: ["X1"],
      expires: ["2031-05-04"],
      result: ["PASSED"],
      checks: ["nfc_chip: PASSED", "liveness: FAILED"],
      review: ["APPROVED"],
      reviewedAt: ["2026-11-23T10:00:00Z"],
    });
    const [person] = summariseRecord(readOutline(openDocument(text), { maxDepth: 5, maxNodes: 3_000, masked: false }));
    expect(person?.parts.map((part) => part.path)).toEqual(["$.identity.given_name", "$.identity.family_name"]);
  });

  it("is empty for an unknown schema", () => {
    expect(summarise('{"foo":{"bar":1},"name":"nfc","type":"x","number":3}')).toEqual({});
    expect(summarise("[1,2,3]")).toEqual({});
    expect(summarise('"text"')).toEqual({});
    expect(summarise("")).toEqual({});
  });

  it("lists both members of a duplicate name", () => {
    expect(summarise('{"result":"PASSED","result":"REVIEW"}').result).toEqual(["PASSED", "REVIEW"]);
  });

  it("contains no masked value", () => {
    expect(summarise('{"person":{"firstName":"Zoë"},"result":"PASSED"}', true)).toEqual({
      person: [""],
      result: ["PASSED"],
    });
  });
});
