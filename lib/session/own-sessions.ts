import "server-only";
import { createHash } from "node:crypto";
import type { SessionRow } from "#lib/database/tables";
import { withDatabase } from "#lib/database/with-deadline";
import { settings } from "#lib/env";
import type { Person } from "#lib/person";
import { ProblemError } from "#lib/problem";
import type { EndingRequest } from "./record-session-end.ts";
import type { OwnSession } from "./schema.ts";
import { endSession, listActiveSessions } from "./session-store.ts";

/** The row's ID stays in the encrypted cookie, so that what a page shows never helps to make a cookie. */
const publicIdOf = (rowId: string) => createHash("sha256").update(`session ${rowId}`).digest("hex").slice(0, 32);

function describe(row: SessionRow, currentId: string): OwnSession {
  const { idleMin, maxH } = settings().session;
  const endsAt = Math.min(row.started_at + maxH * 3_600_000, row.last_act_at + idleMin * 60_000);
  const toText = (time: number) => new Date(time).toISOString();
  return {
    id: publicIdOf(row.id),
    startedAt: toText(row.started_at),
    lastActAt: toText(row.last_act_at),
    endsAt: toText(endsAt),
    browser: row.browser,
    platform: row.platform,
    isCurrent: row.id === currentId,
  };
}

/** @throws ProblemError `audit_unavailable` if the database does not respond in time */
export async function listOwnSessions({ subject, sessionId }: Person): Promise<OwnSession[]> {
  const rows = await withDatabase(() => listActiveSessions(subject, Date.now()));
  const sessions = rows.map((row) => describe(row, sessionId));
  return sessions.sort((one, other) => Number(other.isCurrent) - Number(one.isCurrent));
}

/** @throws ProblemError `not_found`, the same for a session that ended, that another person has, or that never existed */
export async function endOwnSession({ subject }: Person, publicId: string, request: EndingRequest): Promise<void> {
  const now = Date.now();
  const rows = await withDatabase(() => listActiveSessions(subject, now));
  const row = rows.find(({ id }) => publicIdOf(id) === publicId);
  if (row === undefined || (await endSession(row.id, "ended_by_person", now, request)) === null)
    throw new ProblemError(
      "not_found",
      "Your account has no active session with this ID. Use an ID of `GET /api/sessions`.",
    );
}
