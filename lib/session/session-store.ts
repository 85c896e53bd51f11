import "server-only";
import { randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import { database } from "#lib/database/connection";
import type { SessionRow, Tables } from "#lib/database/tables";
import { withDatabase } from "#lib/database/with-deadline";
import { settings } from "#lib/env";
import type { Role } from "#lib/person";
import { createBatchLoader } from "#lib/runtime/batch-loader";
import type { ClientDescription } from "./describe-client.ts";
import { type EndingRequest, noEndingRequest, recordSessionEnd, type SessionEnd } from "./record-session-end.ts";

export type NewSession = {
  subject: string;
  name: string;
  email: string | null;
  roles: readonly Role[];
  provider: "demo" | "oidc";
  tokens: string | null;
  /** The session at the identity provider (claim `sid`), or null. */
  providerSession: string | null;
};

/** Retention of a row in ms after the absolute timeout, for diagnosis. */
const ttlMs = 24 * 3_600_000;

/** Creates a session and returns its row's ID: 256 random bits, found only in the encrypted cookie. */
export async function createSession(
  session: NewSession,
  { browser, platform }: ClientDescription,
  now = Date.now(),
): Promise<string> {
  const id = randomBytes(32).toString("base64url");
  const tables = await database();
  const oldest = now - settings().session.maxH * 3_600_000 - ttlMs;
  await tables.deleteFrom("sessions").where("started_at", "<", oldest).execute();
  const { roles, providerSession, ...rest } = session;
  const known = { browser, platform, provider_session: providerSession };
  const times = { started_at: now, last_act_at: now, roles_read_at: now, next_read_at: now };
  await tables
    .insertInto("sessions")
    .values({ id, ...rest, ...known, ...times, roles: roles.join(" "), ended_at: null, end_reason: null })
    .execute();
  return id;
}

/** Loads a session row without caching, so that an end on any replica takes effect at once. */
export const loadSession = createBatchLoader("session-loader", async (ids: string[]) => {
  const wanted = [...new Set(ids)];
  const rows = await (await database()).selectFrom("sessions").selectAll().where("id", "in", wanted).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return (id): SessionRow | null => byId.get(id) ?? null;
});

/** Lists a person's active sessions, the one used last first. */
export async function listActiveSessions(subject: string, now: number): Promise<SessionRow[]> {
  const { idleMin, maxH } = settings().session;
  return (await database())
    .selectFrom("sessions")
    .selectAll()
    .where("subject", "=", subject)
    .where("ended_at", "is", null)
    .where("started_at", ">", now - maxH * 3_600_000)
    .where("last_act_at", ">", now - idleMin * 60_000)
    .orderBy("last_act_at", "desc")
    .execute();
}

/**
 * Finds the sessions that a logout at the identity provider ends: the one that it names, or all of the person. A session that the
 * provider gave no ID may be the named one, so that it ends too.
 */
export async function findProviderSessions(logout: {
  subject: string | null;
  providerSession: string | null;
}): Promise<string[]> {
  const { subject, providerSession } = logout;
  let query = (await database())
    .selectFrom("sessions")
    .select("id")
    .where("provider", "=", "oidc")
    .where("ended_at", "is", null);
  if (subject !== null) query = query.where("subject", "=", subject);
  if (providerSession !== null)
    query = query.where((eb) => {
      const isNamed = eb("provider_session", "=", providerSession);
      return subject === null ? isNamed : eb.or([isNamed, eb("provider_session", "is", null)]);
    });
  return (await query.execute()).map(({ id }) => id);
}

/** Updates the last activity, unless another replica stored a later one. */
export async function touchSession(id: string, now: number): Promise<void> {
  await (await database())
    .updateTable("sessions")
    .set({ last_act_at: now })
    .where("id", "=", id)
    .where("last_act_at", "<", now)
    .execute();
}

/** Ends sessions that have not ended yet; the caller selects them. */
const endOpenSessions = (tables: Kysely<Tables>, end: SessionEnd, now: number) =>
  tables.updateTable("sessions").set({ ended_at: now, end_reason: end, tokens: null }).where("ended_at", "is", null);

/**
 * Ends a session, then records it, unless the person signed out.
 * @returns the previous row, or null if the session had already ended
 * @throws ProblemError `audit_unavailable` if the database does not respond in time; a failing log does not throw
 */
export async function endSession(
  id: string,
  end: SessionEnd,
  now = Date.now(),
  request: EndingRequest = noEndingRequest,
): Promise<SessionRow | null> {
  const ended = await withDatabase(async () => {
    const tables = await database();
    const row = await tables.selectFrom("sessions").selectAll().where("id", "=", id).executeTakeFirst();
    const { numUpdatedRows } = await endOpenSessions(tables, end, now).where("id", "=", id).executeTakeFirst();
    return row && numUpdatedRows > 0n ? row : null;
  });
  if (ended !== null && end !== "sign_out") await recordSessionEnd(ended, end, request);
  return ended;
}

export async function endSessionsOf(tables: Kysely<Tables>, subject: string, now: number): Promise<number> {
  const { numUpdatedRows } = await endOpenSessions(tables, "revoked", now)
    .where("subject", "=", subject)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
