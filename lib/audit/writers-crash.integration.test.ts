import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectDatabase, type DatabaseTarget, endDatabase, openDatabase } from "#lib/database/connection";
import type { Tables } from "#lib/database/tables";
import { parseCheckpointNote } from "#lib/transparency-log/checkpoint-note";
import { deriveAuditKeys } from "#lib/transparency-log/log-keys";
import { testSecrets } from "../../e2e/support/audit-log.ts";
import { type RunningPostgres, startPostgres } from "../../e2e/support/postgres.ts";
import { ensureLog } from "./ensure-log.ts";
import { verifyLog } from "./verify-log.ts";

const rounds = process.env.FULL === "1" ? 30 : 3;
const timeLimitMs = process.env.FULL === "1" ? 600_000 : 120_000;
const seed = Number(process.env.SEED ?? 20261123);
const keys = deriveAuditKeys(testSecrets);

/** Returns the same delays for the same seed. */
function seeded() {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Writers = {
  child: ChildProcess;
  acknowledged: [number: number, requestId: string][];
  hasBegun: Promise<unknown>;
  gone: Promise<unknown>;
};

/** Starts a process of eight writers, which says of each entry at once that it was acknowledged. */
function startWriters(target: DatabaseTarget, name: string, clockMs: number): Writers {
  const order = { target, writers: 8, entries: 0, name, secrets: testSecrets, clockMs, endless: true };
  const program = ["--import", "./scripts/typescript.mjs", "e2e/support/audit-writers.ts", JSON.stringify(order)];
  const child = spawn(process.execPath, program, { stdio: ["ignore", "pipe", "inherit"] });
  const acknowledged: Writers["acknowledged"] = [];
  const lines = createInterface({ input: child.stdout as NonNullable<ChildProcess["stdout"]> });
  const gone = once(child, "close");
  const hasBegun = Promise.race([
    once(lines, "line"),
    gone.then(() => Promise.reject(new Error(`Writer ${name} ended before it wrote an entry.`))),
  ]);
  lines.on("line", (line) => {
    const [number = "", requestId = ""] = line.split(" ");
    acknowledged.push([Number(number), requestId]);
  });
  return { child, acknowledged, hasBegun, gone };
}

/** PostgreSQL finishes the statement of a client that is gone: its transaction ends a moment later. */
async function waitForTransactions(tables: Kysely<Tables>): Promise<void> {
  const running = sql<{ count: number }>`select count(*)::int as count from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`;
  await expect.poll(async () => (await running.execute(tables)).rows[0]?.count, { timeout: 30_000 }).toBe(0);
}

async function readLogAfter(target: DatabaseTarget) {
  const opened = await connectDatabase(target);
  if (target.kind === "postgres") await waitForTransactions(opened.reader);
  const result = await verifyLog({ tables: opened.reader, keys, now: Date.now });
  const checkpoints = await opened.reader.selectFrom("log_checkpoints").selectAll().orderBy("size").execute();
  const rows = await opened.reader.selectFrom("log_entries").select(["index", "request_id"]).execute();
  await endDatabase(opened);
  return { result, checkpoints, byNumber: new Map(rows.map((row) => [row.index + 1, row.request_id])) };
}

/** Kills all processes again and again, at random times; their clocks differ and jump back and forth between rounds. */
async function killAll(name: string, target: DatabaseTarget, processes: number): Promise<void> {
  const random = seeded();
  const known = new Map<number, string>();
  let lost = 0;
  for (let round = 0; round < rounds; round += 1) {
    const writers = Array.from({ length: processes }, (_, index) =>
      startWriters(target, `${round}-${index}`, (random(3) - 1) * 24 * 60 * 60_000),
    );
    await Promise.all(writers.map(({ hasBegun }) => hasBegun));
    await sleep(50 + random(400));
    await Promise.all(
      writers.map(async ({ child, gone }) => {
        await sleep(random(60));
        expect(child.exitCode, "a writer ended by itself").toBeNull();
        child.kill("SIGKILL");
        await gone;
      }),
    );
    for (const { acknowledged } of writers)
      for (const [number, requestId] of acknowledged) known.set(number, requestId);
    const { result, checkpoints, byNumber } = await readLogAfter(target);
    expect(result, `round ${round}`).toMatchObject({ intact: true, last: byNumber.size });
    for (const [number, requestId] of known) if (byNumber.get(number) !== requestId) lost += 1;
    // Links and signed sizes, apart from the verifier.
    for (const [index, { size, size_before, note, root }] of checkpoints.entries()) {
      expect(size_before).toBe(checkpoints[index - 1]?.size ?? 0);
      const checkpoint = parseCheckpointNote(note);
      expect([checkpoint?.size, checkpoint?.root.toString("base64")]).toEqual([size, root]);
    }
  }
  console.log(
    `${name}: ${rounds} times kill -9 of ${processes} processes, ${known.size} entries acknowledged, ${lost} lost (seed ${seed})`,
  );
  expect(lost).toBe(0);
  expect(known.size).toBeGreaterThan(rounds * processes);
}

describe(`kill -9 of all processes that write to one log, ${rounds} times`, () => {
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
  const begin = async (target: DatabaseTarget) => {
    const opened = await openDatabase(target);
    const { kind, log } = opened;
    await ensureLog({ kind, log, keys, originHost: "desk.test", now: Date.now });
    await endDatabase(opened);
  };

  it.each([2, 3])(
    "leaves a good log without a lost entry on PostgreSQL: %i processes",
    async (processes) => {
      const url = postgres.url();
      const target = { kind: "postgres", url, migrationUrl: url } as const;
      await begin(target);
      await killAll("PostgreSQL", target, processes);
    },
    timeLimitMs,
  );

  it.each([2, 3])(
    "leaves a good log without a lost entry on one SQLite file: %i processes",
    async (processes) => {
      const target = { kind: "sqlite", dataDir, root: process.cwd(), exclusive: false } as const;
      await begin(target);
      await killAll("SQLite", target, processes);
    },
    timeLimitMs,
  );
});
