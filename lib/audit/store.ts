import "server-only";
import type { Kysely } from "kysely";
import { logReader, openedDatabase } from "#lib/database/connection";
import type { Tables } from "#lib/database/tables";
import { withDatabase } from "#lib/database/with-deadline";
import { parameters } from "#lib/paths";
import { ProblemError } from "#lib/problem";
import { SharedCall } from "#lib/runtime/shared-call";
import { singleton } from "#lib/runtime/singleton";
import { toEntryLine } from "#lib/transparency-log/entry-line";
import { auditKeys } from "#lib/transparency-log/log-context";
import { readNewestCheckpoint } from "#lib/transparency-log/newest-checkpoint";
import { type KeysFile, readKeysFile, readVerifierKey } from "#lib/transparency-log/read-keys-file";
import { readConsistency, readEntryProof } from "#lib/transparency-log/read-proofs";
import type { EntryProof } from "#lib/transparency-log/schema";
import { readCurrentLog, readOrigin } from "./entry-source.ts";
import { exportChunks } from "./export-log.ts";
import { commaSeparated, type ExportFacts, type ExportFormat, jsonLines } from "./format-export.ts";
import { FilterError, formatFilter, type LogFilter, parseFilter } from "./log-filter.ts";
import { readHistory, readLookUps, readRelease } from "./read-history.ts";
import type { History, RecentAccess, ReleaseFacts, VerificationResponse } from "./schema.ts";
import { storageWarning } from "./storage-warning.ts";
import { verifyLog } from "./verify-log.ts";

/** @throws ProblemError `invalid_request` naming the parameter */
export function readFilter(request: Request): LogFilter {
  return readFilterText(new URL(request.url).search);
}

/** @param text parameters as in an address @throws ProblemError `invalid_request` naming the parameter */
export function readFilterText(text: unknown): LogFilter {
  if (typeof text !== "string") throw new ProblemError("invalid_request", "A filter must be a text.");
  try {
    return parseFilter(new URLSearchParams(text));
  } catch (error) {
    if (error instanceof FilterError) throw new ProblemError("invalid_request", error.message);
    throw error;
  }
}

export function describeFilter(filter: LogFilter): Record<string, string> {
  return Object.fromEntries(formatFilter(filter));
}

export async function findHistory(ids: { srId: string; evidenceId: string }, before: number | null): Promise<History> {
  return withDatabase(async () => readHistory(await logReader(), ids, before, Date.now()));
}

export async function findLookUps(subject: string): Promise<RecentAccess[]> {
  return withDatabase(async () => readLookUps(await logReader(), subject));
}

/** @throws ProblemError `not_found` if this person did not start it */
export async function findRelease(subject: string, requestId: string): Promise<ReleaseFacts> {
  const release = await withDatabase(async () => readRelease(await logReader(), subject, requestId));
  if (release === null)
    throw new ProblemError(
      "not_found",
      "Your account has no release with this request ID. Use the X-Request-Id of one of your own evidence requests.",
    );
  return release;
}

/** Shares a verification in progress among concurrent callers. @throws ProblemError `rate_limited` if `signal` aborts */
export async function verifyNow(signal: AbortSignal): Promise<VerificationResponse> {
  const shared = singleton("audit-verification", () => new SharedCall<VerificationResponse>());
  try {
    return await shared.join(runVerification, signal);
  } catch (cause) {
    if (signal.aborted) throw new ProblemError("rate_limited", "The verification was cancelled.", { cause });
    throw new ProblemError("audit_unavailable", "The access log couldn't be read. Try again in a moment.", { cause });
  }
}

async function runVerification(signal: AbortSignal): Promise<VerificationResponse> {
  const opened = await openedDatabase();
  const { kind, reader } = opened;
  const keys = auditKeys();
  const result = await verifyLog({ tables: reader, keys, now: Date.now, signal });
  const verifierKey = await readVerifierKey(reader, keys);
  return { ...result, storage: kind, warning: storageWarning(opened), verifierKey };
}

const noLog = () =>
  new ProblemError("not_found", "The access log has no entries yet, so it has no checkpoint. Try again later.");

/** The newest signed note. @throws ProblemError `not_found` before the log began */
export async function currentCheckpoint(): Promise<string> {
  const newest = await withDatabase(async () => readNewestCheckpoint(await logReader()));
  if (newest === undefined) throw noLog();
  return newest.note;
}

