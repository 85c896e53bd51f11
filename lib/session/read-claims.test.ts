import { describe, expect, it } from "vitest";
import { readClaim, readIdentity, readRoles } from "./read-claims.ts";

const groups = { reviewer: ["kyc", "reviewer"], auditor: ["auditor"], admin: ["admin"] };

describe("readRoles", () => {
  it.each([
    [{ groups: "kyc" }, "groups", ["reviewer"]],
    [{ groups: ["auditor", "kyc", "other"] }, "groups", ["reviewer", "auditor"]],
    [{ realm_access: { roles: ["admin"] } }, "realm_access.roles", ["admin"]],
    [{ "https://acme.example/roles": ["reviewer"] }, "https://acme.example/roles", ["reviewer"]],
    [{ groups: [] }, "groups", []],
    [{ groups: ["Reviewer", "kyc ", " admin"] }, "groups", []],
    [{ groups: [["kyc"], { kyc: true }, 1, null] }, "groups", []],
    [{ groups: { reviewer: true } }, "groups", []],
    [{ groups: "reviewer,admin" }, "groups", []],
    [{ groups: null }, "groups", []],
  ])("maps %j at %s to %j", (claims, path, expected) => {
    expect(readRoles(claims, path, groups)).toEqual(expected);
  });

  it("returns null without the claim and ignores prototypes", () => {
    expect(readRoles({}, "groups", groups)).toBeNull();
    expect(readClaim({}, "constructor.name")).toBeUndefined();
    expect(readClaim({ a: "text" }, "a.length")).toBeUndefined();
  });
});

describe("readIdentity", () => {
  it("drops an unverified email", () => {
    const claims = { sub: "u1", email: "boss@acme.example" };
    expect(readIdentity({ ...claims, email_verified: false })).toEqual({ subject: "u1", name: "u1", email: null });
    expect(readIdentity({ ...claims, email_verified: "false" }).email).toBeNull();
    expect(readIdentity({ ...claims, email_verified: true }).email).toBe("boss@acme.example");
  });

  it.each([undefined, "", " ", "a b", "ü", "x".repeat(256), 7, null])("rejects the subject %j", (sub) => {
    expect(() => readIdentity({ sub, name: "A" })).toThrow(TypeError);
  });
});
