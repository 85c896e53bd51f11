import { describe, expect, it } from "vitest";
import { formatCanonical } from "./canonical.ts";
import { parseDraft } from "./parse-draft.ts";

const digest = "a".repeat(64);
const boundTo = { status: digest, conclusion: "consistent" };
const good = { outcome: "accept", reason: "identity_confirmed", note: "", boundTo };

describe("parseDraft", () => {
  it("reads a decision, and makes what was left out null", () => {
    expect(parseDraft({ ...good, note: " Seen.\r\nAll good. " }, null)).toEqual({
      ...good,
      ...{ note: "Seen.\nAll good.", faces: null, escalateTo: null, supersedes: null },
      boundTo: { ...boundTo, record: null, files: null, token: null, report: null, document: null },
    });
    const configured = [{ code: "ok", label: "OK" }];
    expect(parseDraft({ ...good, reason: "ok" }, configured).reason).toBe("ok");
    const script = "<script>alert(1)</script>";
    expect(parseDraft({ ...good, note: script }, null).note).toBe(script);
    expect(
      parseDraft({ ...good, outcome: "escalate", reason: "other", note: "👩🏽‍⚖️ क्षि", escalateTo: "Legal" }, null)
        .escalateTo,
    ).toBe("Legal");
  });

  it.each<[string, object]>([
    ["A decision", []],
    ["boundTo", { boundTo: undefined }],
    ["outcome", { outcome: "approve" }],
    ["reason", { reason: "another_person" }],
    ["reason", { reason: "toString" }],
    ["note", { note: 7 }],
    ["1000", { note: "é".repeat(1001) }],
    ["invisible", { note: "\u200b\u2060\ufeff\u00ad" }],
    ["direction", { note: "good\u202edab" }],
    ["control", { note: "a\u0000b" }],
    ["control", { note: "a\ud800b" }],
    ["other", { reason: "other" }],
    ["faces", { faces: "maybe" }],
    ["supersedes", { supersedes: "' or 1=1" }],
    ["escalateTo", { escalateTo: "Legal" }],
    ["must not have", { logEntry: 7 }],
    ["must not have", { boundTo: { ...boundTo, extra: null } }],
    ["boundTo.record", { boundTo: { ...boundTo, record: digest.toUpperCase() } }],
    ["conclusion", { boundTo: { ...boundTo, conclusion: "checking" } }],
    ["conclusion", { boundTo: { ...boundTo, conclusion: "constructor" } }],
  ])("refuses by naming %s", (name, change) => {
    expect(() => parseDraft(Array.isArray(change) ? change : { ...good, ...change }, null)).toThrow(name);
  });
});

describe("formatCanonical", () => {
  // RFC 8785 section 3.2.3: sorted by UTF-16 code units.
  it("sorts names as the RFC does, and writes texts as ECMAScript does", () => {
    const names = {
      "\u20ac": "Euro",
      "\r": "CR",
      "\ufb33": "Dalet",
      "1": "One",
      "😀": "Smiley",
      "\u0080": "Control",
      ö: "o",
    };
    expect(formatCanonical(names)).toBe(
      '{"\\r":"CR","1":"One","\u0080":"Control","ö":"o","€":"Euro","😀":"Smiley","\ufb33":"Dalet"}',
    );
    expect(formatCanonical({ b: { d: null, c: 'a"\n' }, a: 1 })).toBe('{"a":1,"b":{"c":"a\\"\\n","d":null}}');
    expect(() => formatCanonical({ a: "\ud800" })).toThrow("surrogate");
  });
});
