import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findCase, sandboxCredentials } from "../sandbox/cases.ts";
import { readTestKey } from "../sandbox/keys.ts";
import { type RunningSandbox, runSandbox } from "../sandbox/tests/running-sandbox.ts";
import { openHttpBrowser, signInByHttp } from "./support/http-browser.ts";
import { close, listen } from "./support/loopback.ts";
import { type RunningPostgres, startPostgres } from "./support/postgres.ts";
import { type RunningServer, startServer } from "./support/server.ts";

function startKeyServer() {
  const state = { names: [] as string[], requested: 0, isDown: false };
  const server: Server = createServer((_, response) => {
    state.requested++;
    if (state.isDown) return void response.writeHead(503).end();
    const keys = state.names.map((name) => readTestKey(name as "provider-rsa").publicJwk);
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ keys }));
  });
  return { state, server, port: listen(server) };
}

type ListedKey = { kid: string | null; published: boolean; stale: boolean; firstSeenAt: string; lastSeenAt: string };

describe.each(["sqlite", "postgres"] as const)("history of trusted keys in %s", (kind) => {
  let postgres: RunningPostgres | null = null;
  let sandbox: RunningSandbox;
  let running: RunningServer | null = null;
  const keys = startKeyServer();
  let settings: Record<string, string> = {};

  beforeAll(async () => {
    if (kind === "postgres") postgres = await startPostgres();
    sandbox = await runSandbox(new Date());
    settings = {
      SKRIBBLE_API_URL: `${sandbox.url}/v3`,
      SKRIBBLE_API_USERNAME: sandboxCredentials.username,
      SKRIBBLE_API_KEY: sandboxCredentials.apiKey,
      TRUST_JWKS_URL: `http://127.0.0.1:${await keys.port}/keys`,
      AUTH_DEMO: "1",
      ...(postgres ? { DATABASE_URL: postgres.url() } : {}),
    };
  });
  afterAll(async () => {
    await running?.end();
    await close(keys.server);
    sandbox?.close();
    await postgres?.end();
  });

  async function open() {
    const server = await startServer(settings);
    running = server;
    settings = { ...settings, DATA_DIR: server.dataDir };
    const browser = openHttpBrowser(server.url);
    await signInByHttp(browser, "everything");
    const read = async (path: string) => (await browser.get(path)).json();
    return {
      verdict: (name: "nfc-completed" | "token-wrong-key" = "nfc-completed") => {
        const { srId, evidenceIds } = findCase(name);
        return read(`/api/signature-requests/${srId}/evidence/${evidenceIds[0]}/token/verdict`);
      },
      listed: async () => {
        const { keys } = (await read("/api/diagnostics/trusted-keys")) as { keys: ListedKey[] };
        return new Map(keys.map((key) => [key.kid, key]));
      },
      changes: async () => {
        const { items } = (await read("/api/audit?event=trust_change")) as {
          items: { detail: { change: string; keyThumbprint: string } }[];
        };
        return items.map(({ detail }) => detail.change).sort();
      },
      end: () => server.end({ keepData: true }),
    };
  }
  const kidOf = (name: "provider-rsa" | "provider-ec") => readTestKey(name).publicJwk.kid as string;

  it("records each new key with its first time, and logs it", async () => {
    keys.state.names = ["provider-rsa", "provider-ec"];
    const desk = await open();
    expect(await desk.verdict()).toMatchObject({ verdict: "valid", key: { published: true } });
    const key = (await desk.listed()).get(kidOf("provider-rsa"));
    expect(Date.parse(key?.firstSeenAt ?? "")).toBeGreaterThan(Date.now() - 120_000);
    expect(await desk.changes()).toEqual(["published", "published"]);
    const before = keys.state.requested;
    await Promise.all(Array.from({ length: 20 }, () => desk.verdict()));
    expect(keys.state.requested - before).toBeLessThanOrEqual(1);
    await desk.end();
  });

  it("reports keys that are no longer published, with verdict untrusted for their tokens", async () => {
    keys.state.names = ["provider-ec"];
    const desk = await open();
    expect(await desk.verdict()).toMatchObject({
      verdict: "untrusted",
      reason: "key_no_longer_published",
      key: { kid: kidOf("provider-rsa"), published: false },
    });
    const listed = await desk.listed();
    expect(listed.get(kidOf("provider-rsa"))).toMatchObject({ published: false });
    const kept = listed.get(kidOf("provider-ec"));
    expect(kept?.published).toBe(true);
    expect(Date.parse(kept?.lastSeenAt ?? "")).toBeGreaterThan(Date.parse(kept?.firstSeenAt ?? ""));
    expect(await desk.changes()).toEqual(["published", "published", "withdrawn"]);
    await desk.end();
  });

  it("trusts keys that are published again, and logs it", async () => {
    keys.state.names = ["provider-rsa", "provider-ec"];
    const desk = await open();
    expect(await desk.verdict()).toMatchObject({ verdict: "valid" });
    expect(await desk.changes()).toEqual(["published", "published", "published", "withdrawn"]);
    await desk.end();
  });

  it("refetches keys before an invalid verdict, because the kid may name another key", async () => {
    keys.state.names = ["provider-rsa"];
    const desk = await open();
    expect(await desk.verdict()).toMatchObject({ verdict: "valid" });
    const before = keys.state.requested;
    keys.state.names = ["unknown-rsa"];
    expect(await desk.verdict("token-wrong-key")).toMatchObject({ verdict: "valid" });
    // The previous key with this kid is in the history, so its tokens are not invalid either.
    expect(await desk.verdict()).toMatchObject({ verdict: "untrusted", reason: "key_no_longer_published" });
    expect(keys.state.requested - before).toBe(1);
    await desk.end();
  });

  it("does not trust recorded keys until the endpoint has responded", async () => {
    keys.state.isDown = true;
    const desk = await open();
    expect(await desk.verdict()).toMatchObject({ verdict: "untrusted", reason: "keys_unavailable" });
    await desk.end();
    keys.state.isDown = false;
  });
});
