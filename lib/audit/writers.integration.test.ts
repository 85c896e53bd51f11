import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Kysely } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DatabaseTarget, endDatabase, openDatabase } from "#lib/database/connection";
import type { Tables } from "#lib/database/tables";
import { deriveAuditKeys } from "#lib/transparency-log/log-keys";
import { testSecrets } from "../../e2e/support/audit-log.ts";
import { type RunningPostgres, startPostgres } from "../../e2e/support/postgres.ts";
import { operatorOf } from "./act-on-log.ts";
import { readRange } from "./entry-source.ts";
import { exportChunks } from "./export-log.ts";
import { type ExportFacts, jsonLines } from "./format-export.ts";
import { emptyFilter } from "./log-filter.ts";
import { planPruning } from "./prune-log.ts";
import { readLog } from "./read-log.ts";
import type { StoredEntry } from "./stored-entry.ts";
import { verifyLog } from "./verify-log.ts";

const writersPerProcess = 32;
const entries = process.env.FULL === "1" ? 100 : 10;
const total = 2 * writersPerProcess * entries;

/** Runs two processes with 32 writers each on one log, their clocks 900 ms apart. @returns their sequences */
async function writeTogether(target: DatabaseTarget): Promise<number[]> {
  const run = async (name: string, clockMs: number) => {
    const order = JSON.stringify({ target, writers: writersPerProcess, entries, name, secrets: testSecrets, clockMs });
    const program = ["--import", "./scripts/typescript.mjs", "e2e/support/audit-writers.ts", order];
    const { stdout } = await promisify(execFile)(process.execPath, program, { maxBuffer: 64 * 1024 * 1024 });
    return JSON.parse(stdout) as number[];
  };
  return (await Promise.all([run("a", 0), run("b", 900)])).flat();
}

const keys = deriveAuditKeys(testSecrets);

/** Exports all entries. @returns their sequences */
async function exportSequences(tables: Kysely<Tables>): Promise<number[]> {
  const { last: size } = await readRange(tables, 1);
  const format = { ...jsonLines, begin: () => "", entry: ({ sequence }: StoredEntry) => `${sequence}\n` };
  let text = "";
  const order = { log: 1, filter: emptyFilter, size, hasPaths: false };
  for await (const chunk of exportChunks(tables, order, format, {} as ExportFacts)) text += chunk;
  return text.split("\n").filter(Boolean).map(Number);
}

/** Verifies, exports and searches again and again until `isOver`. @returns how often */
async function readMeanwhile(tables: Kysely<Tables>, isOver: () => boolean): Promise<number> {
  let rounds = 0;
  for (; !isOver(); rounds++) {
    expect(await verifyLog({ tables, keys, now: Date.now })).toMatchObject({ intact: true, times: { count: 0 } });
    const exported = await exportSequences(tables);
    expect(exported).toEqual(exported.map((_, index) => index + 1));
    const { items } = await readLog(tables, { ...emptyFilter, request: "a-3-2", person: "Unknown Person" }, Date.now());
    expect(items).toEqual([]);
    const own = await readLog(tables, { ...emptyFilter, request: "a-3-2" }, Date.now());
    expect(own.items.length).toBeLessThan(2);
    // Any part of an ID: a whole request ID counts, a part of one does not.
    const byPart = await readLog(tables, { ...emptyFilter, part: "a-3-2" }, Date.now());
    expect(byPart.items.every(({ requestId }) => requestId === "a-3-2")).toBe(true);
    // The entry may have been written between the two.
    expect(byPart.items.length).toBeGreaterThanOrEqual(own.items.length);
    const pattern = await readLog(tables, { ...emptyFilter, part: "%_-3" }, Date.now());
    expect(pattern.items).toEqual([]);
  }
  return rounds;
}

async function expectOneLog(target: DatabaseTarget, name: string): Promise<void> {
  const opened = await openDatabase(target);
  const { main, reader } = opened;
  let isOver = false;
  const reading = readMeanwhile(reader, () => isOver);
  const sequences = await writeTogether(target).finally(() => {
    isOver = true;
  });
  const rounds = await reading;
  const result = await verifyLog({ tables: reader, keys, now: Date.now });
  const forks = await main
    .selectFrom("log_checkpoints")
    .select("size_before")
    .groupBy("size_before")
    .having((eb) => eb.fn.countAll(), ">", 1)
    .execute();
  await endDatabase(opened);
  console.log(
    `${name}: 64 writers in two processes, ${total} entries, ${forks.length} forks, intact: ${result.intact}, ${rounds} rounds of readers meanwhile`,
  );
  expect(rounds).toBeGreaterThan(0);
  expect(forks).toEqual([]);
  // Entry 1 is the start of the log.
  const last = total + 1;
  expect(result).toMatchObject({ intact: true, entries: last, first: 1, last, times: { count: 0 } });
  expect(new Set(sequences)).toEqual(new Set(Array.from({ length: total }, (_, index) => index + 2)));
}

describe("64 writers in two processes, while readers verify, export and search", () => {
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

  it("write one log without gaps on PostgreSQL", async () => {
    const url = postgres.url();
    await expectOneLog({ kind: "postgres", url, migrationUrl: url }, "PostgreSQL");
  }, 300_000);

  it("leave a log that is not pruned while the clocks of this machine and of PostgreSQL differ", async () => {
    const url = postgres.url();
    const opened = await openDatabase({ kind: "postgres", url, migrationUrl: url });
    const prune = async (clockMs: number) => {
      const now = () => Date.now() + clockMs;
      const twoYearsMs = 2 * 365 * 24 * 60 * 60_000;
      const context = { kind: "postgres", log: opened.main, keys, originHost: "desk.test", now } as const;
      return planPruning({ context, by: operatorOf("ada") }, now() - twoYearsMs);
    };
    await expect(prune(60 * 60_000)).rejects.toThrow(/The database server's clock shows .* 3600 s before the clock/);
    await expect(prune(-60 * 60_000)).rejects.toThrow(/Entry \d+ has the time .* after the clock of this machine/);
    for (const clockMs of [-900, 0, 900])
      expect(await prune(clockMs)).toMatchObject({ indexes: [], onHold: [], cited: [] });
    await endDatabase(opened);
  });

  it("write one log without gaps on one SQLite file", async () => {
    // The server allows one process per file; the log must survive two anyway.
    const target = { kind: "sqlite", dataDir, root: process.cwd(), exclusive: false } as const;
    await expectOneLog(target, "SQLite");
  }, 300_000);
});
