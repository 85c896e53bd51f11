import "server-only";
import type { Kysely } from "kysely";
import { type ConclusionCode, toneOfCode } from "#lib/agreement/conclusion-codes";
import { database } from "#lib/database/connection";
import type { EvidenceOpeningRow, EvidenceStateRow, Tables } from "#lib/database/tables";
import { withDatabase } from "#lib/database/with-deadline";
import { settings } from "#lib/env";
import { log } from "#lib/observability/log";
import { ProblemError } from "#lib/problem";
import { hasOtherId } from "#lib/status/other-id";
import { readPendingSince } from "#lib/status/review-hours";
import type { EvidenceStatus } from "#lib/status/schema";
import { allowsConclusion } from "./allows-conclusion.ts";
import { hourMs } from "./model.ts";
import type { KnownEvidence } from "./schema.ts";

/** What this installation knows of each evidence: codes, times and subjects. */

export type EvidenceIds = { srId: string; evidenceId: string };

const isOf = ({ srId, evidenceId }: EvidenceIds) => ({ sr_id: srId, evidence_id: evidenceId });

/** The parts of a status that are stored: a state and times. A status of another identification gives none. */
export function describeState(status: EvidenceStatus, evidenceId: string, now: number) {
  if (hasOtherId(status, evidenceId)) return { state: "unknown", since_at: null, expires_at: null } as const;
  const expiry = status.times.find(({ name }) => name === "expiresAt");
  return { state: status.state, since_at: readPendingSince(status, now), expires_at: expiry?.reading.atMs ?? null };
}

/** Stores the state of an evidence that a person opened; an older answer never replaces a newer one. */
export async function storeState(
  tables: Kysely<Tables>,
  ids: EvidenceIds,
  status: EvidenceStatus,
  now: number,
): Promise<void> {
  await tables
    .updateTable("evidence_states")
    .set({ ...describeState(status, ids.evidenceId, now), asked_at: now, refresh_at: null })
    .where("sr_id", "=", ids.srId)
    .where("evidence_id", "=", ids.evidenceId)
    .where((eb) => eb.or([eb("asked_at", "is", null), eb("asked_at", "<=", now)]))
    .execute();
}

export type OpenedArtefact = "status" | "record" | "files" | "token" | "verdict";

/** Stores that a whole artefact was released to a person. @param verdict of the token, if it is the artefact */
export async function storeOpening(
  tables: Kysely<Tables>,
  opening: EvidenceIds & { subject: string; artefact: OpenedArtefact; verdict: string | null },
  now: number,
): Promise<void> {
  const { subject, artefact, verdict } = opening;
  const part: Partial<EvidenceOpeningRow> =
    artefact === "record"
      ? { record_at: now }
      : artefact === "files"
        ? { files_at: now }
        : artefact === "verdict"
          ? { verdict_at: now, verdict }
          : {};
  await tables
    .insertInto("evidence_openings")
    .values({ subject, ...isOf(opening), opened_at: now, ...part })
    .onConflict((conflict) =>
      conflict.columns(["subject", "sr_id", "evidence_id"]).doUpdateSet({ opened_at: now, ...part }),
    )
    .execute();
  const last = { opened_at: now, opened_by: subject };
  await tables
    .insertInto("evidence_states")
    .values({ ...isOf(opening), ...last })
    .onConflict((conflict) => conflict.columns(["sr_id", "evidence_id"]).doUpdateSet(last))
    .execute();
}

/** Runs work of which no release depends; evidence is shown without it. */
async function attempt(work: () => Promise<void>): Promise<void> {
  await withDatabase(work).catch((error) =>
    log().warn({ msg: "a view was not kept up to date", fault: error instanceof Error ? error.name : "unknown" }),
  );
}

/** Remembers a whole, recorded release. Never throws. */
export function noteOpening(opening: Parameters<typeof storeOpening>[1]): Promise<void> {
  return attempt(async () => storeOpening(await database(), opening, Date.now()));
}

/** Remembers the state of a recorded status. Never throws. */
export function noteState(ids: EvidenceIds, status: EvidenceStatus): Promise<void> {
  return attempt(async () => storeState(await database(), ids, status, Date.now()));
}

