import "server-only";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";
import { withDatabase } from "#lib/database/with-deadline";
import { ProblemError } from "#lib/problem";
import { type EntryLine, toEntryLine } from "#lib/transparency-log/entry-line";
import { logContext } from "#lib/transparency-log/log-context";
import { readNewestCheckpoint } from "#lib/transparency-log/newest-checkpoint";
import { type KeysFile, readKeysFile } from "#lib/transparency-log/read-keys-file";
import { entryLineColumns } from "#lib/transparency-log/read-proofs";
import { subtreeReader } from "#lib/transparency-log/read-tree";
import { readInclusionProof } from "#lib/transparency-log/tree-proofs";

/** Where the entries of a case stand in one log. */
export type CaseEntry = { index: number; event: string; commitment: string };

type CaseIds = { srId: string; evidenceId: string };

/**
 * Finds the newest entries of one log about the evidence, and about its signature request without an evidence, oldest first.
 * @param limit at most so many are returned; `isCut` says that there are more
 */
export async function findCaseEntries(
  tables: Kysely<Tables>,
  log: number,
  { srId, evidenceId }: CaseIds,
  limit: number,
): Promise<{ entries: CaseEntry[]; isCut: boolean }> {
  const rows = await tables
    .selectFrom("log_entries")
    .select(["index", "event", "commitment"])
    .where("log", "=", log)
    .where("sr_id", "=", srId)
    .where((eb) => eb.or([eb("evidence_id", "=", evidenceId), eb("evidence_id", "is", null)]))
    .orderBy("index", "desc")
    .limit(limit + 1)
    .execute();
  return { entries: rows.slice(0, limit).reverse(), isCut: rows.length > limit };
}

/** Finds single entries of one log, in ascending order. */
export async function findEntries(
  tables: Kysely<Tables>,
  log: number,
  indexes: readonly number[],
): Promise<CaseEntry[]> {
  if (indexes.length === 0) return [];
  return tables
    .selectFrom("log_entries")
    .select(["index", "event", "commitment"])
    .where("log", "=", log)
    .where("index", "in", [...indexes])
    .orderBy("index")
    .execute();
}

/** Entries with their paths to one checkpoint of their log, and the keys up to it. */
export type ProvenEntries = { lines: EntryLine[]; checkpoint: string; keys: KeysFile };

/**
 * Proves entries of the log that goes on, all for its newest checkpoint.
 * @param indexes ascending @throws ProblemError `audit_unavailable` if another log began, or an entry is missing
 */
export function proveEntries(log: number, indexes: readonly number[]): Promise<ProvenEntries> {
  return withDatabase(async () => {
    const { log: tables, keys: auditKeys } = await logContext();
    const newest = await readNewestCheckpoint(tables);
    const keysFile = await readKeysFile(tables, auditKeys, log);
    const gone = () => new ProblemError("audit_unavailable", "The access log was begun anew. Try again.");
    if (newest === undefined || newest.log !== log || keysFile === null) throw gone();
    const rows = await tables
      .selectFrom("log_entries")
      .select(entryLineColumns)
      .where("log", "=", log)
      .where("index", "in", [...indexes])
      .orderBy("index")
      .execute();
    if (rows.length !== indexes.length) throw gone();
    const reader = subtreeReader(tables, log, newest.size);
    const lines: EntryLine[] = [];
    for (const row of rows) lines.push(toEntryLine(row, await readInclusionProof(reader, row.index, newest.size)));
    // A key that came after the checkpoint signed none of it.
    const keys = keysFile.keys.filter(({ from }) => from < newest.size);
    return { lines, checkpoint: newest.note, keys: { ...keysFile, keys } };
  });
}
