import { createServer, type RequestListener } from "node:http";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { close, listen } from "../../e2e/support/loopback.ts";
import { ArtefactStore } from "./artefact-store.ts";

// Uses a real HTTP server; adds an origin to relative URLs, which Node's fetch cannot resolve.
const realFetch = globalThis.fetch;
let respond: RequestListener = (_, response) => response.end();
let calls = 0;
const server = createServer((request, response) => {
  calls += 1;
  respond(request, response);
});

beforeEach(async () => {
  calls = 0;
  const port = await listen(server);
  globalThis.fetch = (path, init) => realFetch(`http://127.0.0.1:${port}${path}`, init);
});
afterEach(async () => {
  globalThis.fetch = realFetch;
  await close(server);
});

const settled = (store: ArtefactStore) => vi.waitFor(() => expect(store.state("files").phase).not.toBe("loading"));

it("fetches an artefact once, even if opened repeatedly", async () => {
  respond = (_, response) =>
    response.writeHead(200, { "content-type": "application/zip", "x-evidence-sha256": "ab" }).end("PK");
  const store = new ArtefactStore("sr", "ev");
  store.open("files");
  store.open("files");
  await settled(store);
  store.open("files");
  const state = store.state("files");
  expect(state).toMatchObject({ phase: "ready", sha256: "ab", contentType: "application/zip" });
  expect(state.phase === "ready" && (await state.blob.text())).toBe("PK");
  expect(calls).toBe(1);
});

it("keeps bytes of a failed download separate from evidence", async () => {
  respond = (_, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("half", () => setTimeout(() => response.destroy(), 50));
  };
  const store = new ArtefactStore("sr", "ev");
  store.open("files");
  await settled(store);
  const state = store.state("files");
  expect(state).toMatchObject({ phase: "failed", problem: { code: "provider_unavailable" } });
  expect(state.phase === "failed" && (await state.received?.text())).toBe("half");
});

it("reports the server's problem, and retries when reopened", async () => {
  respond = (_, response) =>
    response
      .writeHead(409, { "content-type": "application/problem+json" })
      .end(JSON.stringify({ code: "not_completed", detail: "wait", requestId: "r1" }));
  const store = new ArtefactStore("sr", "ev");
  store.open("files");
  await settled(store);
  expect(store.state("files")).toMatchObject({ phase: "failed", problem: { code: "not_completed", requestId: "r1" } });
  respond = (_, response) => response.end("ok");
  store.open("files");
  await settled(store);
  expect(store.state("files").phase).toBe("ready");
});

it("releases all bytes on dispose", async () => {
  respond = (_, response) => response.end("ok");
  const store = new ArtefactStore("sr", "ev");
  store.open("files");
  await settled(store);
  store.dispose();
  expect(store.state("files").phase).toBe("idle");
});
