import "server-only";
import type { Kysely } from "kysely";
import type { StatusReleaseRow, Tables } from "#lib/database/tables";
import { withDatabase } from "#lib/database/with-deadline";
import { settings } from "#lib/env";
import type { AuditEvent } from "./model.ts";
import {
  claimEnded,
  maxMs,
  type Poll,
  type StatusBytes,
  type StatusRequest,
  updateLatest,
  updateRelease,
} from "./status-releases.ts";

type PollRunsOptions = {
  tables: () => Promise<Kysely<Tables>>;
  record: (event: AuditEvent) => Promise<unknown>;
  now?: () => number;
};

/**
 * Tells polls of a status from releases, which have entries of their own. A status request is a poll if the session has a complete
 * release of the same evidence, at most `maxMs` ago, and its latest request was at most `idleMs` ago. Polls form a
 * run: an opening entry before the first response, and a closing entry with count, period and the latest digest. The state is
 * in the database, so that all replicas share it and a crash loses no count.
 */
export class PollRuns {
  readonly #tables: () => Promise<Kysely<Tables>>;
  readonly #record: (event: AuditEvent) => Promise<unknown>;
  readonly #now: () => number;

  constructor({ tables, record, now = Date.now }: PollRunsOptions) {
    this.#tables = tables;
    this.#record = record;
    this.#now = now;
  }

  /**
   * Counts the request if it is a poll; its response may be sent then.
   * @returns null if it is a release
   * @throws ProblemError `audit_unavailable` if the count or the opening entry fails
   */
  async count(request: StatusRequest, event: AuditEvent): Promise<Poll | null> {
    if (settings().leftOut.has("log")) return null;
    const now = this.#now();
    const poll = (row: Pick<StatusReleaseRow, "released_at" | "sha256">): Poll => {
      return { ...request, releasedAt: row.released_at, sha256: row.sha256 };
    };
    const counted = await withDatabase(async () =>
      updateLatest(await this.#tables(), request, "open", now)
        .set((eb) => ({ polls: eb("polls", "+", 1), last_at: now }))
        .returning(["released_at", "sha256"])
        .executeTakeFirst(),
    );
    if (counted) return poll(counted);
    const opening: AuditEvent = { ...event, event: "status_poll", outcome: "opened" };
    const opened = await withDatabase(async () =>
      updateLatest(await this.#tables(), request, "released", now)
        .set({ state: "opening", polls: 1, first_at: now, last_at: now })
        .set({ request_id: opening.requestId, event: JSON.stringify(opening) })
        .returning(["released_at", "sha256"])
        .executeTakeFirst(),
    );
    // A concurrent first poll whose opening entry is still being written is not waited for: this request is a release.
    if (!opened) return null;
    await this.#open(poll(opened), opening);
    return poll(opened);
  }

  async #open(poll: Poll, opening: AuditEvent): Promise<void> {
    const finish = (row: Partial<StatusReleaseRow>) =>
      withDatabase(async () => {
        await updateRelease(await this.#tables(), poll)
          .where("state", "=", "opening")
          .set(row)
          .execute();
      });
    try {
      await this.#record(opening);
    } catch (error) {
      await finish({ state: "released", polls: 0, event: null, request_id: null }).catch(() => undefined);
      throw error;
    }
    await finish({ state: "open" });
  }

  /**
   * Remembers a recorded release, after which requests of the session are polls.
   * @returns true for the session's first release of this evidence
   */
  async release({ sessionId, srId, evidenceId }: StatusRequest, { sha256, bytes }: StatusBytes): Promise<boolean> {
    if (settings().leftOut.has("log")) return true;
    const now = this.#now();
    return withDatabase(async () => {
      const tables = await this.#tables();
      const ids = { session_id: sessionId, sr_id: srId, evidence_id: evidenceId };
      const earlier = tables.selectFrom("status_releases").select("released_at").limit(1);
      const known = await earlier
        .where("session_id", "=", sessionId)
        .where("sr_id", "=", srId)
        .where("evidence_id", "=", evidenceId)
        .executeTakeFirst();
      await tables
        .insertInto("status_releases")
        .values({ ...ids, released_at: now, last_at: now, state: "released", polls: 0, changes: 0, sha256, bytes })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return known === undefined;
    });
  }

  /** Notes the bytes of a poll if they differ from the previous ones. @throws ProblemError `audit_unavailable` */
  async note(poll: Poll, { sha256, bytes }: StatusBytes): Promise<void> {
    if (sha256 === poll.sha256) return;
    await withDatabase(async () =>
      updateRelease(await this.#tables(), poll)
        .set((eb) => ({ sha256, bytes, changes: eb("changes", "+", 1) }))
        .where((eb) => eb.or([eb("sha256", "is", null), eb("sha256", "!=", sha256)]))
        .execute(),
    );
  }

  /** Closes runs that have ended, and deletes releases that are older than any session. */
  async sweep(): Promise<void> {
    const now = this.#now();
    const tables = await this.#tables();
    for (const row of await claimEnded(tables, now)) {
      if (row.event !== null) await this.#record(closingEvent(row, JSON.parse(row.event) as AuditEvent));
      const release = {
        sessionId: row.session_id,
        srId: row.sr_id,
        evidenceId: row.evidence_id,
        releasedAt: row.released_at,
      };
      await updateRelease(tables, release).set({ state: "closed", event: null }).execute();
    }
    const oldest = now - settings().session.maxH * 3_600_000 - maxMs;
    await tables
      .deleteFrom("status_releases")
      .where("released_at", "<", oldest)
      .where("state", "in", ["released", "closed"])
      .execute();
  }
}

const formatTime = (at: number | null) => (at === null ? null : new Date(at).toISOString());

function closingEvent(row: StatusReleaseRow, opening: AuditEvent): AuditEvent {
  const { polls, first_at, last_at, changes, sha256, bytes } = row;
  const detail = { count: polls, from: formatTime(first_at), to: formatTime(last_at), changes };
  return { ...opening, outcome: "closed", sha256, bytes, detail };
}
