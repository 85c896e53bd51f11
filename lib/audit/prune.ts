import "server-only";
import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { sql } from "kysely";
import { signCheckpoint } from "#lib/transparency-log/checkpoint";
import { storeCheckpoint } from "#lib/transparency-log/checkpoint-store";
import type { LogContext } from "#lib/transparency-log/log-context";
import { appendWithin } from "./append-entries.ts";
import { exportChunks } from "./export-log.ts";
import { jsonLines } from "./format-export.ts";
import { emptyFilter } from "./log-filter.ts";
import { emptyAuditEvent, parseInput } from "./model.ts";
import { formatVerification, verifyLog } from "./verify-log.ts";

const yearMs = 365 * 24 * 60 * 60_000;

/** Null fields mean that nothing was pruned. */
export type PruneResult = { pruned: number; through: number | null; file: string | null; sha256: string | null };

/** @throws Error if `before` is less than a year ago, or the log does not verify */
async function findLast(
  context: LogContext,
  before: number,
): Promise<{ sequence: number; mac: string; first: number } | null> {
  if (context.now() - before < yearMs)
    throw new Error("--before: entries are kept for at least one year. Name a date that is a year ago or more.");
  const result = await verifyLog({ tables: context.log, keys: context.keys, now: context.now });
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
  const verification = await verifyLog({ tables: context.log, keys: context.keys, now: context.now });
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
    for await (const chunk of exportChunks(context.log, emptyFilter, through, jsonLines, head)) {
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
