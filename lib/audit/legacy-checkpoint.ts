import "server-only";
import { createPublicKey, verify } from "node:crypto";
import type { Kysely } from "kysely";
import type { AuditCheckpointRow, Tables } from "#lib/database/tables";
import * as z from "#lib/runtime/zod";
import type { IntegrityFailure } from "#lib/transparency-log/log-fault";
import type { AuditKeys } from "#lib/transparency-log/log-keys";

/** Checkpoints of the former log (format 1): read and verified, never written. */

/** Signed content; `reason` is `anchor` or `pruning`, `head` the MAC of the entry `sequence`, `at` UTC milliseconds. */
export type LegacyCheckpoint = Omit<AuditCheckpointRow, "key_id"> & { keyId: string };

function fromCheckpointRow({ key_id: keyId, ...same }: AuditCheckpointRow): LegacyCheckpoint {
  return { ...same, keyId };
}

/** Formats the signed text: a JSON array in this order, as ECMAScript's JSON.stringify writes it. */
export function formatStatement({
  reason,
  sequence,
  head,
  count,
  at,
  keyId,
}: Omit<LegacyCheckpoint, "signature">): string {
  return JSON.stringify(["evidence-desk audit checkpoint", 1, reason, sequence, head, count, at, keyId]);
}

function isSignedBy(checkpoint: LegacyCheckpoint, publicKey: string): boolean {
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: publicKey }, format: "jwk" });
  return verify(null, Buffer.from(formatStatement(checkpoint)), key, Buffer.from(checkpoint.signature, "base64url"));
}
const legacySchema = z.object({
  reason: z.string(),
  sequence: z.number(),
  head: z.string(),
  count: z.number(),
  at: z.number(),
  keyId: z.string(),
  signature: z.string(),
});

function parseJson(text: string): unknown[] {
  try {
    return [JSON.parse(text)].flat();
  } catch {
    return [];
  }
}

/** Parses a checkpoint of format 1 (one JSON value), or the checkpoint lines in shipped standard output of version 0.1. */
export function parseLegacyCheckpoints(text: string): LegacyCheckpoint[] {
  const whole = parseJson(text);
  const values = whole.length > 0 ? whole : text.split("\n").flatMap((line) => parseJson(line));
  return values.flatMap((value) => z.safeParse(legacySchema, value).data ?? []);
}

/** Log to verify; `now` returns UTC milliseconds, and `signal` stops the verification. */
export type LegacySource = {
  tables: Kysely<Tables>;
  keys: AuditKeys;
  now: () => number;
  signal?: AbortSignal | undefined;
};

/** Reads stored checkpoints of entries after `after`, up to `through`. */
export async function readLegacyCheckpoints(
  { tables }: LegacySource,
  after: number,
  through: number,
): Promise<LegacyCheckpoint[]> {
  const rows = await tables
    .selectFrom("audit_checkpoints")
    .selectAll()
    .where("sequence", ">", after)
    .where("sequence", "<=", through)
    .orderBy("sequence")
    .execute();
  return rows.map(fromCheckpointRow);
}

/** Checks the signature against AUDIT_KEY, and the head against the entry's MAC unless `mac` is null. */
export function verifyLegacyCheckpoint(
  checkpoint: LegacyCheckpoint,
  keys: AuditKeys,
  mac: string | null,
): IntegrityFailure | null {
  const { sequence, keyId, head } = checkpoint;
  const key = keys.find(({ id }) => id === keyId);
  if (key === undefined)
    return { sequence, reason: "key_unknown", detail: `The checkpoint at ${sequence} names an unknown key.` };
  if (!isSignedBy(checkpoint, key.publicKey))
    return { sequence, reason: "checkpoint_forged", detail: `The checkpoint at ${sequence} has an invalid signature.` };
  if (mac !== null && head !== mac)
    return {
      sequence,
      reason: "checkpoint_contradicted",
      detail: `Entry ${sequence} is not the entry that its checkpoint covers.`,
    };
  return null;
}

/** Call this before reading the log's end, so that a growing log is not reported as truncated. */
export async function readLatestCheckpoint(
  source: LegacySource,
  brought: readonly LegacyCheckpoint[],
): Promise<LegacyCheckpoint | null> {
  const stored = await source.tables
    .selectFrom("audit_checkpoints")
    .selectAll()
    .orderBy("sequence", "desc")
    .limit(1)
    .executeTakeFirst();
  const all = [...brought, ...(stored ? [fromCheckpointRow(stored)] : [])];
  return all.reduce<LegacyCheckpoint | null>((far, next) => (far && far.sequence >= next.sequence ? far : next), null);
}

export function detectTruncation(latest: LegacyCheckpoint | null, last: number): IntegrityFailure | null {
  if (latest === null || latest.sequence <= last) return null;
  const detail = `The log ends at ${last}, but a checkpoint covers entries up to ${latest.sequence}.`;
  return { sequence: last + 1, reason: "end_cut", detail };
}
