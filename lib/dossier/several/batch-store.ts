import "server-only";
import { hash } from "node:crypto";
import type { Kysely } from "kysely";
import type { DossierBatchRow, Tables } from "#lib/database/tables";
import { comparableEmail } from "#lib/decision/same-person";
import type { Person } from "#lib/person";
import { type Batch, type BatchCase, type BatchOrder, batchMs, keptMs, type StoredBatchState } from "./model.ts";

/** Requests shown at most; more than a person's colleagues ask for in a week. */
const maxListed = 100;

/** The text that is stored, whose SHA-256 the second person confirms; names in a fixed order. */
function formatBatchOrder({ cases, custody, leftOut, recipient, basis }: BatchOrder): string {
  const listed = cases.map(({ srId, evidenceId }) => ({ srId, evidenceId }));
  return JSON.stringify({ cases: listed, custody, leftOut: leftOut.toSorted(), recipient, basis });
}

export const sha256OfOrder = (order: BatchOrder): string => hash("sha256", formatBatchOrder(order), "hex");

type CaseRow = { batch: string; sr_id: string; evidence_id: string; log_entry: number };

function toBatch(row: DossierBatchRow, cases: readonly CaseRow[]): Batch {
  const { answered_by, answered_name } = row;
  return {
    id: row.id,
    askedBy: { subject: row.subject, name: row.name, email: row.email },
    order: JSON.parse(row.content) as BatchOrder,
    sha256: row.sha256,
    askedAt: row.asked_at,
    expiresAt: row.expires_at,
    state: row.state as StoredBatchState,
    answeredBy: answered_by === null ? null : { subject: answered_by, name: answered_name ?? "" },
    answeredAt: row.answered_at,
    made: cases
      .filter(({ batch }) => batch === row.id)
      .map((one) => ({ srId: one.sr_id, evidenceId: one.evidence_id, logEntry: Number(one.log_entry) })),
  };
}

async function withCases(tables: Kysely<Tables>, rows: readonly DossierBatchRow[]): Promise<Batch[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const cases = await tables.selectFrom("dossier_batch_cases").selectAll().where("batch", "in", ids).execute();
  return rows.map((row) => toBatch(row, cases));
}

/** @returns null for an unknown ID */
export async function readBatch(tables: Kysely<Tables>, id: string): Promise<Batch | null> {
  const rows = await tables.selectFrom("dossier_batches").selectAll().where("id", "=", id).execute();
  return (await withCases(tables, rows))[0] ?? null;
}

/** The person's own requests and those of others that still wait, newest first. @param now UTC milliseconds */
export async function readBatches(tables: Kysely<Tables>, subject: string, now: number): Promise<Batch[]> {
  const rows = await tables
    .selectFrom("dossier_batches")
    .selectAll()
    .where((eb) =>
      eb.or([eb("subject", "=", subject), eb.and([eb("state", "=", "waiting"), eb("expires_at", ">", now)])]),
    )
    .where("expires_at", ">", now - keptMs)
    .orderBy("asked_at", "desc")
    .limit(maxListed)
    .execute();
  return withCases(tables, rows);
}

/** Number of the person's requests that wait. */
export async function countWaiting(tables: Kysely<Tables>, subject: string, now: number): Promise<number> {
  const { count } = await tables
    .selectFrom("dossier_batches")
    .select((eb) => eb.fn.countAll().as("count"))
    .where("subject", "=", subject)
    .where("state", "=", "waiting")
    .where("expires_at", ">", now)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Stores a request, and forgets those that expired long ago. */
export async function insertBatch(
  tables: Kysely<Tables>,
  { subject, name, email }: Person,
  { id, order, now }: { id: string; order: BatchOrder; now: number },
): Promise<void> {
  const old = tables
    .selectFrom("dossier_batches")
    .select("id")
    .where("expires_at", "<=", now - keptMs);
  await tables.deleteFrom("dossier_batch_cases").where("batch", "in", old).execute();
  await tables
    .deleteFrom("dossier_batches")
    .where("expires_at", "<=", now - keptMs)
    .execute();
  const content = formatBatchOrder(order);
  const sha256 = sha256OfOrder(order);
  const times = { asked_at: now, expires_at: now + batchMs };
  await tables
    .insertInto("dossier_batches")
    .values({
      ...{ id, subject, name, email: comparableEmail(email), content, sha256, ...times },
      ...{ state: "waiting", answered_by: null, answered_name: null, answered_at: null },
    })
    .execute();
}

/** @param now UTC milliseconds */
export async function storeAnswer(
  tables: Kysely<Tables>,
  id: string,
  { person, state, expiresAt, now }: { person: Person; state: StoredBatchState; expiresAt: number; now: number },
): Promise<void> {
  await tables
    .updateTable("dossier_batches")
    .set({ state, expires_at: expiresAt, answered_by: person.subject, answered_name: person.name, answered_at: now })
    .where("id", "=", id)
    .execute();
}

/** Notes that a case was made; a second row for it breaks the key, and undoes the transaction. */
export async function noteMade(
  tables: Kysely<Tables>,
  { batch, srId, evidenceId, logEntry }: BatchCase & { batch: string; logEntry: number },
): Promise<void> {
  const row = { batch, sr_id: srId, evidence_id: evidenceId, log_entry: logEntry };
  await tables.insertInto("dossier_batch_cases").values(row).execute();
}
