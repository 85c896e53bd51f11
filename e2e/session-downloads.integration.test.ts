import { execFile } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiPaths } from "../lib/paths.ts";
import { ApiClient } from "./support/api-client.ts";
import { fillLog } from "./support/fill-log.ts";
import { type RunningPostgres, startPostgres } from "./support/postgres.ts";
import { providerSettings } from "./support/product.ts";
import { openRawDownload, type RawDownload } from "./support/raw-download.ts";
import { type RunningServer, startServer } from "./support/server.ts";
import { entriesIn } from "./support/stored-entries.ts";
import { startStreamProvider } from "./support/stream-provider.ts";

/** Two processes on one database: the second one ends sessions whose downloads run on the first. */

const keys = {
  AUTH_SECRET: "first-secret-of-the-tests-0123456789abcdef",
  AUDIT_KEY: "audit-key-of-the-tests-0123456789abcdefghi",
};
let provider: Awaited<ReturnType<typeof startStreamProvider>>;
let postgres: RunningPostgres;
let servers: RunningServer[] = [];
const clients: ApiClient[] = [];

beforeAll(async () => {
  provider = await startStreamProvider();
  postgres = await startPostgres();
  const settings = { ...keys, ...providerSettings(provider.apiUrl), DATABASE_URL: postgres.url() };
  servers = [await startServer(settings), await startServer(settings)];
});

afterAll(async () => {
  for (const client of clients) client.end();
  await Promise.all(servers.map((server) => server.end()));
  await postgres?.end();
  await provider?.end();
});

const sharedDatabase = () => ({ DATABASE_URL: postgres.url(), DATA_DIR: servers[0]?.dataDir ?? "" });
const url = (process: 0 | 1) => servers[process]?.url ?? "";
const archiveOf = (srId: string) => apiPaths.artefact(srId, `e-${srId}`, "files");

async function signIn(account: "reviewer" | "auditor" | "everything", process: 0 | 1 = 0): Promise<ApiClient> {
  const client = new ApiClient(url(process));
  clients.push(client);
  await client.signIn(account);
  return client;
}

/** The same browser, which reaches the other process. */
function onReplica(client: ApiClient): ApiClient {
  const replica = new ApiClient(url(1), client.cookies);
  clients.push(replica);
  return replica;
}

async function startDownload(client: ApiClient, srId: string): Promise<RawDownload> {
  const download = openRawDownload(url(0), archiveOf(srId), client.cookie);
  expect(await download.head).toMatch(/^HTTP\/1\.1 200 /);
  while (download.receivedBytes() < 2_000_000) await wait(5);
  return download;
}

async function signOut(client: ApiClient): Promise<void> {
  const { csrfToken } = JSON.parse((await client.send("/api/auth/csrf")).body.toString()) as { csrfToken: string };
  const { status } = await client.send(apiPaths.signOut(), { form: { csrfToken, json: "true" } });
  expect(status).toBe(200);
}

async function readItems(client: ApiClient, path: string): Promise<Record<string, unknown>[]> {
  return JSON.parse((await client.send(path)).body.toString()).items;
}

async function readOutcome(requestId: string): Promise<unknown> {
  const { rows } = await postgres.sql(
    `select outcome, detail::json->>'reason' as reason, sha256, bytes > 0 as sent from ${entriesIn.postgres} where request_id = $1 and event = 'release_outcome'`,
    [requestId],
  );
  return rows[0];
}

const sessionIdOf = async (subject: string): Promise<string> =>
  (
    await postgres.sql(
      "select id from sessions where subject = $1 and ended_at is null order by started_at desc limit 1",
      [subject],
    )
  ).rows[0].id;

/** Changes the newest active session, as time or another process would. */
const change = async (subject: string, set: string) =>
  postgres.sql(`update sessions set ${set} where id = $1`, [await sessionIdOf(subject)]);

async function revoke(subject: string, target: Record<string, string> = sharedDatabase()): Promise<string> {
  const env = { ...process.env, ...keys, ...target, AUTH_DEMO: "1" };
  const tool = ["--import", "./scripts/typescript.mjs", "scripts/session-revoke.ts", subject];
  return (await promisify(execFile)(process.execPath, tool, { env })).stdout;
}

