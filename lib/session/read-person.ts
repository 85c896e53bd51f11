import "server-only";
import type { SessionRow } from "#lib/database/tables";
import { withDatabase } from "#lib/database/with-deadline";
import { settings } from "#lib/env";
import type { Person, Role } from "#lib/person";
import { cookieOptions, isSecureOrigin, readCookie } from "./cookie.ts";
import { refreshRoles } from "./refresh-roles.ts";
import { actGranularityMs, sessionExpiry } from "./session-expiry.ts";
import { decryptSessionId } from "./session-jwe.ts";
import { loadSession, touchSession } from "./session-store.ts";

function sessionCookieName(): string {
  return cookieOptions(isSecureOrigin(settings().auth.url)).sessionToken.name;
}

/** @returns the ID in the session cookie, or null without a valid cookie; callers check whether the session is active */
export async function readSessionId(headers: Headers): Promise<string | null> {
  return decryptSessionId(readCookie(headers.get("cookie"), sessionCookieName()));
}

const describePerson = (row: SessionRow): Person => ({
  subject: row.subject,
  name: row.name,
  email: row.email,
  roles: row.roles.split(" ").filter(Boolean) as Role[],
  sessionId: row.id,
});

async function findSession(id: string, isAct: boolean, now: number): Promise<SessionRow | null> {
  const row = await loadSession(id);
  const limits = settings().session;
  if (!row || sessionExpiry(row, limits, now) !== null) return null;
  if (isAct && now - row.last_act_at > actGranularityMs(limits)) await touchSession(id, now);
  return row;
}

/**
 * Authenticates a request by its session cookie alone.
 * @param isAct true for user actions; polls and session checks pass false and never extend the idle timeout
 * @throws ProblemError `audit_unavailable` if the database does not respond within 2 s
 */
export async function authenticate(headers: Headers, isAct: boolean, now = Date.now()): Promise<Person | null> {
  const id = await readSessionId(headers);
  if (id === null) return null;
  const found = await withDatabase(() => findSession(id, isAct, now));
  const row = found && (await refreshRoles(found, now));
  return row && describePerson(row);
}
