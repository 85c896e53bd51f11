import "server-only";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";

/** A decision must be confirmed within this time; its time is the server's when it was prepared. */
export const challengeMs = 10 * 60_000;

export type Owner = { subject: string; sessionId: string };

/** Remembers what this server prepared for a person, and forgets what has expired. */
export async function storeChallenge(
  tables: Kysely<Tables>,
  { subject, sessionId }: Owner,
  { digest, canonical }: { digest: string; canonical: string },
  now: number,
): Promise<void> {
  await tables.deleteFrom("decision_challenges").where("expires_at", "<=", now).execute();
  await tables
    .insertInto("decision_challenges")
    .values({ digest, canonical, subject, session_id: sessionId, expires_at: now + challengeMs })
    .execute();
}

/** Takes a challenge away: it serves once. @returns whether it was there for this session, and had not expired */
export async function takeChallenge(
  tables: Kysely<Tables>,
  { subject, sessionId }: Owner,
  digest: string,
  now: number,
): Promise<boolean> {
  const { numDeletedRows } = await tables
    .deleteFrom("decision_challenges")
    .where("digest", "=", digest)
    .where("subject", "=", subject)
    .where("session_id", "=", sessionId)
    .where("expires_at", ">", now)
    .where("expires_at", "<=", now + challengeMs)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows) === 1;
}
