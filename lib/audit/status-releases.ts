import "server-only";
import type { Kysely } from "kysely";
import type { StatusReleaseRow, Tables } from "#lib/database/tables";

/** A run ends after this time without a request, well above the longest polling interval of a page. */
export const idleMs = 150_000;
/** A run ends this long after the release that it follows; the next request is a release. */
export const maxMs = 60 * 60_000;
/** Another process repeats a closing entry that was not confirmed within this time. */
const claimMs = 30_000;
/** Maximum runs that one sweep closes. */
const maxClosed = 200;

/** A status of one evidence, requested in one session. */
export type StatusRequest = { sessionId: string; srId: string; evidenceId: string };

/** Bytes that a status request released. */
export type StatusBytes = { sha256: string | null; bytes: number };

/** A request that counts as a poll of the run after the release at `releasedAt`. */
export type Poll = StatusRequest & { releasedAt: number; sha256: string | null };

export const updateRelease = (
  tables: Kysely<Tables>,
  { sessionId, srId, evidenceId, releasedAt }: Omit<Poll, "sha256">,
) =>
  tables
    .updateTable("status_releases")
    .where("session_id", "=", sessionId)
    .where("sr_id", "=", srId)
    .where("evidence_id", "=", evidenceId)
    .where("released_at", "=", releasedAt);

/** The session's latest release of this evidence in `state`, unless its run has ended. One statement, so that replicas agree. */
export function updateLatest(tables: Kysely<Tables>, request: StatusRequest, state: "released" | "open", now: number) {
  const { sessionId, srId, evidenceId } = request;
  return tables
    .updateTable("status_releases")
    .where("session_id", "=", sessionId)
    .where("sr_id", "=", srId)
    .where("evidence_id", "=", evidenceId)
    .where("state", "=", state)
    .where("last_at", ">", now - idleMs)
    .where("released_at", ">", now - maxMs)
    .where("released_at", "=", (eb) =>
      eb
        .selectFrom("status_releases as latest")
        .select((latest) => latest.fn.max("latest.released_at").as("released_at"))
        .where("latest.session_id", "=", sessionId)
        .where("latest.sr_id", "=", srId)
        .where("latest.evidence_id", "=", evidenceId)
        .where("latest.state", "=", state),
    );
}

/** Claims runs that have ended for this process, so that only one writes their closing entries. */
export async function claimEnded(tables: Kysely<Tables>, now: number): Promise<StatusReleaseRow[]> {
  const ended = await tables
    .selectFrom("status_releases")
    .select(["session_id", "sr_id", "evidence_id", "released_at", "state", "claimed_at"])
    .where((eb) =>
      eb.or([
        eb.and([
          eb("state", "in", ["opening", "open"]),
          eb.or([eb("last_at", "<=", now - idleMs), eb("released_at", "<=", now - maxMs)]),
        ]),
        eb.and([eb("state", "=", "closing"), eb("claimed_at", "<=", now - claimMs)]),
      ]),
    )
    .orderBy("last_at")
    .limit(maxClosed)
    .execute();
  const claimed: StatusReleaseRow[] = [];
  for (const row of ended) {
    const release = {
      sessionId: row.session_id,
      srId: row.sr_id,
      evidenceId: row.evidence_id,
      releasedAt: row.released_at,
    };
    const claim = updateRelease(tables, release).set({ state: "closing", claimed_at: now }).returningAll();
    const isSame = claim
      .where("state", "=", row.state)
      .where("claimed_at", row.claimed_at === null ? "is" : "=", row.claimed_at);
    const own = await isSame.executeTakeFirst();
    if (own) claimed.push(own);
  }
  return claimed;
}
