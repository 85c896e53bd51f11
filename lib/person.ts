/** Roles of the contract; a person may have several, and has no access without one. */
export const roles = ["reviewer", "lead", "auditor", "admin"] as const;
export type Role = (typeof roles)[number];

/** True if one of the roles grants `needed`: a lead may do what a reviewer may. */
export const hasRole = (own: readonly Role[], needed: Role): boolean =>
  own.includes(needed) || (needed === "reviewer" && own.includes("lead"));

/** True if the person has at least one of the roles. */
export const hasAnyRole = (own: readonly Role[], needed: readonly Role[]): boolean =>
  needed.some((role) => hasRole(own, role));

/** Signed-in person; `sessionId` is the ID of the session's row, never its cookie. */
export type Person = { subject: string; name: string; email: string | null; roles: readonly Role[]; sessionId: string };
