/** Roles of the contract; a person may have several, and has no access without one. */
export const roles = ["reviewer", "auditor", "admin"] as const;
export type Role = (typeof roles)[number];

/** Signed-in person; `sessionId` is the ID of the session's row, never its cookie. */
export type Person = { subject: string; name: string; email: string | null; roles: readonly Role[]; sessionId: string };