/**
 * Stores the conclusion that a page of this person reached.
 * @throws ProblemError `not_found` if the person has not opened the evidence in the time of a session; `invalid_request` if
 * what was released to them cannot have led to it
 */
export async function storeConclusion(
  tables: Kysely<Tables>,
  { code, file, subject, ...ids }: EvidenceIds & { code: ConclusionCode; file: number | null; subject: string },
  now: number,
): Promise<void> {
  const oldest = now - settings().session.maxH * hourMs;
  const found = await tables
    .selectFrom("evidence_openings as opening")
    .innerJoin("evidence_states as known", (join) =>
      join.onRef("known.sr_id", "=", "opening.sr_id").onRef("known.evidence_id", "=", "opening.evidence_id"),
    )
    .select(["known.state", "opening.record_at", "opening.files_at", "opening.verdict_at", "opening.verdict"])
    .where("opening.subject", "=", subject)
    .where("opening.sr_id", "=", ids.srId)
    .where("opening.evidence_id", "=", ids.evidenceId)
    .where("opening.opened_at", ">", oldest)
    .executeTakeFirst();
  if (found === undefined)
    throw new ProblemError("not_found", "Your account has not opened this evidence. Open it, then check it again.");
  const isRecent = (at: number | null) => at !== null && at > oldest;
  const seen = {
    state: found.state as KnownEvidence["state"],
    hasRecord: isRecent(found.record_at),
    hasFiles: isRecent(found.files_at),
    verdict: isRecent(found.verdict_at) ? found.verdict : null,
  };
  if (!allowsConclusion(code, seen))
    throw new ProblemError(
      "invalid_request",
      "What was released to your account doesn't lead to this conclusion. Check everything again.",
    );
  await tables
    .updateTable("evidence_states")
    .set({ conclusion: code, tone: toneOfCode[code], file, concluded_at: now, concluded_by: subject })
    .where("sr_id", "=", ids.srId)
    .where("evidence_id", "=", ids.evidenceId)
    .execute();
}

/** @throws ProblemError as `storeConclusion`, and `audit_unavailable` without the database */
export function keepConclusion(conclusion: Parameters<typeof storeConclusion>[1]): Promise<void> {
  return withDatabase(async () => storeConclusion(await database(), conclusion, Date.now()));
}

const formatTime = (at: number | null) => (at === null ? null : new Date(at).toISOString());

export function toKnownEvidence(row: EvidenceStateRow): KnownEvidence {
  return {
    evidenceId: row.evidence_id,
    state: row.state as KnownEvidence["state"],
    sinceAt: formatTime(row.since_at),
    expiresAt: formatTime(row.expires_at),
    askedAt: formatTime(row.asked_at),
    conclusion: row.conclusion,
    file: row.file,
    concludedAt: formatTime(row.concluded_at),
    openedAt: formatTime(row.opened_at),
    decision: (row.decision ?? "undecided") as KnownEvidence["decision"],
    decidedAt: formatTime(row.decided_at),
  };
}

/**
 * Deletes what was opened last before `before` (UTC milliseconds), as the pruning of the log does with its entries.
 * @returns the number of evidences that were forgotten
 */
export async function forgetBefore(tables: Kysely<Tables>, before: number): Promise<number> {
  await tables.deleteFrom("evidence_openings").where("opened_at", "<", before).execute();
  const { numDeletedRows } = await tables
    .deleteFrom("evidence_states")
    .where("opened_at", "<", before)
    // Decisions are kept, and lists show their state.
    .where("decision", "is", null)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** Deletes a person's openings, settings and saved views; what is known of the evidence stays, without the person. */
export async function forgetPerson(tables: Kysely<Tables>, subject: string): Promise<void> {
  await tables.deleteFrom("evidence_openings").where("subject", "=", subject).execute();
  await tables.deleteFrom("person_settings").where("subject", "=", subject).execute();
  await tables.updateTable("evidence_states").set({ opened_by: null }).where("opened_by", "=", subject).execute();
  await tables.updateTable("evidence_states").set({ concluded_by: null }).where("concluded_by", "=", subject).execute();
  await tables.updateTable("evidence_states").set({ decision_by: null }).where("decision_by", "=", subject).execute();
}
