import { describe, expect, it } from "vitest";
import type { Claims } from "./read-claims.ts";
import { noRolesFault } from "./role-faults.ts";

const groups = { lead: [], reviewer: ["kyc"], auditor: ["audit"], admin: ["it"] };
const fault = (idToken: Claims, userInfo: Claims | null, path = "groups") =>
  noRolesFault(path, groups, { idToken, userInfo });

describe("noRolesFault", () => {
  it.each<[string, Claims, Claims | null, RegExp]>([
    [
      "rolesMissing",
      { sub: "u" },
      null,
      /claim groups \(AUTH_ROLE_CLAIM\) is not in the ID token \(userinfo is not offered\)/,
    ],
    ["rolesMissing", { sub: "u" }, { sub: "u" }, /is not in the ID token or in userinfo/],
    ["rolesOverage", { _claim_names: { groups: "src1" } }, { sub: "u" }, /the ID token has a reference/],
    ["rolesOverage", { hasgroups: true }, null, /the ID token has a reference/],
    ["rolesOverage", { sub: "u" }, { _claim_names: { groups: "src1" } }, /userinfo has a reference/],
    ["rolesForm", { groups: null }, null, /in the ID token is null, not a string or an array/],
    ["rolesForm", { groups: 7 }, null, /in the ID token is number/],
    ["rolesForm", { groups: { kyc: true } }, null, /in the ID token is object with 1 members/],
    ["rolesForm", { sub: "u" }, { groups: [{ id: "kyc" }] }, /in userinfo is array of 1 \(object\)/],
    ["noRole", { groups: [] }, null, /in the ID token is empty array, without a group of AUTH_ROLE_REVIEWER/],
    ["noRole", { groups: "" }, null, /in the ID token is empty string/],
    ["noRole", { groups: ["staff", "it-team"] }, null, /in the ID token is array of 2 \(string\)/],
    ["noRole", { groups: ["staff"] }, { groups: ["kyc"] }, /in the ID token is array of 1 \(string\)/],
    ["noRole", { groups: ["kyc"] }, { groups: ["staff"] }, /in userinfo is array of 1 \(string\)/],
    ["noRole", { hasgroups: true }, { groups: ["staff"] }, /in userinfo is array of 1 \(string\)/],
  ])("says %s after %j and userinfo %j", (reason, idToken, userInfo, message) => {
    const found = fault(idToken, userInfo);
    expect(found.reason).toBe(reason);
    expect(found.message).toMatch(message);
    expect(found.facts.roleClaim).toBe("groups");
    for (const text of [found.message, JSON.stringify(found.facts)]) expect(text).not.toMatch(/staff|it-team/);
  });

  it("lists what was there instead, for both sources", () => {
    const { facts } = fault({ sub: "anna", roles: ["kyc"] }, { sub: "anna", email: "anna@acme.example" });
    expect(facts).toEqual({
      roleClaim: "groups",
      idTokenClaims: ["sub: string", "roles: array of 1 (string)"],
      userInfoClaims: ["sub: string", "email: string"],
    });
    expect(fault({ sub: "anna" }, null).facts.userInfoClaims).toBe("not read");
  });
});
