import { describe, expect, it } from "vitest";
import { describeClaims, describeKind } from "./describe-claims.ts";

describe("describeKind", () => {
  it.each([
    [null, "null"],
    ["", "empty string"],
    ["secret", "string"],
    [7, "number"],
    [true, "boolean"],
    [[], "empty array"],
    [["a", "b"], "array of 2 (string)"],
    [["a", null, 1], "array of 3 (string, null, number)"],
    [{ a: 1 }, "object with 1 members"],
  ])("names the kind of %j", (value, kind) => {
    expect(describeKind(value)).toBe(kind);
  });
});

describe("describeClaims", () => {
  it("lists names and kinds, with the members on the way to the claim", () => {
    const claims = { sub: "u1", realm_access: { groups: ["a"], other: 1 }, address: { street: "x" }, hasgroups: true };
    expect(describeClaims(claims, "realm_access.roles")).toEqual([
      "sub: string",
      "realm_access: object with 2 members",
      "realm_access.groups: array of 1 (string)",
      "realm_access.other: number",
      "address: object with 1 members",
      "hasgroups: boolean",
    ]);
  });

  it("shows where a reference leads, without its address", () => {
    const claims = {
      _claim_names: { groups: "src1" },
      _claim_sources: { src1: { endpoint: "https://graph.example/u1" } },
    };
    expect(describeClaims(claims, "groups")).toEqual([
      "_claim_names: object with 1 members",
      "_claim_names.groups: string",
      "_claim_sources: object with 1 members",
      "_claim_sources.src1: object with 1 members",
    ]);
  });

  it("counts names that may be personal data instead of repeating them", () => {
    const claims = {
      sub: "anna",
      anna: true,
      "anna@acme.example": true,
      "Anna Meier": 1,
      "0041791234567": 1,
      "g-3f2a1b4c-5d6e-7f80": 1,
      ["x".repeat(101)]: 1,
      "\u202egroups": 1,
      "http://schemas.microsoft.com/ws/2008/06/identity/claims/role": "x",
    };
    expect(describeClaims(claims, "groups")).toEqual([
      "sub: string",
      "http://schemas.microsoft.com/ws/2008/06/identity/claims/role: string",
      "at the top: 7 names not shown",
    ]);
  });

  it("is bounded for any number of claims, and never contains a value", () => {
    const claims = Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`claim_${at}`, `value-${at}`]));
    const lines = describeClaims(claims, "groups");
    expect(lines).toHaveLength(41);
    expect(lines.at(-1)).toBe("and 4960 more");
    expect(lines.join()).not.toContain("value");
    expect(lines.join().length).toBeLessThan(41 * 140);
  });

  it("takes linear time, and does not follow a reference deeper than one level", () => {
    const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`claim_${at}`, `value-${at}`]));
    const started = performance.now();
    describeClaims(many, "groups");
    expect(performance.now() - started).toBeLessThan(2_000);
    const deep = JSON.parse(`${'{"_claim_names":'.repeat(5_000)}{}${"}".repeat(5_000)}`);
    expect(describeClaims(deep, "groups")).toHaveLength(2);
  });

  it("always shows the name that was looked for", () => {
    expect(describeClaims({ "acme groups!": 7 }, "acme groups!")).toEqual(["acme groups!: number"]);
  });
});
