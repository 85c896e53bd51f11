/** Roles of the contract; a person may hold several, and none means no entry. */
export const roles = ["reviewer", "auditor", "admin"] as const;
export type Role = (typeof roles)[number];

/** Who is asking, as the session knows it. `sessionId` names the session's row, never its cookie. */
export type Person = { subject: string; name: string; email: string | null; roles: readonly Role[]; sessionId: string };
