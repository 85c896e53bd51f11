import "server-only";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";
import { type EntryLine, toEntryLine } from "./entry-line.ts";
import { type AuditKeys, signingKeyOf } from "./log-keys.ts";
import { readNewestCheckpoint, type StoredCheckpoint } from "./newest-checkpoint.ts";
import { formatInclusionProof } from "./proof-files.ts";
import { entryLineColumns } from "./read-proofs.ts";
import { subtreeReader } from "./read-tree.ts";
import { parseNote } from "./signed-note.ts";
import { parseLogDetail } from "./structural-entries.ts";
import { readInclusionProof } from "./tree-proofs.ts";

/** One key of a log. The later ones have the rotation's entry, with its proof for the checkpoint that both keys signed. */
export type LogKey = { vkey: string; from: number; entry?: EntryLine; proof?: string };
export type KeysFile = { origin: string; keys: LogKey[] };

/** Newest checkpoint of one log. */
async function readEnd(tables: Kysely<Tables>, log: number): Promise<StoredCheckpoint | undefined> {
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
  const signer = parseNote(newest.note)?.signatures.at(-1);
  const own = auditKeys.map((key) => signingKeyOf(key, origin).verifierKey).find(({ id }) => id === signer?.id);
  return { origin, keys: own ? [{ vkey: own.text, from: 0 }] : [] };
}

/** The newest verifier key of the log, or null before it began. */
export async function readVerifierKey(tables: Kysely<Tables>, auditKeys: AuditKeys): Promise<string | null> {
  return (await readKeysFile(tables, auditKeys))?.keys.at(-1)?.vkey ?? null;
}
