import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { endDatabase, openDatabase } from "#lib/database/connection";
import { deriveAuditKeys } from "#lib/transparency-log/log-keys";
import { testSecrets } from "./audit-log.ts";
import { providerSettings } from "./product.ts";
import { type RunningServer, startServer } from "./server.ts";
import { TestClock, writeFullLog, writeWholeLog } from "./tree-log.ts";

export const servedSettings = { AUDIT_KEY: testSecrets.join(",") };

export type ServedLog = {
  server: RunningServer;
  dataDir: string;
  origin: string;
  /** Reads the database of the running server. */
  read(sql: string, ...values: (string | number)[]): Record<string, unknown>[];
  end(): Promise<void>;
};

/** Writes a log with two keys, holds, an erasure and, unless left out, a pruning into a data folder. @returns its origin */
export async function prepareLog(dataDir: string, isPruned = true): Promise<string> {
  const opened = await openDatabase({ kind: "sqlite", dataDir, root: process.cwd(), exclusive: true });
  const clock = new TestClock();
  const keys = deriveAuditKeys(testSecrets);
  const context = { kind: "sqlite", log: opened.log, keys, originHost: "desk.test", now: clock.now } as const;
  const { origin } = isPruned
    ? await writeFullLog(context, clock, join(dataDir, "pruned.jsonl"))
    : await writeWholeLog(context, clock);
  await endDatabase(opened);
  return origin;
}

/** Starts the product on such a log. */
export async function serveLog(isPruned = true): Promise<ServedLog> {
  const dataDir = mkdtempSync(join(tmpdir(), "evidence-desk-"));
  const origin = await prepareLog(dataDir, isPruned);
  const provider = providerSettings("http://127.0.0.1:9");
  const server = await startServer({ ...provider, ...servedSettings, DATA_DIR: dataDir });
  return {
    server,
    dataDir,
    origin,
    read(sql, ...values) {
      const database = new DatabaseSync(join(dataDir, "evidence-desk.sqlite"), { readOnly: true, timeout: 5_000 });
      try {
        return database.prepare(sql).all(...values) as Record<string, unknown>[];
      } finally {
        database.close();
      }
    },
    async end() {
      await server.end();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
