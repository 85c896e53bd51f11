import { type Account, isSamePerson } from "#lib/decision/same-person";
import type { DossierOrder } from "../making/parse-order.ts";
import {
  type Batch,
  type BatchAnswer,
  type BatchCase,
  type BatchState,
  batchMs,
  type StoredBatchState,
} from "./model.ts";

/** Why an answer to a request is refused. */
export type AnswerRefusal = "same_person" | "not_yours" | "answered" | "expired" | "other_content";

/** Why a dossier is not one of this confirmed request. */
export type UseRefusal = "not_confirmed" | "expired" | "not_yours" | "not_in_batch" | "other_options" | "made_already";

/** State at a time: what waits, or was confirmed and is not made, expires. */
export function stateAt({ state, expiresAt }: Pick<Batch, "state" | "expiresAt">, now: number): BatchState {
  return now >= expiresAt && (state === "waiting" || state === "confirmed") ? "expired" : state;
}

/** Why this person cannot confirm or refuse the request, whatever its state is; null if they can. */
export const answererRefusal = ({ askedBy }: Pick<Batch, "askedBy">, person: Account): "same_person" | null =>
  isSamePerson(askedBy, person) ? "same_person" : null;

export const nextState: Record<BatchAnswer, StoredBatchState> = {
  confirm: "confirmed",
  refuse: "refused",
  withdraw: "withdrawn",
};

/**
 * Decides whether an answer counts. The person who asked may withdraw, also what was confirmed; only another person confirms or refuses.
 * @param sha256 of the request as the person saw it
 * @returns why not, or null
 */
export function refuseAnswer(
  batch: Batch,
  person: Account,
  { answer, sha256, now }: { answer: BatchAnswer; sha256: string; now: number },
): AnswerRefusal | null {
  if (answer === "withdraw" && batch.askedBy.subject !== person.subject) return "not_yours";
  if (answer !== "withdraw" && answererRefusal(batch, person) !== null) return "same_person";
  const state = stateAt(batch, now);
  if (state === "expired") return "expired";
  if (state !== "waiting" && !(answer === "withdraw" && state === "confirmed")) return "answered";
  return sha256 === batch.sha256 ? null : "other_content";
}

/** When a request expires after an answer: a confirmation is valid as long as a request waits. */
export const expiryAfter = (answer: BatchAnswer, { expiresAt }: Pick<Batch, "expiresAt">, now: number): number =>
  answer === "confirm" ? now + batchMs : expiresAt;

const isCase = (one: BatchCase, other: BatchCase) => one.srId === other.srId && one.evidenceId === other.evidenceId;

const sorted = (names: readonly string[]) => names.toSorted().join(" ");

/** Decides whether a dossier is one of a request. @returns why not, or null */
export function refuseUse(
  { order, made, askedBy, ...batch }: Batch,
  maker: { subject: string } & BatchCase & Pick<DossierOrder, "custody" | "leftOut" | "recipient" | "basis">,
  now: number,
): UseRefusal | null {
  if (askedBy.subject !== maker.subject) return "not_yours";
  const state = stateAt(batch, now);
  if (state === "expired") return "expired";
  if (state !== "confirmed") return "not_confirmed";
  if (!order.cases.some((one) => isCase(one, maker))) return "not_in_batch";
  const isSame =
    order.custody === maker.custody &&
    sorted(order.leftOut) === sorted(maker.leftOut) &&
    order.recipient === maker.recipient &&
    order.basis === maker.basis;
  if (!isSame) return "other_options";
  return made.some((one) => isCase(one, maker)) ? "made_already" : null;
}
