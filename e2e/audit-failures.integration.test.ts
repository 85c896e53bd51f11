import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migratePostgres } from "#lib/database/connection";
import { ApiClient } from "./support/api-client.ts";
import { type RunningPostgres, startPostgres } from "./support/postgres.ts";
import { providerSettings } from "./support/product.ts";
import { type RequestProvider, startRequestProvider } from "./support/request-provider.ts";
import { type RunningServer, startServer } from "./support/server.ts";

/**
 * Database failures that prevent access log entries. The response is 503 within 2 s, without an upstream request;
 * the product recovers when the database does.
 */

let provider: RequestProvider;
let server: RunningServer;
let client: ApiClient;

/** Each is a release; polls of a status are counted instead. */
const fetchRecord = async () => {
  const path = `/api/signature-requests/${provider.srId}/evidence/${provider.evidenceId(0)}/record`;
  const { status, body, tookMs } = await client.send(path);
  return { status, code: (JSON.parse(body.toString()) as { code?: string }).code, ms: tookMs };
};

async function signIn(): Promise<void> {
  client = new ApiClient(server.url);
  await client.signIn("reviewer");
  expect((await fetchRecord()).status).toBe(200);
}

async function expectClosed(name: string): Promise<void> {
  const requested = provider.count();
  for (let attempt = 0; attempt < 3; attempt++) {
    const { status, code, ms } = await fetchRecord();
    expect.soft({ status, code }, name).toEqual({ status: 503, code: "audit_unavailable" });
    expect.soft(ms, `${name}: milliseconds to the response`).toBeLessThan(2_000);
  }
  expect(provider.count(), `${name}: upstream requests`).toBe(requested);
}

async function expectOpenAgain(name: string): Promise<void> {
  for (let attempt = 0; attempt < 40; attempt++) {
    if ((await fetchRecord()).status === 200) return;
    await sleep(250);
  }
  throw new Error(`${name}: the product did not recover within 10 s.`);
}

