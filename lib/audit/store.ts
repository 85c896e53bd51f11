import "server-only";
import { logReader, openedDatabase } from "#lib/database/connection";
import { withDatabase } from "#lib/database/with-deadline";
import { parameters } from "#lib/paths";
import { ProblemError } from "#lib/problem";
import { SharedCall } from "#lib/runtime/shared-call";
import { singleton } from "#lib/runtime/singleton";
import { makeCheckpoint } from "#lib/transparency-log/checkpoint-store";
import { auditKeys, logContext } from "#lib/transparency-log/log-context";
import type { Checkpoint } from "#lib/transparency-log/schema";
import { exportChunks } from "./export-log.ts";
import { commaSeparated, type ExportFormat, jsonLines } from "./format-export.ts";
import { FilterError, formatFilter, type LogFilter, parseFilter } from "./log-filter.ts";
import { readHistory, readLookUps, readRelease } from "./read-history.ts";
import type { History, RecentAccess, ReleaseFacts, VerificationResponse } from "./schema.ts";
import { storageWarning } from "./storage-warning.ts";
import { verifyLog } from "./verify-log.ts";

/** @throws ProblemError `invalid_request` naming the parameter */
export function readFilter(request: Request): LogFilter {
  try {
    return parseFilter(new URL(request.url).searchParams);
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

const publicKeys = () => auditKeys().map(({ id, publicKey }) => ({ keyId: id, publicKey }));

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
  const result = await verifyLog({ tables: reader, keys: auditKeys(), now: Date.now, signal });
  return { ...result, storage: kind, warning: storageWarning(opened), publicKeys: publicKeys() };
}

export async function currentCheckpoint(): Promise<Checkpoint> {
  const made = await withDatabase(async () => makeCheckpoint(await logContext()));
  if (made === null)
    throw new ProblemError("not_found", "The access log has no entries yet, so it has no checkpoint. Try again later.");
  return made.checkpoint;
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

/** Verifies the whole log, then exports the entries that match the filter. @throws ProblemError `rate_limited` if `signal` aborts */
export async function exportNow({ filter, format, exportedBy, signal }: ExportOrder) {
  const tables = await logReader();
  const verification = await verifyNow(signal);
  const checkpoint = await currentCheckpoint();
  const head = {
    exportedAt: new Date().toISOString(),
    exportedBy,
    filter: describeFilter(filter),
    verification,
    publicKeys: publicKeys(),
    checkpoint,
  };
  const order = { filter, through: verification.last };
  return {
    verification,
    open: (stop: AbortSignal) => exportChunks(tables, { ...order, signal: stop }, format, head),
  };
}