/** @throws ProblemError `not_found` before the log began */
export async function currentKeys(): Promise<KeysFile> {
  const keys = await withDatabase(async () => readKeysFile(await logReader(), auditKeys()));
  if (keys === null) throw noLog();
  return keys;
}

/** The newest verifier key, for everyone. @throws ProblemError `not_found` before the log began */
export async function currentVerifierKey(): Promise<string> {
  const key = await withDatabase(async () => readVerifierKey(await logReader(), auditKeys()));
  if (key === null) throw noLog();
  return key;
}

/** Reads a whole number of an address. @throws ProblemError `invalid_request` naming the parameter */
function readWholeNumber(name: string, text: string | null, least: number): number {
  const number = /^[0-9]{1,15}$/.test(text ?? "") ? Number(text) : Number.NaN;
  if (number >= least) return number;
  throw new ProblemError("invalid_request", `"${name}" must be a whole number from ${least} on.`);
}

/** @param number number of the entry, from 1 @throws ProblemError `invalid_request`, or `not_found` beyond the log or for a pruned entry */
export async function findEntryProof(number: string): Promise<EntryProof> {
  const index = readWholeNumber("number", number, 1) - 1;
  const found = await withDatabase(async () => readEntryProof(await logReader(), index));
  if (found === null)
    throw new ProblemError(
      "not_found",
      "The access log has no entry with this number, or it was pruned. Check the number.",
    );
  return { entry: toEntryLine(found.entry, found.path), checkpoint: found.checkpoint.note };
}

/** Consistency proof from the size in `?old=`. @throws ProblemError `invalid_request` for no size, or one beyond the log */
export async function findConsistency(request: Request): Promise<string> {
  const old = readWholeNumber(parameters.old, new URL(request.url).searchParams.get(parameters.old), 0);
  const proof = await withDatabase(async () => readConsistency(await logReader(), old));
  if (proof === null)
    throw new ProblemError(
      "invalid_request",
      `"${parameters.old}" is larger than the access log. If another party signed for a checkpoint of that size, entries were cut: verify the log with it.`,
    );
  return proof;
}

const formats: Record<string, ExportFormat> = { jsonl: jsonLines, csv: commaSeparated };

/** @throws ProblemError `invalid_request` for a format that is neither `jsonl` nor `csv` */
export function readFormat(request: Request): { name: string; format: ExportFormat } {
  const name = new URL(request.url).searchParams.get(parameters.format) ?? "jsonl";
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (format === undefined) throw new ProblemError("invalid_request", "Unknown format in the query. Use jsonl or csv.");
  return { name, format };
}

type ExportOrder = { filter: LogFilter; format: ExportFormat; exportedBy: string; signal: AbortSignal };

/** Checkpoint of exactly this size, which the verification ended with. */
async function readCheckpointOf(tables: Kysely<Tables>, log: number, size: number): Promise<string> {
  const row = await tables
    .selectFrom("log_checkpoints")
    .select("note")
    .where("log", "=", log)
    .where("size", "=", size)
    .executeTakeFirst();
  return row?.note ?? "";
}

/**
 * Verifies the whole log, then exports the entries that match the filter. Each has its proof, unless the export is of the whole log.
 * @throws ProblemError `rate_limited` if `signal` aborts, `not_found` for a log that is not there
 */
export async function exportNow({ filter, format, exportedBy, signal }: ExportOrder) {
  const tables = await logReader();
  const verification = await verifyNow(signal);
  const log = filter.log ?? (await readCurrentLog(tables));
  const origin = await readOrigin(tables, log);
  const own = [verification, ...verification.former].find((verified) => verified.origin === origin);
  if (own === undefined)
    throw new ProblemError("not_found", "This log does not exist. Choose one that the page lists.");
  const shown = describeFilter({ ...filter, log: null, before: null });
  const facts: ExportFacts = {
    exportedAt: Date.now(),
    exportedBy,
    filter: shown,
    checkpoint: log === 0 ? "" : await readCheckpointOf(tables, log, own.last),
    keys: log === 0 ? null : await readKeysFile(tables, auditKeys(), log),
    origin,
    verification,
  };
  // Entries that were pruned leave gaps, so that only proofs show that the rest belongs to the log.
  const hasPaths = Object.keys(shown).length > 0 || own.pruned > 0;
  const order = { log, filter, size: own.last, hasPaths };
  return {
    verification,
    open: (stop: AbortSignal) => exportChunks(tables, { ...order, signal: stop }, format, facts),
  };
}
