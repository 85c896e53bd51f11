import "server-only";
import { randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import type { AuditDetail } from "#lib/audit/model";
import type { CompletedEvent, RecordedWork } from "#lib/audit/record-together";
import { database } from "#lib/database/connection";
import type { Tables } from "#lib/database/tables";
import { withDatabase } from "#lib/database/with-deadline";
import type { Person } from "#lib/person";
import { ProblemError } from "#lib/problem";
import type { DossierOwner } from "../making/model.ts";
import type { DossierOrder } from "../making/parse-order.ts";
import { requireCustody } from "../making/require-custody.ts";
import { countWaiting, insertBatch, readBatch, readBatches, sha256OfOrder, storeAnswer } from "./batch-store.ts";
import { type Batch, type BatchAnswer, type BatchOrder, maxWaiting } from "./model.ts";
import { refusedBecause } from "./refusals.ts";
import { answererRefusal, expiryAfter, nextState, refuseAnswer, refuseUse, stateAt } from "./rules.ts";

type Facts = { sha256: string; detail: AuditDetail };
/** Writes the entry `dossier_batch` together with what `work` stores. */
export type BatchRecorder = (
  facts: (...of: Parameters<CompletedEvent>) => Promise<Facts>,
  work: RecordedWork<void>,
) => Promise<void>;

const unknown = () =>
  new ProblemError("not_found", "There isn't such a request for dossiers, or it expired more than a week ago.");

async function requireBatch(tables: Kysely<Tables>, id: string): Promise<Batch> {
  const batch = await readBatch(tables, id);
  if (batch === null) throw unknown();
  return batch;
}

/** IDs of the cases, so that the log alone tells what was asked for. */
const nameCases = ({ cases }: BatchOrder): AuditDetail =>
  Object.fromEntries(cases.map(({ srId, evidenceId }, at) => [`case${at + 1}`, `${srId}/${evidenceId}`]));

const formatTime = (at: number | null) => (at === null ? null : new Date(at).toISOString());

/** A request as a person may see it. `refusal` says why they cannot confirm or refuse it. */
function describeBatch({ order, ...batch }: Batch, person: Person, now: number) {
  const isOwn = batch.askedBy.subject === person.subject;
  return {
    id: batch.id,
    sha256: batch.sha256,
    state: stateAt(batch, now),
    isOwn,
    refusal: answererRefusal(batch, person),
    askedBy: batch.askedBy.name,
    askedAt: new Date(batch.askedAt).toISOString(),
    expiresAt: new Date(batch.expiresAt).toISOString(),
    answeredBy: batch.answeredBy?.name ?? null,
    answeredAt: formatTime(batch.answeredAt),
    custody: order.custody,
    leftOut: order.leftOut,
    recipient: order.recipient,
    basis: order.basis,
    cases: order.cases.map((one) => {
      const made = batch.made.find(({ srId, evidenceId }) => srId === one.srId && evidenceId === one.evidenceId);
      return { ...one, logEntry: made?.logEntry ?? null };
    }),
  };
}

export type BatchView = ReturnType<typeof describeBatch>;

/** The person's own requests, and those of others that wait. @throws ProblemError `audit_unavailable` */
export function listBatches(person: Person): Promise<BatchView[]> {
  return withDatabase(async () => {
    const now = Date.now();
    const batches = await readBatches(await database(), person.subject, now);
    return batches.map((batch) => describeBatch(batch, person, now));
  });
}

const readView = (id: string, person: Person): Promise<BatchView> =>
  withDatabase(async () => describeBatch(await requireBatch(await database(), id), person, Date.now()));

/**
 * Stores and records a request for several dossiers.
 * @throws ProblemError `forbidden` for the full access history, `dossier_not_confirmed` with too many waiting, `audit_unavailable`
 */
export async function askForBatch(person: Person, order: BatchOrder, record: BatchRecorder): Promise<BatchView> {
  requireCustody(person, order.custody);
  const id = randomBytes(16).toString("hex");
  const sha256 = sha256OfOrder(order);
  const detail = { batch: id, step: "asked", cases: order.cases.length, ...nameCases(order) };
  await record(
    async () => ({ sha256, detail: { ...detail, recipient: order.recipient, basis: order.basis } }),
    async (transaction) => {
      const now = Date.now();
      if ((await countWaiting(transaction, person.subject, now)) >= maxWaiting)
        throw new ProblemError(
          "dossier_not_confirmed",
          `${maxWaiting} of your requests wait for confirmation. Withdraw one, or wait. Nothing was recorded.`,
        );
      await insertBatch(transaction, person, { id, order, now });
    },
  );
  return readView(id, person);
}

/**
 * Records the answer of a second person, or that the request was withdrawn.
 * @throws ProblemError `not_found`, `dossier_not_confirmed`, `audit_unavailable`; then nothing was changed
 */
export async function answerBatch(
  person: Person,
  id: string,
  { answer, sha256 }: { answer: BatchAnswer; sha256: string },
  record: BatchRecorder,
): Promise<BatchView> {
  const now = Date.now();
  const state = nextState[answer];
  let expiresAt = now;
  await record(
    async (transaction) => {
      const batch = await requireBatch(transaction, id);
      const refusal = refuseAnswer(batch, person, { answer, sha256, now });
      if (refusal !== null) throw refusedBecause(refusal);
      expiresAt = expiryAfter(answer, batch, now);
      return { sha256, detail: { batch: id, step: state, cases: batch.order.cases.length } };
    },
    async (transaction) => storeAnswer(transaction, id, { person, state, expiresAt, now }),
  );
  return readView(id, person);
}

/** @throws ProblemError `dossier_not_confirmed` unless the dossier is one of a confirmed request of this person */
export async function requireConfirmed(
  tables: Kysely<Tables>,
  { person, srId, evidenceId }: DossierOwner,
  { batch: id, ...order }: Pick<DossierOrder, "custody" | "leftOut" | "recipient" | "basis"> & { batch: string },
): Promise<void> {
  const batch = await readBatch(tables, id);
  const refusal =
    batch === null
      ? "not_confirmed"
      : refuseUse(batch, { subject: person.subject, srId, evidenceId, ...order }, Date.now());
  if (refusal !== null) throw refusedBecause(refusal);
}
