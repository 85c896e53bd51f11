import type { ConclusionCode, ConclusionTone } from "#lib/agreement/conclusion-codes";
import { formatCsvLine } from "#lib/runtime/csv-line";
import type { SignatureRequest } from "#lib/signature-request/model";
import type { QueuedCase } from "./model.ts";

/** What became of one case, in memory. `text` may quote values of the case; `masked` is the same without them. */
export type BatchResult =
  | { kind: "checked"; code: ConclusionCode; tone: ConclusionTone; text: string; masked: string }
  /** The signature request is unknown, or its signer has no evidence. */
  | { kind: "unknown" | "no_evidence" }
  /** A call failed before there was a conclusion. */
  | { kind: "failed" };

export type BatchRow = {
  key: string;
  one: QueuedCase;
  request: SignatureRequest | null;
  state: "waiting" | "checking" | BatchResult;
};

export const batchGroups = ["contradicted", "unsure", "proven", "silent", "open"] as const;
/** `silent`: not completed, not found or without evidence; `open`: still to come. */
export type BatchGroup = (typeof batchGroups)[number];

export function groupOf({ state }: BatchRow): BatchGroup {
  if (state === "waiting" || state === "checking") return "open";
  if (state.kind === "checked") return state.tone;
  return state.kind === "failed" ? "unsure" : "silent";
}

export const isOver = (row: BatchRow): boolean => groupOf(row) !== "open";

export function countGroups(rows: readonly BatchRow[]): Record<BatchGroup, number> {
  const counts = { contradicted: 0, unsure: 0, proven: 0, silent: 0, open: 0 };
  for (const row of rows) counts[groupOf(row)] += 1;
  return counts;
}

const rank: Record<BatchGroup, number> = { contradicted: 0, unsure: 1, silent: 2, proven: 3, open: 4 };
const rankOf = (row: BatchRow) => rank[groupOf(row)] + (row.state === "waiting" ? 1 : 0);

/** Finished rows first, most serious on top; equal ones stay in the order of the batch. */
export const sortRows = (rows: readonly BatchRow[]): BatchRow[] => rows.toSorted((a, b) => rankOf(a) - rankOf(b));

/** Rows for a person to review: contradictions, and cases without a clear conclusion. */
export const listToReview = (rows: readonly BatchRow[]): QueuedCase[] =>
  sortRows(rows)
    .filter((row) => ["contradicted", "unsure"].includes(groupOf(row)))
    .map(({ one }) => one);

/** Cases that are completed and could be checked, in the order of the batch: those that have a dossier. */
export const listCompleted = (rows: readonly BatchRow[]): QueuedCase[] =>
  rows
    .filter(({ state }) => typeof state === "object" && state.kind === "checked" && state.tone !== "silent")
    .map(({ one }) => one);

/** CSV of IDs and codes (RFC 4180): no titles, names or values. An unfinished case has the code `not_checked`. */
export function formatBatchCsv(rows: readonly BatchRow[]): string {
  const codeOf = ({ state }: BatchRow) => {
    if (state === "waiting" || state === "checking") return "not_checked";
    return state.kind === "checked" ? state.code : state.kind === "failed" ? "could_not_check" : state.kind;
  };
  const lines = rows.map((row) => [row.one.srId, row.one.evidenceId, codeOf(row)]);
  return [["srId", "evidenceId", "conclusion"], ...lines].map(formatCsvLine).join("");
}
