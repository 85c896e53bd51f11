import "server-only";
import { database, openedDatabase } from "#lib/database/connection";
import { withDatabase } from "#lib/database/with-deadline";
import { settings } from "#lib/env";
import { parameters } from "#lib/paths";
import { ProblemError } from "#lib/problem";
import { SingleFlight } from "#lib/runtime/single-flight";
import { singleton } from "#lib/runtime/singleton";
import { makeCheckpoint } from "#lib/transparency-log/checkpoint-store";
import { auditKeys, logContext } from "#lib/transparency-log/log-context";
import type { Checkpoint } from "#lib/transparency-log/schema";
import { exportChunks } from "./export-log.ts";
import { commaSeparated, type ExportFormat, jsonLines } from "./format-export.ts";
import { FilterError, formatFilter, type LogFilter, parseFilter } from "./log-filter.ts";
import { embeddedWarning } from "./log-lifecycle.ts";
import { readHistory, readLookUps, readRelease } from "./read-history.ts";
import { readLog } from "./read-log.ts";
import type { History, LogPage, RecentAccess, ReleaseFacts, VerificationResponse } from "./schema.ts";
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

export async function findEntries(filter: LogFilter): Promise<LogPage> {
  return withDatabase(async () => readLog(await database(), filter, Date.now()));
}

export async function findHistory(ids: { srId: string; evidenceId: string }, before: number | null): Promise<History> {
  return withDatabase(async () => readHistory(await database(), ids, before, Date.now()));
}

export async function findLookUps(subject: string): Promise<RecentAccess[]> {
  return withDatabase(async () => readLookUps(await database(), subject));
}

/** @throws ProblemError `not_found` if this person did not start it */
export async function findRelease(subject: string, requestId: string): Promise<ReleaseFacts> {
  const release = await withDatabase(async () => readRelease(await database(), subject, requestId));
  if (release === null) throw new ProblemError("not_found", "You have not started a release with this request ID.");
  return release;
}

const sharedRoleWarning =
  "One database role owns the log's tables and writes to them. Set DATABASE_MIGRATION_URL to an owner of its own, so " +
  "that the running product cannot regain the right to change entries.";

const publicKeys = () => auditKeys().map(({ id, publicKey }) => ({ keyId: id, publicKey }));

function warningOf(storage: "sqlite" | "postgres"): string | null {
  if (storage === "sqlite") return embeddedWarning;
  const { url, migrationUrl } = settings().database;
  return migrationUrl === undefined || migrationUrl === url ? sharedRoleWarning : null;
}

/** Shares a verification in progress among concurrent callers. */
export async function verifyNow(): Promise<VerificationResponse> {
  const sharedCalls = singleton("audit-verification", () => new SingleFlight<VerificationResponse>());
  return sharedCalls.run("verification", runVerification);
}

async function runVerification(): Promise<VerificationResponse> {
  const { kind, main } = await openedDatabase();
  const result = await verifyLog({ tables: main, keys: auditKeys(), now: Date.now });
  return { ...result, storage: kind, warning: warningOf(kind), publicKeys: publicKeys() };
}

export async function currentCheckpoint(): Promise<Checkpoint> {
  const made = await withDatabase(async () => makeCheckpoint(await logContext()));
  if (made === null) throw new ProblemError("not_found", "The access log has no entries yet.");
  return made.checkpoint;
}

const formats: Record<string, ExportFormat> = { jsonl: jsonLines, csv: commaSeparated };

/** @throws ProblemError `invalid_request` for a format that is neither `jsonl` nor `csv` */
export function readFormat(request: Request): { name: string; format: ExportFormat } {
  const name = new URL(request.url).searchParams.get(parameters.format) ?? "jsonl";
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (format === undefined) throw new ProblemError("invalid_request", 'The format is "jsonl" or "csv".');
  return { name, format };
}

/** Verifies the whole log, then exports the entries that match the filter. */
export async function exportNow(filter: LogFilter, format: ExportFormat, exportedBy: string) {
  const tables = await database();
  const verification = await verifyNow();
  const checkpoint = await currentCheckpoint();
  const head = {
    exportedAt: new Date().toISOString(),
    exportedBy,
    filter: describeFilter(filter),
    verification,
    publicKeys: publicKeys(),
    checkpoint,
  };
  return { verification, chunks: exportChunks(tables, filter, verification.last, format, head) };
}
