import { type DatabaseKind, endDatabase, type OpenDatabase, openDatabase } from "#lib/database/connection";
import type { LogContext } from "#lib/transparency-log/log-context";
import { deriveAuditKeys } from "#lib/transparency-log/log-keys";
import { openTestLog, type TestLog, testSecrets } from "./audit-log.ts";
import { startPostgres } from "./postgres.ts";

/** Log on either database, whose rows a test may change as the database's owner. */
export type OwnedLog = { database: OpenDatabase; context: LogContext; end(): Promise<void> };

const fromTestLog = ({ database, target, end }: TestLog): OwnedLog => ({ database, context: target, end });

/** @param now clock of the log */
export async function openOwnedLog(kind: DatabaseKind, now: () => number): Promise<OwnedLog> {
  if (kind === "sqlite") return fromTestLog(await openTestLog(undefined, now));
  const postgres = await startPostgres();
  const url = postgres.url();
  const database = await openDatabase({ kind, url, migrationUrl: url });
  const context = { kind, log: database.log, keys: deriveAuditKeys(testSecrets), originHost: "desk.test", now };
  const end = async () => {
    await endDatabase(database);
    await postgres.end();
  };
  return { database, context, end };
}
