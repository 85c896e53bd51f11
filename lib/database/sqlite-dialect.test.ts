import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { Kysely } from "kysely";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { migrate } from "./migrations.ts";
import { sqliteDialect } from "./sqlite-dialect.ts";
import { SqliteThread } from "./sqlite-thread.ts";
import type { Tables } from "./tables.ts";

const folder = mkdtempSync(join(tmpdir(), "sqlite-dialect-"));
const path = join(folder, "evidence-desk.sqlite");
const workerPath = join(process.cwd(), "lib/database/sqlite-worker.mjs");
let database: Kysely<Tables>;

beforeAll(async () => {
  const migrated = await open(10_000);
  await migrate(migrated);
  await migrated.destroy();
  database = await open(200);
});
afterAll(async () => {
  await database.destroy();
  rmSync(folder, { recursive: true });
});

async function open(deadlineMs: number): Promise<Kysely<Tables>> {
  const thread = await SqliteThread.open(workerPath, { path, lockPath: null }, deadlineMs);
  return new Kysely<Tables>({ dialect: sqliteDialect(async () => thread) });
}

const count = () =>
  database.transaction().execute(async (tables) => (await tables.selectFrom("sessions").selectAll().execute()).length);

it("starts transactions again after one began later than its deadline", async () => {
  const other = new DatabaseSync(path);
  other.exec("begin immediate");
  await expect(count()).rejects.toThrow("did not respond in time");
  other.exec("rollback");
  other.close();
  await vi.waitFor(async () => expect(await count()).toBe(0), { timeout: 10_000 });
});

it("lets statements wait while the first one opens the thread", async () => {
  const tables = new Kysely<Tables>({
    dialect: sqliteDialect(async () => {
      await sleep(50);
      return SqliteThread.open(workerPath, { path, lockPath: null });
    }),
  });
  const rows = await Promise.all([1, 2, 3].map(() => tables.selectFrom("sessions").selectAll().execute()));
  expect(rows).toEqual([[], [], []]);
  await tables.destroy();
});