/** The same person in another browser, at the other process. */
async function endElsewhere(): Promise<void> {
  const other = await signIn("reviewer", 1);
  const { items } = JSON.parse((await other.send(apiPaths.sessions())).body.toString()) as {
    items: { id: string; isCurrent: boolean; startedAt: string }[];
  };
  const [newest] = items.filter(({ isCurrent }) => !isCurrent).sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
  const { status } = await other.send(apiPaths.ownSession(newest?.id ?? ""), { method: "DELETE" });
  expect(status).toBe(204);
  await signOut(other);
}

const ends: [name: string, reason: string, end: (client: ApiClient) => Promise<unknown>][] = [
  ["sign-out on another process", "sign_out", (client) => signOut(onReplica(client))],
  ["npm run session:revoke", "revoked", () => revoke("reviewer@demo.test")],
  ["its end from another browser", "ended_by_person", endElsewhere],
  ["a new sign-in in the same browser", "replaced", (client) => onReplica(client).signIn("auditor")],
  ["the idle timeout", "idle", () => change("reviewer@demo.test", "last_act_at = last_act_at - 1800000")],
  ["the absolute timeout", "max_age", () => change("reviewer@demo.test", "started_at = started_at - 36000000")],
  ["the loss of the role", "no_role", () => change("reviewer@demo.test", "roles = 'auditor'")],
];

describe("a download in progress", () => {
  it.each(ends)("is reset within seconds after %s, and recorded", async (_, reason, end) => {
    const client = await signIn("reviewer");
    const download = await startDownload(client, `endless-${reason}`);
    await end(client);
    const endedAt = performance.now();
    const { how, tail } = await download.closed;
    const tookMs = performance.now() - endedAt;
    console.log(`${reason}: reset ${Math.round(tookMs)} ms later`);
    expect(how).toBe("reset");
    expect(tail.endsWith("0\r\n\r\n")).toBe(false);
    expect(tookMs).toBeLessThan(5_000);
    const outcome = { outcome: "broken_off_by_session_end", reason, sha256: null, sent: true };
    await expect.poll(() => readOutcome(download.requestId())).toEqual(outcome);
    await expect.poll(() => provider.transfers.get(`endless-${reason}`)?.closedAt ?? null).not.toBeNull();
  });

  it("goes on under another session, and under the same one while it is active", async () => {
    const [ending, other] = [await signIn("reviewer"), await signIn("everything")];
    const [ended, kept] = [await startDownload(ending, "endless-a"), await startDownload(other, "endless-b")];
    await signOut(ending);
    await ended.closed;
    const receivedBytes = kept.receivedBytes();
    await wait(3_000);
    expect(kept.socket.destroyed).toBe(false);
    expect(kept.receivedBytes()).toBeGreaterThan(receivedBytes);
    kept.socket.destroy();
    const outcome = { outcome: "broken_off_by_client", reason: null, sha256: null, sent: true };
    await expect.poll(() => readOutcome(kept.requestId())).toEqual(outcome);
  });

  it("is reset for a client that has stopped reading", async () => {
    const client = await signIn("reviewer");
    const download = await startDownload(client, "endless-stopped");
    download.socket.pause();
    await wait(500);
    await signOut(onReplica(client));
    await expect
      .poll(() => readOutcome(download.requestId()), { timeout: 5_000 })
      .toMatchObject({ outcome: "broken_off_by_session_end" });
    download.socket.resume();
    expect((await download.closed).how).toBe("reset");
  });

  it("does not extend the idle timeout", async () => {
    const client = await signIn("reviewer");
    const download = await startDownload(client, "endless-act");
    const lastAct = async () =>
      (await postgres.sql("select last_act_at from sessions where id = $1", [await sessionIdOf("reviewer@demo.test")]))
        .rows[0].last_act_at;
    const before = await lastAct();
    await wait(2_500);
    expect(await lastAct()).toBe(before);
    download.socket.destroy();
  });

  it("gets 401 if the provider has not responded by then", async () => {
    const client = await signIn("reviewer");
    const waiting = client.send(archiveOf("silent-1"));
    while (!provider.transfers.has("silent-1")) await wait(20);
    await signOut(onReplica(client));
    const { status, body, headers, tookMs } = await waiting;
    expect([status, JSON.parse(body.toString()).code, tookMs < 6_000]).toEqual([401, "unauthenticated", true]);
    const outcome = { outcome: "broken_off_by_session_end", reason: "sign_out", sha256: null, sent: false };
    expect(await readOutcome(String(headers["x-request-id"]))).toEqual(outcome);
    await expect.poll(() => provider.transfers.get("silent-1")?.closedAt ?? null).not.toBeNull();
  });
});

