/** One row of pg_auth_members: `member` belongs to `role`. Roles are OIDs. */
export type Membership = {
  role: number;
  member: number;
  grantor: number;
  /** `member` may grant the role, to itself too. */
  admin: boolean;
  /** `member` has the rights of the role without SET ROLE. */
  inherit: boolean;
  /** `member` may SET ROLE. */
  set: boolean;
};

export type ReachableRoles = {
  /** Roles that the login can become, itself included; their attributes count. */
  becomes: ReadonlySet<number>;
  /** Roles whose rights the login has, or gets by becoming another role: all of `becomes` and what these inherit. */
  uses: ReadonlySet<number>;
};

/** Adds every role that `from` reaches over memberships that `follows` accepts. */
function close(from: ReadonlySet<number>, memberships: readonly Membership[], follows: (m: Membership) => boolean) {
  const reached = new Set(from);
  for (const role of reached)
    for (const membership of memberships)
      if (membership.member === role && follows(membership)) reached.add(membership.role);
  return reached;
}

/**
 * Computes what a login can become (PostgreSQL manual, "Role Membership"): SET ROLE follows memberships with SET from the
 * login, rights follow those with INHERIT, and a role with ADMIN OPTION can be granted to oneself with both. Before
 * PostgreSQL 16 every membership has SET, and INHERIT is an attribute of the member.
 */
export function reachRoles(login: number, memberships: readonly Membership[]): ReachableRoles {
  let start = new Set([login]);
  for (;;) {
    const becomes = close(start, memberships, ({ set }) => set);
    const uses = close(becomes, memberships, ({ inherit }) => inherit);
    const grantable = memberships.filter(({ admin, member, role }) => admin && uses.has(member) && !becomes.has(role));
    if (grantable.length === 0) return { becomes, uses };
    start = new Set([...becomes, ...grantable.map(({ role }) => role)]);
  }
}
