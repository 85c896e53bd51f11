import "server-only";
import type { Kysely } from "kysely";
import type { LogCheckpointRow, Tables } from "#lib/database/tables";

export type StoredCheckpoint = LogCheckpointRow & { origin: string };

/** Reads the newest checkpoint of the newest log, whose log goes on. @returns undefined before the first log began */
export async function readNewestCheckpoint(tables: Kysely<Tables>): Promise<StoredCheckpoint | undefined> {
  return tables
    .selectFrom("log_checkpoints")
    .innerJoin("logs", "logs.log", "log_checkpoints.log")
    .selectAll("log_checkpoints")
    .select("logs.origin")
    .orderBy("log_checkpoints.log", "desc")
    .orderBy("log_checkpoints.size", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** As `readNewestCheckpoint`, without the log's origin: one statement on one table, for each commit. */
export async function readNewestRow(tables: Kysely<Tables>): Promise<LogCheckpointRow | undefined> {
  return tables
    .selectFrom("log_checkpoints")
    .selectAll()
    .orderBy("log", "desc")
    .orderBy("size", "desc")
    .limit(1)
    .executeTakeFirst();
}
