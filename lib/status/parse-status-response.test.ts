import { describe, expect, it } from "vitest";
import { parseStatusResponse } from "./parse-status-response.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("status response", () => {
  it("keeps the provider's body as exact text", () => {
    const raw = '{ "status" : "COMPLETED",  "unlisted": 1.0 }\n';
    expect(parseStatusResponse(bytes(raw))).toMatchObject({ raw, state: "completed", unreadable: null });
  });
  it("keeps a byte order mark in the text and reads after it", () => {
    expect(parseStatusResponse(bytes('\ufeff{"status":"FAILED"}'))).toMatchObject({
      raw: '\ufeff{"status":"FAILED"}',
      state: "failed",
      unreadable: null,
    });
  });
  it("preserves a body that is not a status, and never reports success", () => {
    expect(parseStatusResponse(bytes("{ COMPLETED"))).toMatchObject({
      raw: "{ COMPLETED",
      state: "unknown",
      unreadable: "not_json",
    });
    expect(parseStatusResponse(bytes('["COMPLETED"]'))).toMatchObject({ state: "unknown", unreadable: "not_object" });
    const utf16 = Uint8Array.from([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]);
    expect(parseStatusResponse(utf16)).toMatchObject({ unreadable: "not_text", rawBase64: "//57AH0A" });
  });
});
