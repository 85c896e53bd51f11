import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endDatabase, type OpenDatabase, openDatabase } from "#lib/database/connection";
import type { LogContext } from "#lib/transparency-log/log-context";
import { deriveAuditKeys } from "#lib/transparency-log/log-keys";

export type TestLog = { database: OpenDatabase; target: LogContext; dataDir: string; end(): Promise<void> };

export const testSecrets = ["newest-secret-of-the-tests-0123456789", "older-secret-of-the-tests-0123456789"];

/** @param secrets values of AUDIT_KEY, newest first */
export async function openTestLog(secrets: readonly string[] = testSecrets, now = Date.now): Promise<TestLog> {
  const dataDir = mkdtempSync(join(tmpdir(), "evidence-desk-"));
  const database = await openDatabase({ kind: "sqlite", dataDir, root: process.cwd(), exclusive: true });
  const target: LogContext = {
    kind: "sqlite",
    log: database.log,
    keys: deriveAuditKeys(secrets),
    originHost: "desk.test",
    now,
  };
  const end = async () => {
    await endDatabase(database);
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { database, target, dataDir, end };
}
