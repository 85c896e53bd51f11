import "server-only";
import { withDatabase } from "#lib/database/with-deadline";
import type { Person } from "#lib/person";
import { ProblemError } from "#lib/problem";
import { loadSession } from "#lib/session/session-store";
import { enrolMs } from "./schema.ts";

/** @returns until when (UTC milliseconds) this session may add a passkey; null if the sign-in is too long ago, or is not known */
export async function readEnrolEnd({ subject, sessionId }: Person, now: number): Promise<number | null> {
  const row = await withDatabase(() => loadSession(sessionId));
  if (row === null || row.subject !== subject || row.ended_at !== null) return null;
  const end = row.started_at + enrolMs;
  return row.started_at <= now && now < end ? end : null;
}

/** A session that was left open must not be enough to add a key of another person. @throws ProblemError `forbidden` */
export async function requireFreshSession(person: Person, now: number): Promise<void> {
  if ((await readEnrolEnd(person, now)) === null)
    throw new ProblemError(
      "forbidden",
      "A passkey can be added in the first five minutes after a sign-in only. Sign out, sign in again, then add the passkey.",
    );
}
