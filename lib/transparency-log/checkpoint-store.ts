import "server-only";
import type { Kysely } from "kysely";
import type { AuditCheckpointRow, Tables } from "#lib/database/tables";
import { signCheckpoint } from "./checkpoint.ts";
import type { LogContext } from "./log-context.ts";
import type { AuditKeys } from "./log-keys.ts";
import type { Checkpoint, CheckpointReason } from "./schema.ts";
import { readHead } from "./tree-head.ts";

/** Leaves `publicKey` empty if AUDIT_KEY lacks the named key. */
export function fromCheckpointRow(row: AuditCheckpointRow, keys: AuditKeys): Checkpoint {
  const { key_id: keyId, reason, ...same } = row;
  const publicKey = keys.find((key) => key.id === keyId)?.publicKey ?? "";
  return { ...same, reason: reason as CheckpointReason, keyId, publicKey };
}

/** @returns false if the checkpoint was already stored */
export async function storeCheckpoint(tables: Kysely<Tables>, checkpoint: Checkpoint): Promise<boolean> {
  const { keyId, publicKey: _publicKey, ...same } = checkpoint;
  const { numInsertedOrUpdatedRows } = await tables
    .insertInto("audit_checkpoints")
    .values({ ...same, key_id: keyId })
    .onConflict((conflict) => conflict.columns(["sequence", "reason"]).doNothing())
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows ?? 0) > 0;
}

/** @returns the newest checkpoint that is not from a pruning, if any */
export async function readLastCheckpoint(tables: Kysely<Tables>): Promise<AuditCheckpointRow | undefined> {
  return tables
    .selectFrom("audit_checkpoints")
    .selectAll()
    .where("reason", "=", "anchor")
    .orderBy("sequence", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** Signs and stores a checkpoint of the current head. @returns null for a log without entries */
export async function makeCheckpoint(context: LogContext): Promise<{ checkpoint: Checkpoint; isNew: boolean } | null> {
  const head = await readHead(context.log);
  const key = context.keys.find(({ id }) => id === head.keyId);
  if (head.sequence === 0 || key === undefined) return null;
  const first = await context.log
    .selectFrom("audit_entries")
    .select("sequence")
    .orderBy("sequence")
    .limit(1)
    .executeTakeFirstOrThrow();
  const checkpoint = signCheckpoint(key, {
    reason: "anchor",
    sequence: head.sequence,
    head: head.mac,
    count: head.sequence - first.sequence + 1,
    at: context.now(),
  });
  return { checkpoint, isNew: await storeCheckpoint(context.log, checkpoint) };
}
