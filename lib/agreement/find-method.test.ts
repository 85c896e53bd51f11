import { describe, expect, it } from "vitest";
import { extractPrimitives } from "./extract-primitives.ts";
import { findMethod, readMethod } from "./find-method.ts";
import { everyPrimitive } from "./primitive-filter.ts";

const read = (value: unknown) => extractPrimitives(new TextEncoder().encode(JSON.stringify(value)), everyPrimitive);
const methodOf = (record: unknown, token: unknown = null) =>
  findMethod([
    ["token", token === null ? null : read(token)],
    ["record", read(record)],
  ]);

describe("the method of identification", () => {
  it("is read where an artefact states it, from the token first", () => {
    expect(methodOf({ method: "NFC" })).toEqual({ text: "NFC", source: "record" });
    expect(methodOf({ identification: { method: "MANUAL_REVIEW" } })?.text).toBe("MANUAL_REVIEW");
    expect(methodOf({ data: { session: { result: { "identification-method": "VIDEO" } } } })?.text).toBe("VIDEO");
    expect(methodOf({ method: "NFC" }, { method: "VIDEO" })).toEqual({ text: "VIDEO", source: "token" });
  });

  it("is not taken from the method of a request, a digest or a check", () => {
    for (const record of [
      { request: { method: "GET" } },
      { files: [{ digest: { method: "SHA-256" } }] },
      { checks: [{ name: "liveness", method: "active" }] },
      { a: { b: { c: { d: { method: "x" } } } } },
      { method: 7 },
      { method: "x".repeat(61) },
      {},
    ])
      expect(methodOf(record), JSON.stringify(record)).toBeNull();
  });

  it("has words for known codes only", () => {
    expect(["NFC", "manual_review", "Video-Ident", "eID"].map(readMethod)).toEqual(["nfc", "review", "video", "eid"]);
    for (const code of ["M7", "nfc-or-video", ""]) expect(readMethod(code), code).toBeNull();
  });
});
