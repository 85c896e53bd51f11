import "server-only";
import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { sql } from "kysely";
import { signCheckpoint } from "#lib/transparency-log/checkpoint";
import { storeCheckpoint } from "#lib/transparency-log/checkpoint-store";
import type { LogContext } from "#lib/transparency-log/log-context";
import { appendWithin } from "./append-entries.ts";
import { clockToleranceMs, formatEntryTime } from "./entry-times.ts";
import { exportChunks } from "./export-log.ts";
import { jsonLines } from "./format-export.ts";
import { emptyFilter } from "./log-filter.ts";
import { emptyAuditEvent, parseInput } from "./model.ts";
import { formatVerification, verifyLog } from "./verify-log.ts";

const yearMs = 365 * 24 * 60 * 60_000;

/** Null fields mean that nothing was pruned. */
export type PruneResult = { pruned: number; through: number | null; file: string | null; sha256: string | null };

const formatDifference = (ms: number) =>
  ms < 2 * 60 * 60_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / (60 * 60_000))} hours`;

/**
 * Pruning deletes by age, so a wrong clock could delete entries that are younger than a year. Requires that no entry or checkpoint
 * is in the future, and on PostgreSQL that the server's clock agrees. @throws Error naming both times
 */
async function requireClock({ log, kind, now }: LogContext): Promise<void> {
  const fail = (what: string, at: number) => {
    const difference = formatDifference(Math.abs(at - now()));
    throw new Error(
      `Nothing was pruned. ${what} ${formatEntryTime(at)}, which is ${difference} ${at > now() ? "after" : "before"} the clock of this machine (${formatEntryTime(now())}). Correct the clock, then run this command again.`,
    );
  };
  const entry = await log
    .selectFrom("audit_entries")
    .select(["sequence", "at"])
    .orderBy("at", "desc")
    .limit(1)
    .executeTakeFirst();
  if (entry && entry.at - now() > clockToleranceMs) fail(`Entry ${entry.sequence} has the time`, entry.at);
  const signed = await log
    .selectFrom("audit_checkpoints")
    .select((eb) => eb.fn.max("at").as("at"))
    .executeTakeFirst();
  if (signed?.at && signed.at - now() > clockToleranceMs) fail("A checkpoint has the time", signed.at);
  if (kind === "sqlite") return;
  const { rows } = await sql<{ at: number }>`select extract(epoch from clock_timestamp()) * 1000 as at`.execute(log);
  const at = Math.round(Number(rows[0]?.at));
  if (!(Math.abs(at - now()) <= clockToleranceMs)) fail("The database server's clock shows", at);
}

/** @throws Error if `before` is less than a year ago, the clock contradicts the log, or the log does not verify */
async function findLast(
  context: LogContext,
  before: number,
): Promise<{ sequence: number; mac: string; first: number } | null> {
  if (context.now() - before < yearMs)
    throw new Error("--before: must be at least one year ago, because entries are kept for at least one year.");
  await requireClock(context);
  const result = await verifyLog({ ...context, tables: context.log });
  if (!result.intact) throw new Error(`Nothing was pruned. ${formatVerification(result)}`);
  const entries = context.log.selectFrom("audit_entries").select(["sequence", "mac"]);
  const firstKept = await entries.where("at", ">=", before).orderBy("sequence").limit(1).executeTakeFirst();
  // Keeps the last entry, because the chain continues from it.
  const through = Math.min(firstKept?.sequence ?? result.last, result.last) - 1;
  const last = await entries.where("sequence", "=", through).executeTakeFirst();
  return last ? { ...last, first: result.first } : null;
}

/** Writes entries up to `through` to a new file and syncs it. @returns its SHA-256 */
async function writeExport(context: LogContext, through: number, file: string, by: string): Promise<string> {
  const verification = await verifyLog({ ...context, tables: context.log });
  const head = {
    exportedAt: new Date(context.now()).toISOString(),
    exportedBy: by,
    filter: { through: String(through) },
    verification,
    publicKeys: context.keys.map(({ id, publicKey }) => ({ keyId: id, publicKey })),
    checkpoint: null,
  };
  const hash = createHash("sha256");
  // Exclusive mode: never overwrites an existing export.
  const descriptor = openSync(file, "wx", 0o600);
  try {
    for await (const chunk of exportChunks(context.log, { filter: emptyFilter, through }, jsonLines, head)) {
      hash.update(chunk);
      writeSync(descriptor, chunk);
    }
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return hash.digest("hex");
}

/**
 * Exports entries older than `before` (UTC milliseconds), then deletes them and stores a checkpoint in one transaction.
 * @param context of the schema's owner
 * @param fileFor path of the export for its first and last sequence
 */
export async function pruneLog(
  context: LogContext,
  before: number,
  by: string,
  fileFor: (first: number, last: number) => string,
): Promise<PruneResult> {
  const last = await findLast(context, before);
  if (last === null) return { pruned: 0, through: null, file: null, sha256: null };
  const { sequence: through, mac: head, first } = last;
  const file = fileFor(first, through);
  const sha256 = await writeExport(context, through, file, by);
  const pruned = through - first + 1;
  await context.log.transaction().execute(async (transaction) => {
    const detail = { through, head, pruned, before: new Date(before).toISOString(), exportSha256: sha256 };
    const person = { subject: "command-line", name: by, role: "operator" };
    const entry = parseInput({ ...emptyAuditEvent, event: "pruning", person, detail }, context.now());
    const appended = await appendWithin(transaction, context, [entry]);
    const key = context.keys.find(({ id }) => id === appended.head.keyId) ?? context.keys[0];
    const rights = sql.raw("audit_entries, audit_checkpoints");
    if (context.kind === "postgres") await sql`grant delete on ${rights} to current_user`.execute(transaction);
    await transaction.deleteFrom("audit_checkpoints").where("sequence", "<=", through).execute();
    await transaction.deleteFrom("audit_entries").where("sequence", "<=", through).execute();
    await storeCheckpoint(
      transaction,
      signCheckpoint(key, { reason: "pruning", sequence: through, head, count: pruned, at: context.now() }),
    );
    if (context.kind === "postgres") await sql`revoke delete on ${rights} from current_user`.execute(transaction);
  });
  return { pruned, through, file, sha256 };
}
