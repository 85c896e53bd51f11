import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyLog } from "#lib/audit/verify-log";
import { connectDatabase, type DatabaseTarget } from "#lib/database/connection";
import { deriveAuditKeys } from "#lib/transparency-log/log-keys";
import { ApiClient } from "./support/api-client.ts";
import { type RunningPostgres, startPostgres } from "./support/postgres.ts";
import { providerSettings } from "./support/product.ts";
import { type RequestProvider, startRequestProvider } from "./support/request-provider.ts";
import { startServer } from "./support/server.ts";

const rounds = process.env.FULL === "1" ? 30 : 2;
const clients = 16;
const seed = Number(process.env.SEED ?? 20261123);

/** Returns the same delays for the same seed. */
function seeded() {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Sends requests until the server stops. Resolves with the request IDs of complete responses. */
async function requestUntilGone(client: ApiClient, path: string): Promise<string[]> {
  const completedIds: string[] = [];
  const one = async () => {
    for (;;) {
      const response = await client.send(path).catch(() => null);
      if (response === null || !response.isWhole) return;
      if (response.status === 200) completedIds.push(String(response.headers["x-request-id"]));
    }
  };
  await Promise.all(Array.from({ length: clients }, one));
  return completedIds;
}

/** Reads the access log after the crash without starting the product. */
async function readLogAfter(target: DatabaseTarget, dataDir: string) {
  const keys = deriveAuditKeys([readFileSync(join(dataDir, "audit-key"), "utf8").trim()]);
  const { main, log } = await connectDatabase(target);
  const result = await verifyLog({ tables: main, keys, now: Date.now });
  const rows = await main
    .selectFrom("log_entries")
    .select(["request_id", "event"])
    .where("event", "in", ["release", "release_outcome"])
    .execute();
  await main.destroy();
  if (log !== main) await log.destroy();
  const of = (event: string) => new Set(rows.filter((row) => row.event === event).map((row) => row.request_id));
  return { result, starts: of("release"), ends: of("release_outcome") };
}

describe(`kill -9 at a random time under load, ${rounds} times`, () => {
  let provider: RequestProvider;
  let postgres: RunningPostgres;
  let dataDir: string;
  beforeAll(async () => {
    [provider, postgres] = await Promise.all([startRequestProvider(), startPostgres()]);
    dataDir = mkdtempSync(join(tmpdir(), "evidence-desk-"));
  });
  afterAll(async () => {
    await postgres?.end();
    await provider?.end();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function crash(name: string, target: DatabaseTarget, settings: Record<string, string>): Promise<void> {
    const random = seeded();
    let responses = 0;
    let missing = 0;
    let broken = 0;
    for (let round = 0; round < rounds; round++) {
      const server = await startServer({ ...providerSettings(provider.url), ...settings, DATA_DIR: dataDir });
      const client = new ApiClient(server.url);
      await client.signIn("reviewer");
      // Each is a release; polls of a status are counted instead.
      const path = `/api/signature-requests/${provider.srId}/evidence/${provider.evidenceId(0)}/record`;
      const requesting = requestUntilGone(client, path);
      await sleep(300 + random(1_500));
      const gone = once(server.process, "exit");
      server.process.kill("SIGKILL");
      await gone;
      client.end();
      const completedIds = await requesting;
      const { result, starts, ends } = await readLogAfter(target, dataDir);
      responses += completedIds.length;
      missing += completedIds.filter((id) => !(starts.has(id) && ends.has(id))).length;
      if (!result.intact) broken += 1;
    }
    console.log(
      `${name}: ${rounds} kills, ${responses} responses received, ${missing} without entries, ${broken} broken logs (seed ${seed})`,
    );
    expect({ missing, broken }).toEqual({ missing: 0, broken: 0 });
    expect(responses).toBeGreaterThan(0);
  }

  it("keeps the log entry of every response that a client received, on SQLite", async () => {
    await crash("SQLite", { kind: "sqlite", dataDir, root: process.cwd(), exclusive: false }, {});
  }, 900_000);

  it("keeps the log entry of every response that a client received, on PostgreSQL", async () => {
    const url = postgres.url();
    await crash("PostgreSQL", { kind: "postgres", url, migrationUrl: url }, { DATABASE_URL: url });
  }, 900_000);
});
