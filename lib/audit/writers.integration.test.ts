import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectDatabase, type DatabaseTarget, openDatabase } from "#lib/database/connection";
import { deriveAuditKeys } from "#lib/transparency-log/log-keys";
import { testSecrets } from "../../e2e/support/audit-log.ts";
import { type RunningPostgres, startPostgres } from "../../e2e/support/postgres.ts";
import { verifyLog } from "./verify-log.ts";

const writersPerProcess = 32;
const entries = process.env.FULL === "1" ? 100 : 10;
const total = 2 * writersPerProcess * entries;

/** Runs two processes with 32 writers each on one log. @returns their sequences */
async function writeTogether(target: DatabaseTarget): Promise<number[]> {
  const run = async (name: string) => {
    const order = JSON.stringify({ target, writers: writersPerProcess, entries, name, secrets: testSecrets });
    const program = ["--import", "./scripts/typescript.mjs", "e2e/support/audit-writers.ts", order];
    const { stdout } = await promisify(execFile)(process.execPath, program, { maxBuffer: 64 * 1024 * 1024 });
    return JSON.parse(stdout) as number[];
  };
  return (await Promise.all([run("a"), run("b")])).flat();
}

async function expectOneChain(target: DatabaseTarget, name: string): Promise<void> {
  const prepared = await openDatabase(target);
  await prepared.main.destroy();
  if (prepared.log !== prepared.main) await prepared.log.destroy();
  const sequences = await writeTogether(target);
  const { main, log } = await connectDatabase(target);
  const result = await verifyLog({ tables: main, keys: deriveAuditKeys(testSecrets), now: Date.now });
  const forks = await main
    .selectFrom("audit_entries")
    .select("previous")
    .groupBy("previous")
    .having((eb) => eb.fn.countAll(), ">", 1)
    .execute();
  await main.destroy();
  if (log !== main) await log.destroy();
  console.log(
    `${name}: 64 writers in two processes, ${total} entries, ${forks.length} forks, intact: ${result.intact}`,
  );
  expect(forks).toEqual([]);
  expect(result).toMatchObject({ intact: true, entries: total, first: 1, last: total });
  expect(new Set(sequences).size).toBe(total);
}

describe("64 writers in two processes", () => {
  let postgres: RunningPostgres;
  let dataDir: string;
  beforeAll(async () => {
    postgres = await startPostgres();
    dataDir = mkdtempSync(join(tmpdir(), "evidence-desk-"));
  });
  afterAll(async () => {
    await postgres?.end();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it("write one chain without gaps on PostgreSQL", async () => {
    const url = postgres.url();
    await expectOneChain({ kind: "postgres", url, migrationUrl: url }, "PostgreSQL");
  }, 300_000);

  it("write one chain without gaps on one SQLite file", async () => {
    // The server allows one process per file; the log must survive two anyway.
    const target = { kind: "sqlite", dataDir, root: process.cwd(), exclusive: false } as const;
    await expectOneChain(target, "SQLite");
  }, 300_000);
});
