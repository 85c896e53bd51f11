import { describe, expect, it } from "vitest";
import { type Claims, readClaim, readIdentity, readRoleClaim, subjectFault } from "./read-claims.ts";

const groups = { reviewer: ["kyc", "reviewer"], lead: ["leads"], auditor: ["auditor"], admin: ["admin"] };

const states = (claims: Claims, path = "groups") => readRoleClaim(claims, path, groups);

describe("readRoleClaim", () => {
  it.each([
    [{ groups: "kyc" }, "groups", ["reviewer"]],
    [{ groups: ["auditor", "kyc", "other"] }, "groups", ["reviewer", "auditor"]],
    [{ realm_access: { roles: ["admin"] } }, "realm_access.roles", ["admin"]],
    [{ "https://acme.example/roles": ["reviewer"] }, "https://acme.example/roles", ["reviewer"]],
    [{ groups: [] }, "groups", []],
    [{ groups: "" }, "groups", []],
    [{ groups: 7 }, "groups", []],
    [{ groups: ["Reviewer", "kyc ", " admin"] }, "groups", []],
    [{ groups: [["kyc"], { kyc: true }, 1, null] }, "groups", []],
    [{ groups: { reviewer: true } }, "groups", []],
    [{ groups: "reviewer,admin" }, "groups", []],
    [{ groups: null }, "groups", []],
    // Hints about another claim, or beside a claim that is complete.
    [{ roles: ["admin"], _claim_names: { groups: "src1" }, hasgroups: true }, "roles", ["admin"]],
    [{ groups: ["kyc"], hasgroups: true }, "groups", ["reviewer"]],
    [{ groups: ["kyc"], _claim_names: "groups" }, "groups", ["reviewer"]],
    [{ groups: ["kyc"], hasgroups: false, _claim_names: {}, _claim_sources: {} }, "groups", ["reviewer"]],
  ])("maps %j at %s to %j", (claims, path, expected) => {
    expect(states(claims, path)).toEqual({ state: "stated", roles: expected });
  });

  it("says that the claim is missing, and ignores prototypes", () => {
    for (const claims of [{}, { hasgroups: false }, { _claim_names: { other: "src1" } }, { _claim_names: null }])
      expect(states(claims)).toEqual({ state: "missing" });
    expect(states({ hasgroups: true }, "roles")).toEqual({ state: "missing" });
    expect(states({ realm_access: {} }, "realm_access.roles")).toEqual({ state: "missing" });
    expect(states({}, "constructor.name")).toEqual({ state: "missing" });
    expect(readClaim({ a: "text" }, "a.length")).toBeUndefined();
  });

  it.each<[Claims, string]>([
    [{ _claim_names: { groups: "src1" }, _claim_sources: { src1: { endpoint: "https://graph.example/x" } } }, "groups"],
    [{ _claim_names: { groups: "src1" } }, "groups"],
    [{ groups: ["kyc"], _claim_names: { groups: "src1" } }, "groups"],
    [{ groups: "src1", _claim_sources: { src1: { endpoint: "https://graph.example/x" } } }, "groups"],
    [{ hasgroups: true }, "groups"],
    [{ hasgroups: "true" }, "groups"],
    [{ _claim_names: { realm_access: "src1" } }, "realm_access.roles"],
    [{ _claim_names: { "https://acme.example/roles": "src1" } }, "https://acme.example/roles"],
  ])("reports a reference in the place of the claim: %j at %s", (claims, path) => {
    expect(states(claims, path)).toEqual({ state: "overage" });
  });
});

describe("subjectFault", () => {
  it.each([
    ["anna", null],
    ["x".repeat(255), null],
    [7, "is not a string"],
    ["", "is empty"],
    ["x".repeat(256), "has 256 characters, more than 255"],
    ["jérôme-é", "contains 3 characters that are not ASCII"],
    ["a b", "contains spaces or control characters"],
    ["a\u007f", "contains spaces or control characters"],
  ])("judges %j", (sub, fault) => {
    expect(subjectFault(sub)).toBe(fault);
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
