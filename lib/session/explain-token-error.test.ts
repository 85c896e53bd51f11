import { errors, type JWTPayload } from "jose";
import { describe, expect, it } from "vitest";
import { explainTokenError } from "./explain-token-error.ts";

const now = Date.UTC(2026, 10, 27, 12);
const second = now / 1000;
const context = { issuer: "https://login.example.com", now, responseDate: now };
const failed = (claim: string, payload: JWTPayload, reason = "check_failed") =>
  explainTokenError(new errors.JWTClaimValidationFailed("unexpected", payload, claim, reason), "the ID token", context);

describe("explainTokenError", () => {
  it("names another issuer, and the claim with the seconds of a clock", () => {
    expect(failed("iss", { iss: "https://other.example" })?.reason).toBe("issuer");
    const fault = failed("iat", { iat: second + 90, exp: second + 390 });
    expect(fault).toMatchObject({ reason: "clock", facts: { claim: "iat", secondsFromOurClock: 90 } });
    expect(fault?.message).toMatch(/^the ID token: the iat claim of the token is 90 s ahead of/);
    const expired = new errors.JWTExpired("expired", { iat: second - 900, exp: second - 600 }, "exp", "check_failed");
    expect(explainTokenError(expired, "the ID token", context)?.facts.secondsFromOurClock).toBe(-600);
  });

  it.each<[string, JWTPayload, string]>([
    ["iss", {}, "missing"],
    ["iat", { iat: "soon" as unknown as number }, "invalid"],
    ["exp", { iat: second - 600, exp: second - 900 }, "check_failed"],
    ["aud", { aud: "other" }, "check_failed"],
    ["nonce", {}, "check_failed"],
  ])("leaves other faults alone: %s %j %s", (claim, payload, reason) => {
    expect(failed(claim, payload, reason)).toBeNull();
  });

  it("leaves errors alone that are not about claims", () => {
    expect(explainTokenError(new errors.JWSSignatureVerificationFailed(), "the ID token", context)).toBeNull();
    expect(explainTokenError(new TypeError("x"), "the ID token", context)).toBeNull();
  });
});
