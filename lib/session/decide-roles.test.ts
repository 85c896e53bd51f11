import { describe, expect, it } from "vitest";
import type { Role } from "#lib/person";
import { decideRoles, needsUserInfo, type RoleResponses, type RoleSource, roleSources } from "./decide-roles.ts";
import type { RoleClaim } from "./read-claims.ts";

const stated = (...roles: Role[]): RoleClaim => ({ state: "stated", roles });

/** Everything that one source can say about the role claim in one read, in the order of the tables below. */
const sayings = {
  nothing: null,
  missing: { state: "missing" },
  overage: { state: "overage" },
  "no role": stated(),
  reviewer: stated("reviewer"),
  both: stated("reviewer", "admin"),
} satisfies Record<string, RoleClaim | null>;
const words = Object.keys(sayings) as (keyof typeof sayings)[];

/**
 * What a session keeps, by the ID token (rows) and userinfo (columns): `x` no role, `.` no response from the source; the roles
 * from the ID token (`i` reviewer, `I` reviewer and admin) or from userinfo (`u`, `U`).
 */
const tables: { source: RoleSource | null; table: Record<keyof typeof sayings, string> }[] = [
  {
    source: "id_token",
    // nothing, missing, overage, no role, reviewer, both
    table: {
      nothing: "...xuU",
      missing: "xxxxxx",
      overage: "xxxxxx",
      "no role": "xxxxxx",
      reviewer: "iiixii",
      both: "IIIxiI",
    },
  },
  {
    source: "userinfo",
    table: {
      nothing: ".xxxuU",
      missing: ".xxxuU",
      overage: ".xxxuU",
      "no role": "xxxxxx",
      reviewer: "ixxxuu",
      both: "IxxxuU",
    },
  },
  {
    source: null,
    table: {
      nothing: "...xuU",
      missing: ".xxxuU",
      overage: ".xxxuU",
      "no role": "xxxxxx",
      reviewer: "iiixii",
      both: "IIIxiI",
    },
  },
];

type Case = { source: RoleSource | null; responses: RoleResponses; expected: string; label: string };

const cases: Case[] = tables.flatMap(({ source, table }) =>
  words.flatMap((idToken) =>
    words.map((userInfo, column) => ({
      source,
      responses: { id_token: sayings[idToken], userinfo: sayings[userInfo] },
      expected: table[idToken][column] ?? "",
      label: `${source ?? "unknown source"}, ID token: ${idToken}, userinfo: ${userInfo}`,
    })),
  ),
);

const letterOf = ({ source, responses }: Case) => {
  const decision = decideRoles(source, responses);
  if (decision.outcome !== "roles") return decision.outcome === "no_role" ? "x" : ".";
  const letter = decision.source === "id_token" ? "i" : "u";
  return decision.roles.includes("admin") ? letter.toUpperCase() : letter;
};

describe("decideRoles", () => {
  it.each(cases)("follows the table: $label → $expected", (one) => {
    expect(letterOf(one)).toBe(one.expected);
  });

  it.each(cases)("gives only roles that every source states now, the previous one first: $label", (one) => {
    const decision = decideRoles(one.source, one.responses);
    const own = one.source === null ? null : one.responses[one.source];
    if (own !== null && own.state !== "stated") expect(decision).toEqual({ outcome: "no_role" });
    if (decision.outcome !== "roles") return;
    expect(decision.roles.length).toBeGreaterThan(0);
    expect(one.responses[decision.source]?.state).toBe("stated");
    if (own !== null) expect(decision.source).toBe(one.source);
    for (const name of roleSources) {
      const response = one.responses[name];
      if (response?.state === "stated") expect(response.roles).toEqual(expect.arrayContaining(decision.roles));
    }
  });
});

describe("needsUserInfo", () => {
  it.each<[RoleSource | null, keyof typeof sayings, boolean]>([
    [null, "missing", true],
    [null, "overage", true],
    [null, "reviewer", false],
    [null, "no role", false],
    [null, "nothing", true],
    ["id_token", "nothing", true],
    ["id_token", "missing", false],
    ["id_token", "overage", false],
    ["id_token", "reviewer", false],
    ["userinfo", "nothing", true],
    ["userinfo", "missing", true],
    ["userinfo", "overage", true],
    ["userinfo", "reviewer", true],
    ["userinfo", "no role", false],
  ])("after roles from %s and an ID token that says %s: %s", (source, saying, expected) => {
    expect(needsUserInfo(source, sayings[saying])).toBe(expected);
  });
});