it("an export of the access log is reset when its session ends", async () => {
  // More than sockets buffer, so that the export waits for a client that does not read.
  const target = { kind: "postgres", url: postgres.url(), migrationUrl: postgres.url() } as const;
  await fillLog(target, keys.AUDIT_KEY, 30_000);
  const client = await signIn("auditor");
  const download = openRawDownload(url(0), apiPaths.auditExport("csv"), client.cookie);
  expect(await download.head).toMatch(/^HTTP\/1\.1 200 /);
  download.socket.pause();
  await signOut(onReplica(client));
  const outcome = { outcome: "broken_off_by_session_end", reason: "sign_out", sha256: null, sent: true };
  await expect.poll(() => readOutcome(download.requestId()), { timeout: 10_000 }).toEqual(outcome);
  download.socket.resume();
  expect((await download.closed).how).toBe("reset");
  // The next export of this person may start: the lease has ended.
  const next = await signIn("auditor", 1);
  expect((await next.send(apiPaths.auditVerification())).status).toBe(200);
});

it("a download whose session cannot be checked for 30 s is reset", async () => {
  const client = await signIn("reviewer");
  const download = await startDownload(client, "endless-unchecked");
  // Read at full speed, the archive would reach the limit of its size first.
  download.socket.pause();
  postgres.pause();
  const pausedAt = performance.now();
  try {
    const closedAt = () => provider.transfers.get("endless-unchecked")?.closedAt ?? null;
    await expect.poll(closedAt, { timeout: 50_000 }).not.toBeNull();
    download.socket.resume();
    expect((await download.closed).how).toBe("reset");
  } finally {
    postgres.resume();
  }
  const tookS = (performance.now() - pausedAt) / 1000;
  console.log(`unchecked: reset after ${tookS.toFixed(1)} s`);
  expect(tookS).toBeGreaterThan(25);
  expect(tookS).toBeLessThan(45);
}, 60_000);

it("with the embedded database, session:revoke of another process resets the download", async () => {
  const server = await startServer({ ...keys, ...providerSettings(provider.apiUrl) });
  const client = new ApiClient(server.url);
  try {
    await client.signIn("reviewer");
    const download = openRawDownload(server.url, archiveOf("endless-embedded"), client.cookie);
    expect(await download.head).toMatch(/^HTTP\/1\.1 200 /);
    const output = await revoke("reviewer@demo.test", { DATA_DIR: server.dataDir });
    expect(output.trim()).toBe("Ended 1 session of reviewer@demo.test.");
    expect((await download.closed).how).toBe("reset");
    const auditor = new ApiClient(server.url);
    await auditor.signIn("auditor");
    // The row of the access says how it ended, on the log's page, in its exports and in the history.
    const word = "broken_off_by_session_end";
    const shown = async () =>
      (await readItems(auditor, apiPaths.audit())).filter(({ event }) =>
        ["release", "session_ended"].includes(String(event)),
      );
    await expect.poll(shown).toMatchObject([
      { event: "session_ended", detail: { reason: "revoked", sessions: 1 } },
      { event: "release", conclusion: word, ending: { detail: { reason: "revoked" } } },
    ]);
    for (const format of ["csv", "jsonl"] as const) {
      const { body } = await auditor.send(apiPaths.auditExport(format));
      expect(body.toString().match(/broken_off_by_session_end/g)).toHaveLength(1);
    }
    await client.signIn("reviewer");
    const history = await readItems(client, apiPaths.history("endless-embedded", "e-endless-embedded"));
    expect(history[0]).toMatchObject({ conclusion: word });
    auditor.end();
  } finally {
    client.end();
    await server.end();
  }
});
