import "server-only";
import { database } from "#lib/database/connection";
import type { SessionRow } from "#lib/database/tables";
import type { Role } from "#lib/person";
import { SingleFlight } from "#lib/runtime/single-flight";
import { singleton } from "#lib/runtime/singleton";
import { fetchDiscovery, fetchTokens, fetchUserInfo, OidcRefusal } from "./oidc-gateway.ts";
import { chooseLogoutHint, decryptTokens, encryptTokens, type ProviderTokens } from "./oidc-tokens.ts";
import { resolveIdentity, verifyTokens } from "./resolve-identity.ts";
import { endSession } from "./session-store.ts";

/** Open tabs poll at least every 15 s, so a lost role takes effect within 60 s. */
const intervalMs = 40_000;
const afterSilenceMs = 15_000;
const maxIdleMs = 5 * 60_000;

type RoleReading = { roles: Role[] | null; tokens: ProviderTokens };

/** Reads the roles with a refreshed token. @throws OidcRefusal; Error for an unusable response */
async function fetchRolesByRefresh(
  tokens: ProviderTokens,
  refreshToken: string,
  subject: string,
): Promise<RoleReading> {
  const response = await fetchTokens({ grant_type: "refresh_token", refresh_token: refreshToken });
  const next: ProviderTokens = {
    accessToken: response.access_token,
    accessEndsAt: response.expires_in === undefined ? null : Date.now() + response.expires_in * 1000,
    refreshToken: response.refresh_token ?? refreshToken,
    logoutHint: tokens.logoutHint,
  };
  const claims = response.id_token === undefined ? { sub: subject } : await verifyTokens(response, null, subject);
  const logoutHint = response.id_token === undefined ? tokens.logoutHint : chooseLogoutHint(claims);
  return { roles: (await resolveIdentity(claims, next.accessToken)).roles, tokens: { ...next, logoutHint } };
}

/** Reads the roles from userinfo; an expired access token counts as no response, not as a refusal. @throws as above */
async function fetchRolesFromUserInfo(tokens: ProviderTokens, address: string, subject: string): Promise<RoleReading> {
  if (tokens.accessEndsAt !== null && tokens.accessEndsAt <= Date.now())
    throw new Error("The access token has expired.");
  const resolved = await fetchUserInfo(address, tokens.accessToken);
  if (resolved.sub !== subject) throw new OidcRefusal("another subject");
  return { roles: (await resolveIdentity(resolved, tokens.accessToken)).roles, tokens };
}

/** @returns null if the provider offers neither refresh tokens nor userinfo */
async function fetchRoles(row: SessionRow): Promise<RoleReading | null> {
  const tokens = await decryptTokens(row.tokens);
  if (tokens === null) throw new Error("The tokens cannot be decrypted.");
  if (tokens.refreshToken !== null) return fetchRolesByRefresh(tokens, tokens.refreshToken, row.subject);
  const { userinfo_endpoint: address } = await fetchDiscovery();
  return address === undefined ? null : fetchRolesFromUserInfo(tokens, address, row.subject);
}

async function claim(row: SessionRow, now: number): Promise<boolean> {
  const { numUpdatedRows } = await (await database())
    .updateTable("sessions")
    .set({ next_read_at: now + afterSilenceMs })
    .where("id", "=", row.id)
    .where("next_read_at", "=", row.next_read_at)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

async function note(row: SessionRow, resolved: RoleReading, now: number): Promise<SessionRow> {
  const times = { roles_read_at: now, next_read_at: now + intervalMs };
  const roles = resolved.roles === null ? row.roles : resolved.roles.join(" ");
  const change = { ...times, roles, tokens: await encryptTokens(resolved.tokens) };
  await (await database())
    .updateTable("sessions")
    .set(change)
    .where("id", "=", row.id)
    .where("ended_at", "is", null)
    .execute();
  return { ...row, ...change };
}

async function reread(row: SessionRow, now: number): Promise<SessionRow | null> {
  if (!(await claim(row, now))) return row;
  try {
    const resolved = await fetchRoles(row);
    // The provider cannot be queried; use `npm run session:revoke` to end such a session early.
    if (resolved === null) return row;
    if (resolved.roles === null || resolved.roles.length > 0) return await note(row, resolved, now);
    await endSession(row.id, "no_role", now);
    return null;
  } catch (error) {
    const isSilent = !(error instanceof OidcRefusal);
    if (isSilent && now - row.roles_read_at < maxIdleMs) return row;
    await endSession(row.id, isSilent ? "provider_silent" : "provider_refused", now);
    return null;
  }
}

/**
 * Refreshes roles that are 40 s old; concurrent requests share one call.
 * @returns null after a refusal, a lost role, or five minutes without a response, which end the session
 */
export async function refreshRoles(row: SessionRow, now: number): Promise<SessionRow | null> {
  if (row.provider !== "oidc" || now < Math.max(row.next_read_at, row.roles_read_at + intervalMs)) return row;
  const sharedCalls = singleton("role-refreshes", () => new SingleFlight<SessionRow | null>());
  return sharedCalls.run(row.id, () => reread(row, now));
}
