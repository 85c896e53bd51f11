import type { Role } from "#lib/person";
import type { RoleClaim } from "./read-claims.ts";

/** Where the roles of a session came from; an ID token of the sign-in and one of a refresh are the same source. */
export const roleSources = ["id_token", "userinfo"] as const;
export type RoleSource = (typeof roleSources)[number];

/** The response of each source in one read; null if it was not requested, not offered, or unusable. */
export type RoleResponses = { readonly [source in RoleSource]: RoleClaim | null };

export type RoleDecision =
  | { outcome: "roles"; roles: Role[]; source: RoleSource }
  /** The provider has stated that the person has none. */
  | { outcome: "no_role" }
  /** The source that gave the roles sent no usable response, and no other source states them. */
  | { outcome: "silent" };

/** True if the ID token leaves the roles open, so that UserInfo must be requested. */
export function needsUserInfo(source: RoleSource | null, idToken: RoleClaim | null): boolean {
  if (idToken?.state === "stated" && idToken.roles.length === 0) return false;
  if (source === "id_token") return idToken === null;
  return source === "userinfo" || idToken?.state !== "stated";
}

/**
 * Decides which roles a person has after one read.
 * The source that gave the roles must state them again: its response without the claim, or with a reference instead, means
 * no role, whatever the other source says. Sources that state the claim must agree on a role. If the source that gave the roles
 * sends no usable response, another one that states them takes over.
 * @param source null at sign-in, and for sessions from before the source was stored: then every response counts
 */
export function decideRoles(source: RoleSource | null, responses: RoleResponses): RoleDecision {
  const own = source === null ? null : responses[source];
  if (own !== null && own.state !== "stated") return { outcome: "no_role" };
  const stated = roleSources.flatMap((name) => {
    const response = responses[name];
    return response?.state === "stated" ? [{ name, roles: response.roles }] : [];
  });
  const [first, ...others] = stated;
  if (first === undefined) {
    const isComplete = source === null && roleSources.every((name) => responses[name] !== null);
    return { outcome: isComplete ? "no_role" : "silent" };
  }
  const roles = first.roles.filter((role) => others.every((other) => other.roles.includes(role)));
  if (roles.length === 0) return { outcome: "no_role" };
  return { outcome: "roles", roles, source: own === null || source === null ? first.name : source };
}
