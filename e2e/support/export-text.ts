import type { Kysely } from "kysely";
import { exportChunks } from "#lib/audit/export-log";
import { type ExportFacts, jsonLines } from "#lib/audit/format-export";
import { emptyFilter, formatFilter, type LogFilter } from "#lib/audit/log-filter";
import type { Tables } from "#lib/database/tables";
import type { AuditKeys } from "#lib/transparency-log/log-keys";
import { readNewestCheckpoint } from "#lib/transparency-log/newest-checkpoint";
import { readKeysFile } from "#lib/transparency-log/read-keys-file";

/** Exports the current log as the product's endpoint does. @returns the lines of the file */
export async function exportLines(
  tables: Kysely<Tables>,
  auditKeys: AuditKeys,
  filter: Partial<LogFilter> = {},
): Promise<string[]> {
  const newest = await readNewestCheckpoint(tables);
  if (newest === undefined) throw new Error("The log has not begun.");
  const { log, size, note: checkpoint, origin } = newest;
  const shown = Object.fromEntries(formatFilter({ ...emptyFilter, ...filter }));
  const keys = await readKeysFile(tables, auditKeys);
  const facts = { exportedAt: Date.now(), exportedBy: "Ada", filter: shown, checkpoint, keys, origin };
  const stored = await tables
    .selectFrom("log_entries")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("log", "=", log)
    .executeTakeFirstOrThrow();
  const hasPaths = Object.keys(shown).length > 0 || Number(stored.count) < size;
  const order = { log, filter: { ...emptyFilter, ...filter }, size, hasPaths };
  let text = "";
  for await (const chunk of exportChunks(tables, order, jsonLines, facts as ExportFacts)) text += chunk;
  return text.trimEnd().split("\n");
}
