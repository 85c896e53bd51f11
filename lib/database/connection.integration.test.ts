import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Kysely } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type RunningPostgres, startPostgres } from "../../e2e/support/postgres.ts";
import { parsePostgresUrl } from "../env.ts";
import { migratePostgres, openDatabase } from "./connection.ts";
import { migrate, migrations, missingMigrations } from "./migrations.ts";
import { postgresDialect } from "./postgres-dialect.ts";
import { sqliteDialect } from "./sqlite-dialect.ts";
import { SqliteThread } from "./sqlite-thread.ts";
import type { Tables } from "./tables.ts";

const entry = {
  sequence: 1,
  at: 1_700_000_000_123,
  event: "search",
  key_id: "k",
  format: 1,
  previous: "0",
  mac: "1",
} as unknown as Tables["audit_entries"];

/** Upgrades the first schema to the newest, and expects all data to remain. */
async function upgrade(database: Kysely<Tables>): Promise<void> {
  const [first = ""] = Object.keys(migrations);
  expect(await migrate(database, first)).toEqual([first]);
  await database.insertInto("audit_entries").values(entry).execute();
  expect(await migrate(database)).toEqual(Object.keys(migrations).slice(1));
  expect(await missingMigrations(database)).toEqual([]);
  expect(await migrate(database)).toEqual([]);
  const row = await database.selectFrom("audit_entries").selectAll().executeTakeFirstOrThrow();
  expect(row.at).toBe(entry.at);
  await expect(
    database
      .insertInto("audit_entries")
      .values({ ...entry, sequence: 2 })
      .execute(),
    "a second entry with the same predecessor",
  ).rejects.toThrow();
}

describe("embedded SQLite", () => {
  it("upgrades a database of the first schema without losing an entry", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "evidence-desk-"));
    const thread = await SqliteThread.open(join(process.cwd(), "lib/database/sqlite-worker.mjs"), {
      path: join(dataDir, "evidence-desk.sqlite"),
      lockPath: null,
    });
    const database = new Kysely<Tables>({ dialect: sqliteDialect(async () => thread) });
    await upgrade(database);
    await database.destroy();
    rmSync(dataDir, { recursive: true, force: true });
  });
});

describe("PostgreSQL", () => {
  let postgres: RunningPostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
    await postgres.createRole("owner_of_log");
    await postgres.createRole("runtime");
  });
  afterAll(async () => postgres.end());
  beforeEach(async () => {
    await postgres.sql("drop schema public cascade");
    await postgres.sql("create schema public authorization owner_of_log");
  });

  const separate = () => ({
    kind: "postgres" as const,
    url: postgres.url("runtime"),
    migrationUrl: postgres.url("owner_of_log"),
  });

  it("upgrades a database of the first schema without losing an entry", async () => {
    const database = new Kysely<Tables>({
      dialect: postgresDialect(parsePostgresUrl(postgres.url("owner_of_log"), undefined), { max: 2 }),
    });
    await upgrade(database);
    await database.destroy();
  });

  it("migrates once when several processes start together", async () => {
    const url = postgres.url("owner_of_log");
    const opened = await Promise.all([1, 2, 3].map(() => openDatabase({ kind: "postgres", url, migrationUrl: url })));
    for (const { main, log } of opened) await Promise.all([main.destroy(), log.destroy()]);
  });

  it("fails before the schema's owner has migrated, and names the command to run", async () => {
    await postgres.sql("grant usage on schema public to runtime");
    await expect(openDatabase(separate())).rejects.toThrow("npm run migrate");
  });

  it("grants the runtime role select and insert on the log, and fails if it has more", async () => {
    await migratePostgres(separate());
    const { main, log } = await openDatabase(separate());
    await log.insertInto("audit_entries").values(entry).execute();
    await expect(log.deleteFrom("audit_entries").execute()).rejects.toThrow("permission denied");
    await expect(log.updateTable("audit_entries").set({ event: "x" }).execute()).rejects.toThrow("permission denied");
    await main.deleteFrom("limit_counters").execute();
    await Promise.all([main.destroy(), log.destroy()]);
    await postgres.sql("grant update on audit_entries to runtime");
    await expect(openDatabase(separate())).rejects.toThrow("may UPDATE on audit_entries");
    await expect(openDatabase({ ...separate(), url: postgres.url() })).rejects.toThrow("superuser");
  });

  it("names the command to run if only DATABASE_URL is set and the role may not create tables", async () => {
    await postgres.sql("grant usage on schema public to runtime");
    const url = postgres.url("runtime");
    await expect(openDatabase({ kind: "postgres", url, migrationUrl: url })).rejects.toThrow("npm run migrate");
  });

  it("revokes the right to change the log from an owner that is also the runtime role", async () => {
    const url = postgres.url("owner_of_log");
    const { main, log, ownsLog } = await openDatabase({ kind: "postgres", url, migrationUrl: url });
    expect(ownsLog).toBe(true);
    await log.insertInto("audit_entries").values(entry).execute();
    await expect(log.deleteFrom("audit_entries").execute()).rejects.toThrow("permission denied");
    await Promise.all([main.destroy(), log.destroy()]);
  });
});
