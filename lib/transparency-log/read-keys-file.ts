import "server-only";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";
import { type EntryLine, toEntryLine } from "./entry-line.ts";
import { type AuditKeys, signingKeyOf } from "./log-keys.ts";
import { readNewestCheckpoint, type StoredCheckpoint } from "./newest-checkpoint.ts";
import { formatInclusionProof } from "./proof-files.ts";
import { entryLineColumns } from "./read-proofs.ts";
import { subtreeReader } from "./read-tree.ts";
import { isSignedBy, parseNote } from "./signed-note.ts";
import { parseLogDetail } from "./structural-entries.ts";
import { readInclusionProof } from "./tree-proofs.ts";
import type { VerifierKey } from "./verifier-key.ts";

/** One key of a log. The later ones have the rotation's entry, with its proof for the checkpoint that both keys signed. */
export type LogKey = { vkey: string; from: number; entry?: EntryLine; proof?: string };
export type KeysFile = { origin: string; keys: LogKey[] };

/** Newest checkpoint of one log. */
export async function readEnd(tables: Kysely<Tables>, log: number): Promise<StoredCheckpoint | undefined> {
  return tables
    .selectFrom("log_checkpoints")
    .innerJoin("logs", "logs.log", "log_checkpoints.log")
    .selectAll("log_checkpoints")
    .select("logs.origin")
    .where("log_checkpoints.log", "=", log)
    .orderBy("log_checkpoints.size", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** Reads all keys of a log (by default the newest), oldest first, so that a reader who trusts one of them can walk to the newest. */
export async function readKeysFile(
  tables: Kysely<Tables>,
  auditKeys: AuditKeys,
  ofLog?: number,
): Promise<KeysFile | null> {
  const newest = ofLog === undefined ? await readNewestCheckpoint(tables) : await readEnd(tables, ofLog);
  if (newest === undefined) return null;
  const { log, origin } = newest;
  const rotations = await tables
    .selectFrom("log_entries")
    .select(entryLineColumns)
    .where("log", "=", log)
    .where("event", "=", "key_rotation")
    // A row behind the newest checkpoint is unsigned, so it rotates nothing.
    .where("index", "<", newest.size)
    .orderBy("index")
    .execute();
  const keys: LogKey[] = [];
  for (const entry of rotations) {
    const { from, to } = parseLogDetail(entry.content);
    if (keys.length === 0) keys.push({ vkey: String(from), from: 0 });
    const checkpoint = await tables
      .selectFrom("log_checkpoints")
      .select(["size", "note"])
      .where("log", "=", log)
      .where("size", ">", entry.index)
      .orderBy("size")
      .limit(1)
      .executeTakeFirstOrThrow();
    const path = await readInclusionProof(subtreeReader(tables, log, checkpoint.size), entry.index, checkpoint.size);
    const proof = formatInclusionProof(entry.index, path, checkpoint.note);
    keys.push({ vkey: String(to), from: entry.index, entry: toEntryLine(entry), proof });
  }
  if (keys.length > 0) return { origin, keys };
  // Without a rotation, one key signed everything: the one that the newest checkpoint names.
  const own = findSigner(newest, auditKeys);
  return { origin, keys: own ? [{ vkey: own.text, from: 0 }] : [] };
}

/** The key of AUDIT_KEY that signed the checkpoint; the last line is the newest key's. */
function findSigner({ origin, note }: StoredCheckpoint, auditKeys: AuditKeys): VerifierKey | undefined {
  const parsed = parseNote(note);
  const signer = parsed?.signatures.findLast(({ name }) => name === origin);
  const own = auditKeys.map((key) => signingKeyOf(key, origin).verifierKey);
  return own.find((key) => key.id === signer?.id && parsed !== null && isSignedBy(parsed, key));
}

/**
 * The newest verifier key of the log, or null before it began. It is derived from AUDIT_KEY and never read from an entry, or a person
 * with the database alone could have another key published.
 */
export async function readVerifierKey(tables: Kysely<Tables>, auditKeys: AuditKeys): Promise<string | null> {
  const newest = await readNewestCheckpoint(tables);
  return (newest && findSigner(newest, auditKeys)?.text) ?? null;
}