describe("responds 503 and recovers with PostgreSQL:", () => {
  let postgres: RunningPostgres;
  /** Terminates all connections of the runtime role, so that the next connection meets the new settings. */
  const disconnect = () =>
    postgres.sql("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'runtime'", [], "postgres");

  beforeAll(async () => {
    [provider, postgres] = await Promise.all([startRequestProvider(), startPostgres()]);
    await postgres.createRole("owner_of_log");
    await postgres.createRole("runtime");
    await postgres.sql("create schema authorization owner_of_log");
    await postgres.sql("alter role owner_of_log set search_path = owner_of_log");
    await postgres.sql("alter role runtime set search_path = owner_of_log");
    const urls = { url: postgres.url("runtime"), migrationUrl: postgres.url("owner_of_log") };
    await migratePostgres({ kind: "postgres", ...urls });
    server = await startServer({
      ...providerSettings(provider.url),
      DATABASE_URL: urls.url,
      DATABASE_MIGRATION_URL: urls.migrationUrl,
    });
    await signIn();
  });
  afterAll(async () => {
    client?.end();
    await server?.end();
    await postgres?.end();
    await provider?.end();
  });

  it("stopped database", async () => {
    await postgres.stop();
    await expectClosed("database stopped");
    await postgres.start();
    await expectOpenAgain("database stopped");
  });

  it("full disk", async () => {
    // PostgreSQL error code for a full disk.
    await postgres.sql(`create function owner_of_log.full_disk() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`);
    await postgres.sql(
      "create trigger full_disk before insert on owner_of_log.log_entries execute function owner_of_log.full_disk()",
    );
    await expectClosed("disk full");
    await postgres.sql("drop trigger full_disk on owner_of_log.log_entries");
    await expectOpenAgain("disk full");
  });

  it("locked table", async () => {
    const client = new pg.Client({ connectionString: postgres.url() });
    await client.connect();
    await client.query("begin");
    await client.query("lock table owner_of_log.log_entries in access exclusive mode");
    await expectClosed("table locked");
    await client.end();
    await expectOpenAgain("table locked");
  });

  it("read-only database", async () => {
    await postgres.sql("alter database evidence set default_transaction_read_only = on");
    await disconnect();
    await expectClosed("read-only");
    await postgres.sql("alter database evidence reset default_transaction_read_only", [], "postgres");
    await disconnect();
    await expectOpenAgain("read-only");
  });

  it("wrong password", async () => {
    const { rows } = await postgres.sql("select rolpassword from pg_authid where rolname = 'runtime'", [], "postgres");
    await postgres.sql("alter role runtime password 'another'", [], "postgres");
    await disconnect();
    await expectClosed("wrong password");
    await postgres.sql(`alter role runtime password '${rows[0].rolpassword}'`, [], "postgres");
    await expectOpenAgain("wrong password");
  });

  it("a right beyond the list stops the next start, with the statement that takes it away", async () => {
    await postgres.sql("grant update (content) on owner_of_log.log_entries to runtime");
    const url = postgres.url("runtime");
    const error = await startServer({ ...providerSettings(provider.url), DATABASE_URL: url }).catch(String);
    expect(error).toContain("runtime may UPDATE (content) on log_entries");
    expect(error).toContain("REVOKE UPDATE (content) ON TABLE owner_of_log.log_entries FROM runtime;");
    expect(error).not.toContain(new URL(url).password);
    await postgres.sql("revoke update (content) on owner_of_log.log_entries from runtime");
    await expectOpenAgain("rights");
  });

  it("exhausted connection pool", async () => {
    await postgres.sql("alter role runtime connection limit 0", [], "postgres");
    await disconnect();
    await expectClosed("pool exhausted");
    await postgres.sql("alter role runtime connection limit -1", [], "postgres");
    await expectOpenAgain("pool exhausted");
  });

  it("statements that take 30 s", async () => {
    await postgres.sql(`create function owner_of_log.slow() returns trigger language plpgsql as
      $$ begin perform pg_sleep(30); return null; end $$`);
    await postgres.sql(
      "create trigger slow before insert on owner_of_log.log_entries execute function owner_of_log.slow()",
    );
    await expectClosed("30 s slow");
    await postgres.sql("drop trigger slow on owner_of_log.log_entries");
    await expectOpenAgain("30 s slow");
  });

  it("frozen server that does not refuse connections", async () => {
    postgres.pause();
    await expectClosed("frozen");
    postgres.resume();
    await expectOpenAgain("frozen");
  });
});

describe("responds 503 and recovers with the embedded database:", () => {
  let dataDir: string;
  const isMounted = process.getuid?.() === 0;

  beforeAll(async () => {
    provider = await startRequestProvider();
    dataDir = mkdtempSync(join(tmpdir(), "evidence-desk-"));
    // Separate file system, so that filling it affects this test only.
    if (isMounted) execFileSync("mount", ["-t", "tmpfs", "-o", "size=16m,mode=0700", "none", dataDir]);
    server = await startServer({ ...providerSettings(provider.url), DATA_DIR: dataDir });
    await signIn();
  });
  afterAll(async () => {
    client?.end();
    await server?.end();
    await provider?.end();
    if (isMounted) execFileSync("umount", [dataDir]);
    rmSync(dataDir, { recursive: true, force: true });
  });

  it("file locked by another process", async () => {
    const other = new DatabaseSync(join(dataDir, "evidence-desk.sqlite"));
    other.exec("begin immediate");
    await expectClosed("file locked");
    other.exec("rollback");
    other.close();
    await expectOpenAgain("file locked");
  });

  it.runIf(isMounted)("full file system", async () => {
    const filler = join(dataDir, "filler");
    for (let kibibytes = 16 * 1024; kibibytes >= 1; kibibytes = Math.floor(kibibytes / 2))
      try {
        writeFileSync(filler, Buffer.alloc(kibibytes * 1024), { flag: "a" });
      } catch {
        // The disk is full at this size, so the next file is smaller.
      }
    for (let attempt = 0; attempt < 500 && (await fetchRecord()).status === 200; attempt++);
    await expectClosed("disk full");
    rmSync(filler);
    await expectOpenAgain("disk full");
  });
});
