import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Kysely, sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type RunningPostgres, startPostgres } from "../../e2e/support/postgres.ts";
import { parsePostgresUrl } from "../env.ts";
import { endDatabase, migratePostgres, openDatabase } from "./connection.ts";
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

const leaf = { log: 1, index: 0, v: 2, at: entry.at, event: "search", commitment: "c", salt: null, content: null };

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

  it("gives the log's readers a connection of their own that cannot write, waits for no writer and blocks none", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "evidence-desk-"));
    const opened = await openDatabase({ kind: "sqlite", dataDir, root: process.cwd(), exclusive: true });
    const { main, reader } = opened;
    await main.insertInto("log_entries").values(leaf).execute();
    const insert = reader.insertInto("log_entries").values({ ...leaf, index: 1 });
    await expect(insert.execute()).rejects.toThrow("readonly");
    const count = async () => (await reader.selectFrom("log_entries").select("index").execute()).length;
    await main.transaction().execute(async (transaction) => {
      await transaction
        .insertInto("log_entries")
        .values({ ...leaf, index: 1 })
        .execute();
      expect(await count()).toBe(1);
    });
    expect(await count()).toBe(2);
    const scan = sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000000) select max(i) from n`;
    let isScanning = true;
    const scanned = scan.execute(reader).then(() => {
      isScanning = false;
    });
    await main
      .insertInto("log_entries")
      .values({ ...leaf, index: 2 })
      .execute();
    expect(isScanning).toBe(true);
    await scanned;
    await endDatabase(opened);
    // Without a connection left, SQLite has merged its write-ahead log into the file.
    expect(readdirSync(dataDir).sort()).toEqual(["evidence-desk.lock", "evidence-desk.sqlite"]);
    rmSync(dataDir, { recursive: true, force: true });
  });

  it("opens a connection again after its thread has ended", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "evidence-desk-"));
    const threads: SqliteThread[] = [];
    const open = async () => {
      const file = { path: join(dataDir, "evidence-desk.sqlite"), lockPath: null };
      const thread = await SqliteThread.open(join(process.cwd(), "lib/database/sqlite-worker.mjs"), file);
      threads.push(thread);
      return thread;
    };
    const database = new Kysely<Tables>({ dialect: sqliteDialect(open) });
    await sql`select 1`.execute(database);
    await threads[0]?.close();
    expect((await sql`select 2 as two`.execute(database)).rows).toEqual([{ two: 2 }]);
    expect(threads).toHaveLength(2);
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

  it("gives the log's readers connections that cannot write, whatever DATABASE_URL sets", async () => {
    await migratePostgres(separate());
    const options = "?options=-c%20default_transaction_read_only%3Doff%20-c%20statement_timeout%3D0";
    const opened = await openDatabase({ ...separate(), url: `${separate().url}${options}` });
    await opened.log.insertInto("log_entries").values(leaf).execute();
    const insert = opened.reader.insertInto("log_entries").values({ ...leaf, index: 1 });
    await expect(insert.execute()).rejects.toThrow("read-only transaction");
    await expect(opened.reader.deleteFrom("limit_counters").execute()).rejects.toThrow("read-only transaction");
    expect(await opened.reader.selectFrom("log_entries").select("index").execute()).toHaveLength(1);
    await endDatabase(opened);
  });

  it("appends while all connections of readers are busy", async () => {
    await migratePostgres(separate());
    const opened = await openDatabase(separate());
    let answered = 0;
    const slow = Array.from({ length: 4 }, () =>
      sql`select pg_sleep(1)`.execute(opened.reader).then(() => {
        answered += 1;
      }),
    );
    await opened.log.insertInto("log_entries").values(leaf).execute();
    await opened.main.selectFrom("sessions").selectAll().execute();
    expect(answered).toBe(0);
    await Promise.all(slow);
    await endDatabase(opened);
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
    await log.insertInto("log_entries").values(leaf).execute();
    await expect(log.deleteFrom("log_entries").execute()).rejects.toThrow("permission denied");
    await expect(log.updateTable("log_entries").set({ event: "x" }).execute()).rejects.toThrow("permission denied");
    await main.deleteFrom("limit_counters").execute();
    await Promise.all([main.destroy(), log.destroy()]);
    await postgres.sql("grant update on log_entries to runtime");
    await expect(openDatabase(separate())).rejects.toThrow("may UPDATE on log_entries");
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
    await log.insertInto("log_entries").values(leaf).execute();
    await expect(log.deleteFrom("log_entries").execute()).rejects.toThrow("permission denied");
    await Promise.all([main.destroy(), log.destroy()]);
  });
});
