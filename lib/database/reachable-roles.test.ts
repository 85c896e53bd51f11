import { describe, expect, it } from "vitest";
import { type Membership, reachRoles } from "./reachable-roles.ts";

const login = 1;
/** A membership of PostgreSQL 16; `options` are letters of admin, inherit and set. */
const edge = (member: number, role: number, options: string): Membership => ({
  role,
  member,
  grantor: 10,
  admin: options.includes("a"),
  inherit: options.includes("i"),
  set: options.includes("s"),
});

describe("roles that a login can use", () => {
  it.each<[string, Membership[], { becomes: number[]; uses: number[] }]>([
    ["none but its own", [edge(2, 1, "ais")], { becomes: [1], uses: [1] }],
    ["a role by SET alone (NOINHERIT)", [edge(1, 2, "s")], { becomes: [1, 2], uses: [1, 2] }],
    ["a role by INHERIT alone", [edge(1, 2, "i")], { becomes: [1], uses: [1, 2] }],
    ["no role by a membership without options", [edge(1, 2, "")], { becomes: [1], uses: [1] }],
    ["a chain of SET", [edge(1, 2, "s"), edge(2, 3, "s")], { becomes: [1, 2, 3], uses: [1, 2, 3] }],
    [
      "what a role inherits that it can become",
      [edge(1, 2, "s"), edge(2, 3, "i")],
      { becomes: [1, 2], uses: [1, 2, 3] },
    ],
    ["no SET through INHERIT alone", [edge(1, 2, "i"), edge(2, 3, "s")], { becomes: [1], uses: [1, 2] }],
    ["a role that it may grant to itself", [edge(1, 2, "a")], { becomes: [1, 2], uses: [1, 2] }],
    [
      "a role that an inherited role may grant, and what follows",
      [edge(1, 2, "i"), edge(2, 3, "a"), edge(3, 4, "s"), edge(4, 5, "i")],
      { becomes: [1, 3, 4], uses: [1, 2, 3, 4, 5] },
    ],
    [
      "a role of two memberships, one of them without SET",
      [edge(1, 2, ""), edge(1, 2, "s")],
      { becomes: [1, 2], uses: [1, 2] },
    ],
    ["a circle, once", [edge(1, 2, "is"), edge(2, 1, "is")], { becomes: [1, 2], uses: [1, 2] }],
  ])("include %s", (_, memberships, expected) => {
    const { becomes, uses } = reachRoles(login, memberships);
    const sorted = (roles: ReadonlySet<number>) => [...roles].sort((a, b) => a - b);
    expect({ becomes: sorted(becomes), uses: sorted(uses) }).toEqual(expected);
  });
});
