import "server-only";
import type { Kysely } from "kysely";
import type { AuditEvent } from "#lib/audit/model";
import { emptyAuditEvent } from "#lib/audit/model";
import type { Tables } from "#lib/database/tables";
import { ProblemError } from "#lib/problem";
import { takeLease } from "#lib/rate-limit/lease";
import type { EvidenceStatus } from "#lib/status/schema";
import { hourMs } from "./model.ts";
import { type EvidenceIds, storeState } from "./store.ts";

/** Only evidence that a person opened in this time is asked for. */
export const openedWithinMs = 30 * 24 * hourMs;
/** A state is asked for again after this part of the time since a person opened the evidence, so that old cases rest. */
const agePart = 24;
/** A case that the provider refuses is asked for again after this time. */
const refusedMs = 24 * hourMs;
const longestPauseMs = 24 * hourMs;
/** Cases of one run. */
const maxCases = 200;
const lease = "state-refresh";
const pauseKey = "state-refresh-pause";

/** The installation itself, in the log's entries of its own acts. */
const installation = { subject: "installation", name: "Evidence Desk", role: "installation" };

export type StateRefresh = {
  tables: () => Promise<Kysely<Tables>>;
  /** Resolves once the entry is durable. */
  record: (event: AuditEvent) => Promise<unknown>;
  fetchStatus: (ids: EvidenceIds, signal: AbortSignal) => Promise<EvidenceStatus>;
  everyMs: number;
  signal: AbortSignal;
  now?: () => number;
};

/** The provider is out of order or refuses us: nothing more is asked in this run. */
const isOfProvider = (error: unknown) =>
  !(error instanceof ProblemError) || !["not_found", "provider_invalid", "provider_rejected"].includes(error.code);

async function listDue(tables: Kysely<Tables>, everyMs: number, now: number): Promise<EvidenceIds[]> {
  const rows = await tables
    .selectFrom("evidence_states")
    .select(["sr_id", "evidence_id", "opened_at", "asked_at"])
    .where("state", "in", ["not_started", "started", "in_review"])
    .where("opened_at", ">", now - openedWithinMs)
    .where("asked_at", "<=", now - everyMs)
    .where((eb) => eb.or([eb("refresh_at", "is", null), eb("refresh_at", "<=", now)]))
    .orderBy("asked_at")
    .execute();
  return rows
    .filter(({ opened_at, asked_at }) => (asked_at ?? 0) <= now - (now - opened_at) / agePart)
    .slice(0, maxCases)
    .map((row) => ({ srId: row.sr_id, evidenceId: row.evidence_id }));
}

const readPause = (tables: Kysely<Tables>) =>
  tables.selectFrom("limit_counters").selectAll().where("key", "=", pauseKey).executeTakeFirst();

/** Each failure in a row doubles the pause, up to a day; the provider's own `Retry-After` counts if it is longer. */
async function pause(tables: Kysely<Tables>, error: unknown, everyMs: number, now: number): Promise<void> {
  const failures = ((await readPause(tables))?.count ?? 0) + 1;
  const askedMs = error instanceof ProblemError ? (error.retryAfterS ?? 0) * 1000 : 0;
  const pauseMs = Math.min(longestPauseMs, Math.max(askedMs, everyMs * 2 ** Math.min(failures, 10)));
  const row = { count: failures, window_ends_at: now + pauseMs };
  await tables
    .insertInto("limit_counters")
    .values({ key: pauseKey, ...row })
    .onConflict((conflict) => conflict.column("key").doUpdateSet(row))
    .execute();
}

/**
 * Asks the provider, one case at a time, for unfinished states of evidence that a person opened within 30 days. One process of all replicas
 * does so at a time. Each request has its entry in the log before it is sent, and no name or value is stored.
 * @returns how many cases were asked for
 */
export async function refreshStates(refresh: StateRefresh): Promise<number> {
  const { record, fetchStatus, everyMs, signal, now = Date.now } = refresh;
  const tables = await refresh.tables();
  const held = await takeLease(tables, lease, now);
  if (held === null) return 0;
  let asked = 0;
  try {
    const paused = await readPause(tables);
    if (paused !== undefined && paused.window_ends_at > now()) return 0;
    for (const ids of await listDue(tables, everyMs, now())) {
      if (signal.aborted) break;
      await record({ ...emptyAuditEvent, ...ids, event: "state_refresh", artefact: "status", person: installation });
      asked += 1;
      try {
        const status = await fetchStatus(ids, signal);
        await storeState(tables, ids, status, now());
      } catch (error) {
        if (isOfProvider(error)) {
          await pause(tables, error, everyMs, now());
          return asked;
        }
        await tables
          .updateTable("evidence_states")
          .set({ refresh_at: now() + refusedMs })
          .where("sr_id", "=", ids.srId)
          .where("evidence_id", "=", ids.evidenceId)
          .execute();
      }
    }
    if (paused !== undefined && asked > 0)
      await tables.deleteFrom("limit_counters").where("key", "=", pauseKey).execute();
    return asked;
  } finally {
    await held.end();
  }
}
