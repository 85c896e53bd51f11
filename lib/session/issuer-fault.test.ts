import { expect, it } from "vitest";
import { issuerFault } from "./issuer-fault.ts";

const expected = "https://login.example.com/staff";

it.each([
  ["https://login.evil.example", "issuer", "https://login.evil.example", /otherwise do not trust/],
  [`${expected}/`, "issuer", `${expected}/`, /final slash/],
  [
    "https://login.microsoftonline.com/{tenantid}/v2.0",
    "tenant",
    "https://login.microsoftonline.com/{tenantid}/v2.0",
    /TENANT-ID/,
  ],
  [undefined, "issuer", "missing", /AUTH_OIDC_ISSUER/],
  [7, "issuer", "not a string but number", /AUTH_OIDC_ISSUER/],
  ["https://anna:secret@x.example", "issuer", "not an issuer URL (a string of 29 characters)", /AUTH_OIDC_ISSUER/],
  ["https://x.example/?person=anna", "issuer", "not an issuer URL (a string of 30 characters)", /AUTH_OIDC_ISSUER/],
  [
    `https://x.example/${"x".repeat(300)}`,
    "issuer",
    "not an issuer URL (a string of 318 characters)",
    /AUTH_OIDC_ISSUER/,
  ],
  ["anna", "issuer", "not an issuer URL (a string of 4 characters)", /AUTH_OIDC_ISSUER/],
])("names both issuers: %j", (received, reason, shown, message) => {
  const fault = issuerFault("the provider's metadata", received, expected);
  expect(fault.reason).toBe(reason);
  expect(fault.message).toMatch(message);
  expect(fault.facts).toEqual({
    issuerFrom: "the provider's metadata",
    issuerReceived: shown,
    issuerExpected: expected,
  });
});
