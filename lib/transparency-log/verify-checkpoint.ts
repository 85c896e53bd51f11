import "server-only";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";
import { isSignedBy } from "./checkpoint.ts";
import { fromCheckpointRow } from "./checkpoint-store.ts";
import type { IntegrityFailure } from "./log-fault.ts";
import type { AuditKeys } from "./log-keys.ts";
import type { Checkpoint } from "./schema.ts";

/** Log to verify; `now` returns UTC milliseconds. */
export type VerifySource = { tables: Kysely<Tables>; keys: AuditKeys; now: () => number };

/** Reads stored checkpoints of entries after `after`, up to `through`. */
export async function readCheckpoints(
  { tables, keys }: VerifySource,
  after: number,
  through: number,
): Promise<Checkpoint[]> {
  const rows = await tables
    .selectFrom("audit_checkpoints")
    .selectAll()
    .where("sequence", ">", after)
    .where("sequence", "<=", through)
    .orderBy("sequence")
    .execute();
  return rows.map((row) => fromCheckpointRow(row, keys));
}

/** Checks the signature against AUDIT_KEY, and the head against the entry's MAC unless `mac` is null. */
export function verifyCheckpoint(checkpoint: Checkpoint, keys: AuditKeys, mac: string | null): IntegrityFailure | null {
  const { sequence, keyId, head } = checkpoint;
  const key = keys.find(({ id }) => id === keyId);
  if (key === undefined)
    return { sequence, reason: "key_unknown", detail: `The checkpoint at ${sequence} names an unknown key.` };
  if (!isSignedBy(checkpoint, key.publicKey))
    return { sequence, reason: "checkpoint_forged", detail: `The checkpoint at ${sequence} has no good signature.` };
  if (mac !== null && head !== mac)
    return {
      sequence,
      reason: "checkpoint_contradicted",
      detail: `Entry ${sequence} is not the one that its checkpoint was signed for.`,
    };
  return null;
}

/** Call this before reading the log's end, so that a growing log is not reported as truncated. */
export async function readLatestCheckpoint(
  source: VerifySource,
  brought: readonly Checkpoint[],
): Promise<Checkpoint | null> {
  const stored = await source.tables
    .selectFrom("audit_checkpoints")
    .selectAll()
    .orderBy("sequence", "desc")
    .limit(1)
    .executeTakeFirst();
  const all = [...brought, ...(stored ? [fromCheckpointRow(stored, source.keys)] : [])];
  return all.reduce<Checkpoint | null>((far, next) => (far && far.sequence >= next.sequence ? far : next), null);
}

export function detectTruncation(latest: Checkpoint | null, last: number): IntegrityFailure | null {
  if (latest === null || latest.sequence <= last) return null;
  const detail = `The log ends at ${last}, but a checkpoint covers entries up to ${latest.sequence}.`;
  return { sequence: last + 1, reason: "end_cut", detail };
}
