import type { CustodyMode, LeavablePiece } from "../making/parse-order.ts";

/** Cases of one request: half a day's dossiers, and ZIPs that fit into one without ZIP64. */
export const maxBatchCases = 10;

/** A request waits this long, and a confirmation is valid this long, in milliseconds. */
export const batchMs = 24 * 60 * 60_000;

/** Expired requests stay visible this long, in milliseconds. */
export const keptMs = 7 * batchMs;

/** Requests of one person that may wait at the same time. */
export const maxWaiting = 5;

export type BatchCase = { srId: string; evidenceId: string };

/** Tells cases apart: one evidence may belong to several signature requests. */
export const caseKey = ({ srId, evidenceId }: BatchCase): string => `${srId} ${evidenceId}`;

/** What a person asks for, and another confirms. It never changes. */
export type BatchOrder = {
  cases: BatchCase[];
  custody: CustodyMode;
  leftOut: LeavablePiece[];
  recipient: string;
  basis: string;
};

export const batchAnswers = ["confirm", "refuse", "withdraw"] as const;
export type BatchAnswer = (typeof batchAnswers)[number];

export const batchStates = ["waiting", "confirmed", "refused", "withdrawn", "expired"] as const;
export type BatchState = (typeof batchStates)[number];
/** A state as it is stored: expiry follows from the time. */
export type StoredBatchState = Exclude<BatchState, "expired">;

/** A stored request. Times are UTC milliseconds; `logEntry` of a case is the number of its dossier's entry. */
export type Batch = {
  id: string;
  askedBy: { subject: string; name: string; email: string | null };
  order: BatchOrder;
  /** SHA-256 of the stored text of `order`. */
  sha256: string;
  askedAt: number;
  expiresAt: number;
  state: StoredBatchState;
  answeredBy: { subject: string; name: string } | null;
  answeredAt: number | null;
  made: readonly (BatchCase & { logEntry: number })[];
};
