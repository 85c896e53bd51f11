import "server-only";
import type { SessionRow } from "#lib/database/tables";
import { withDatabase } from "#lib/database/with-deadline";
import { settings } from "#lib/env";
import { hasAnyRole, type Role } from "#lib/person";
import { type Clock, systemClock } from "#lib/runtime/clock";
import { singleton } from "#lib/runtime/singleton";
import { refreshRoles } from "./refresh-roles.ts";
import { sessionExpiry } from "./session-expiry.ts";
import { loadSession } from "./session-store.ts";

/** Sessions of running requests are checked this often. */
const intervalMs = 1_000;
/** Evidence leaves only under a session that was checked within this time: a database that stays silent longer ends the request. */
export const maxUncheckedMs = 30_000;

/** Monotonic: a clock that is set back must not extend the time without a check. */
const monotonicClock: Clock = { ...systemClock, now: () => performance.now() };

type WatchedRequest = {
  sessionId: string;
  /** Any one of these must remain. */
  roles: readonly Role[];
  /** Called once, with the reason for the access log. */
  onEnd: (reason: string) => void;
};

type Watched = WatchedRequest & { checkedAt: number };

/** What the checks need from outside; tests replace it. */
export type SessionSource = {
  /** Loads all rows in one query; a row that does not exist is null. */
  load: (ids: string[]) => Promise<Map<string, SessionRow | null>>;
  /** Refreshes roles that are due, and stores them for the next check. */
  refresh: (row: SessionRow, now: number) => Promise<unknown>;
};

async function loadAll(ids: string[]): Promise<Map<string, SessionRow | null>> {
  const rows = await withDatabase(() => Promise.all(ids.map(loadSession)));
  return new Map(ids.map((id, index) => [id, rows[index] ?? null]));
}

/** @returns why a request may not go on, or null */
function endReason(row: SessionRow | null, roles: readonly Role[], now: number): string | null {
  // Rows are deleted a day after the absolute timeout.
  if (row === null) return "max_age";
  const expiry = sessionExpiry(row, settings().session, now);
  if (expiry !== null) return expiry === "ended" ? (row.end_reason ?? expiry) : expiry;
  return hasAnyRole(row.roles.split(" ") as Role[], roles) ? null : "no_role";
}

/**
 * Ends running requests within seconds of their session, on whichever process the session ended: one query a second for all
 * of them, none while no request runs. The requests do not extend the idle timeout. Roles are refreshed meanwhile, because the
 * person may have no open tab that causes it.
 */
export class RequestWatch {
  readonly #source: SessionSource;
  readonly #clock: Clock;
  readonly #running = new Set<Watched>();
  #isScheduled = false;

  constructor(source: SessionSource = { load: loadAll, refresh: refreshRoles }, clock: Clock = monotonicClock) {
    this.#source = source;
    this.#clock = clock;
  }

  /** Watches a request whose session was checked just now. @returns a function that stops watching */
  add(request: WatchedRequest): () => void {
    const watched = { ...request, checkedAt: this.#clock.now() };
    this.#running.add(watched);
    this.#schedule();
    return () => void this.#running.delete(watched);
  }

  #schedule(): void {
    if (this.#isScheduled || this.#running.size === 0) return;
    this.#isScheduled = true;
    this.#clock.setTimeout(() => void this.#check(), intervalMs);
  }

  async #check(): Promise<void> {
    const startedAt = this.#clock.now();
    const checked = [...this.#running];
    try {
      const rows = await this.#source.load([...new Set(checked.map(({ sessionId }) => sessionId))]);
      const now = Date.now();
      for (const watched of checked) this.#apply(watched, rows.get(watched.sessionId) ?? null, now, startedAt);
      const running = new Set([...this.#running].map(({ sessionId }) => sessionId));
      for (const [id, row] of rows)
        if (row !== null && running.has(id)) this.#source.refresh(row, now).catch(() => undefined);
    } catch {
      const now = this.#clock.now();
      for (const watched of checked) if (now - watched.checkedAt >= maxUncheckedMs) this.#end(watched, "unchecked");
    } finally {
      this.#isScheduled = false;
      this.#schedule();
    }
  }

  #apply(watched: Watched, row: SessionRow | null, now: number, checkedAt: number): void {
    const reason = endReason(row, watched.roles, now);
    if (reason === null) watched.checkedAt = checkedAt;
    else this.#end(watched, reason);
  }

  #end(watched: Watched, reason: string): void {
    if (this.#running.delete(watched)) watched.onEnd(reason);
  }
}

export const requestWatch = () => singleton("request-watch", () => new RequestWatch());
