import "server-only";
import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import { database } from "#lib/database/connection";
import type { SessionRow, Tables } from "#lib/database/tables";
import { settings } from "#lib/env";
import type { Role } from "#lib/person";
import { createBatchLoader } from "#lib/runtime/batch-loader";

export type SessionEnd = "sign_out" | "revoked" | "no_role" | "provider_refused" | "provider_silent";

export type NewSession = {
  subject: string;
  name: string;
  email: string | null;
  roles: readonly Role[];
  provider: "demo" | "oidc";
  /** Sealed tokens of the identity provider. */
  tokens: string | null;
};

/** How long a row outlives the longest session: for whoever asks what became of it. */
const keptMs = 24 * 3_600_000;

/** Begins a session and returns its row's id: 122 random bits, which the sealed cookie alone carries. */
export async function createSession(session: NewSession, now = Date.now()): Promise<string> {
  const id = randomUUID();
  const tables = await database();
  const oldest = now - settings().session.maxH * 3_600_000 - keptMs;
  await tables.deleteFrom("sessions").where("started_at", "<", oldest).execute();
  const { roles, ...rest } = session;
  const times = { started_at: now, last_act_at: now, roles_read_at: now, next_read_at: now };
  await tables
    .insertInto("sessions")
    .values({ id, ...rest, ...times, roles: roles.join(" "), ended_at: null, end_reason: null })
    .execute();
  return id;
}

/** The row of one session as the database has it now: a session that any replica ended is over at once. */
export const loadSession = createBatchLoader("session-loader", async (ids: string[]) => {
  const wanted = [...new Set(ids)];
  const rows = await (await database()).selectFrom("sessions").selectAll().where("id", "in", wanted).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return (id): SessionRow | null => byId.get(id) ?? null;
});

/** Notes that the person acted. A later act that another replica has noted stays. */
export async function touchSession(id: string, now: number): Promise<void> {
  await (await database())
    .updateTable("sessions")
    .set({ last_act_at: now })
    .where("id", "=", id)
    .where("last_act_at", "<", now)
    .execute();
}

/** Ends a session for good on every replica, and forgets its tokens. Returns the row as it was, or null when it was over already. */
export async function endSession(id: string, end: SessionEnd, now = Date.now()): Promise<SessionRow | null> {
  const tables = await database();
  const row = await tables.selectFrom("sessions").selectAll().where("id", "=", id).executeTakeFirst();
  const { numUpdatedRows } = await tables
    .updateTable("sessions")
    .set({ ended_at: now, end_reason: end, tokens: null })
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return row && numUpdatedRows > 0n ? row : null;
}

/** Ends every living session of a person. Returns how many there were. */
export async function endSessionsOf(tables: Kysely<Tables>, subject: string, now: number): Promise<number> {
  const end: SessionEnd = "revoked";
  const { numUpdatedRows } = await tables
    .updateTable("sessions")
    .set({ ended_at: now, end_reason: end, tokens: null })
    .where("subject", "=", subject)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
