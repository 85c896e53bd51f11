import "server-only";
import type { Kysely } from "kysely";
import type { PasskeyRow, Tables } from "#lib/database/tables";
import { enrolMs } from "./schema.ts";

export type Owner = { subject: string; sessionId: string };

/** A person's passkeys, the newest first; revoked ones too. */
export const listRows = (tables: Kysely<Tables>, subject: string): Promise<PasskeyRow[]> =>
  tables
    .selectFrom("passkeys")
    .selectAll()
    .where("subject", "=", subject)
    .orderBy("created_at", "desc")
    .orderBy("id")
    .execute();

export const findRow = (tables: Kysely<Tables>, id: string): Promise<PasskeyRow | undefined> =>
  tables.selectFrom("passkeys").selectAll().where("id", "=", id).executeTakeFirst();

export async function insertRow(tables: Kysely<Tables>, row: PasskeyRow): Promise<void> {
  await tables.insertInto("passkeys").values(row).execute();
}

/** Revokes a passkey of this person. @returns false if it is another's, or was revoked before */
export async function revokeRow(tables: Kysely<Tables>, id: string, subject: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await tables
    .updateTable("passkeys")
    .set({ revoked_at: now })
    .where("id", "=", id)
    .where("subject", "=", subject)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** @returns false if it was revoked, or its counter is not the one that `before` has any more */
export async function noteUse(
  tables: Kysely<Tables>,
  { id, counter }: Pick<PasskeyRow, "id" | "counter">,
  next: { counter: number; now: number },
): Promise<boolean> {
  const { numUpdatedRows } = await tables
    .updateTable("passkeys")
    .set({ counter: next.counter, last_used_at: next.now })
    .where("id", "=", id)
    .where("counter", "=", counter)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Remembers the one challenge of a session, instead of an earlier one, and forgets what has expired. */
export async function storeChallenge(
  tables: Kysely<Tables>,
  { subject, sessionId }: Owner,
  challenge: string,
  now: number,
): Promise<void> {
  await tables.deleteFrom("passkey_challenges").where("expires_at", "<=", now).execute();
  const row = { subject, challenge, expires_at: now + enrolMs };
  await tables
    .insertInto("passkey_challenges")
    .values({ session_id: sessionId, ...row })
    .onConflict((conflict) => conflict.column("session_id").doUpdateSet(row))
    .execute();
}

/** Takes the challenge of a session away: it serves once, also for an attempt that fails. @returns null without one that is valid */
export async function takeChallenge(
  tables: Kysely<Tables>,
  { subject, sessionId }: Owner,
  now: number,
): Promise<string | null> {
  const row = await tables
    .deleteFrom("passkey_challenges")
    .where("session_id", "=", sessionId)
    .where("subject", "=", subject)
    .returningAll()
    .executeTakeFirst();
  if (row === undefined || row.expires_at <= now || row.expires_at > now + enrolMs) return null;
  return row.challenge;
}

/** Deletes a person's passkeys; decisions keep the public keys that confirmed them. Only the owner of the schema may. */
export async function forgetPasskeys(tables: Kysely<Tables>, subject: string): Promise<void> {
  await tables.deleteFrom("passkeys").where("subject", "=", subject).execute();
  await tables.deleteFrom("passkey_challenges").where("subject", "=", subject).execute();
}
