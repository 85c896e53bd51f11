import { describe, expect, it } from "vitest";
import { evidenceUrl, requestUrl, resolveWithinBase } from "./urls.ts";

const api = "https://api.example.com/v3";

describe("provider addresses", () => {
  it("fills the template under the base URL", () => {
    const template = "/signature-requests/{SR_ID}/identification/{EVIDENCE_ID}/status";
    expect(evidenceUrl(api, template, "sr-1", "evidence-12345").href).toBe(
      "https://api.example.com/v3/signature-requests/sr-1/identification/evidence-12345/status",
    );
  });
  it.each([".", "..", "a/b", "a%2fb", "", "a?b", "a#b", "a b", "a\u0000", "a\r\nb", "．．", "x".repeat(129)])(
    "rejects the ID %o",
    (id) => {
      expect(() => requestUrl(api, id)).toThrow(expect.objectContaining({ code: "invalid_request" }));
    },
  );
  it("never leaves the base URL", () => {
    for (const path of ["/../admin", "/a/../../admin", "/%2e%2e/admin"])
      expect(() => resolveWithinBase(api, path)).toThrow();
  });
});
