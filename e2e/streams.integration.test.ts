import { createHash } from "node:crypto";
import { type IncomingMessage, request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiPaths } from "../lib/paths.ts";
import type { ApiClient } from "./support/api-client.ts";
import { readProcessHealth } from "./support/process-health.ts";
import { type Desk, startDesk } from "./support/product.ts";
import type { RunningServer } from "./support/server.ts";
import { startStreamProvider } from "./support/stream-provider.ts";

let provider: Awaited<ReturnType<typeof startStreamProvider>>;
let desk: Desk;
let server: RunningServer;
let client: ApiClient;

beforeAll(async () => {
  provider = await startStreamProvider();
  desk = await startDesk(provider.apiUrl);
  ({ server, client } = desk);
});

afterAll(async () => {
  await desk?.end();
  await provider?.end();
});

const archiveOf = (srId: string) => apiPaths.artefact(srId, `e-${srId}`, "files");

function open(srId: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const url = new URL(server.url);
    const call = request({
      host: url.hostname,
      port: url.port,
      path: archiveOf(srId),
      headers: { cookie: client.cookie },
    });
    call.on("response", resolve).on("error", reject);
    call.end();
  });
}

/** Reads at least this many bytes and keeps the download open. */
function receive(response: IncomingMessage, sizeBytes: number): Promise<void> {
  return new Promise((resolve) => {
    let received = 0;
    response.on("data", (chunk: Buffer) => {
      received += chunk.length;
      if (received > sizeBytes) resolve();
    });
  });
}

async function releaseOf(requestId: unknown): Promise<Record<string, unknown>> {
  for (let turn = 0; turn < 40; turn += 1) {
    const { status, body } = await client.send(apiPaths.release(String(requestId)));
    const release = status === 200 ? (JSON.parse(body.toString()) as Record<string, unknown>) : {};
    if (release.outcome) return release;
    await wait(50);
  }
  return {};
}

describe("a release", () => {
  it("arrives complete, with Content-Length and digest", async () => {
    const { body, isWhole, headers } = await client.send(archiveOf("whole-8"));
    expect([isWhole, body.length, headers["content-length"]]).toEqual([true, 8 * 1024 * 1024, String(8 * 1024 * 1024)]);
    expect(await releaseOf(headers["x-request-id"])).toMatchObject({
      outcome: "whole",
      bytes: body.length,
      sha256: createHash("sha256").update(body).digest("hex"),
    });
  });

  it("resets the client connection when the provider aborts, and logs it as incomplete", async () => {
    const { status, isWhole, headers } = await client.send(archiveOf("cut-8"));
    expect([status, isWhole]).toEqual([200, false]);
    expect(await releaseOf(headers["x-request-id"])).toMatchObject({ outcome: "broken_off_by_provider", sha256: null });
  });

  it.each([
    ["reads", true],
    ["has stopped reading", false],
  ])("whose client %s and then disconnects closes the upstream connection within 100 ms", async (how, reads) => {
    const delaysMs: number[] = [];
    for (let turn = 0; turn < 9; turn += 1) {
      const srId = `endless-${turn}-${reads}`;
      const response = await open(srId);
      response.on("error", () => {});
      if (reads) await receive(response, 2 * 1024 * 1024);
      else await wait(100);
      const transfer = provider.transfers.get(srId);
      const leftAt = performance.now();
      response.destroy();
      for (let look = 0; look < 400 && !transfer?.closedAt; look += 1) await wait(5);
      delaysMs.push((transfer?.closedAt ?? Number.POSITIVE_INFINITY) - leftAt);
      expect(await releaseOf(response.headers["x-request-id"])).toMatchObject({ outcome: "broken_off_by_client" });
    }
    const medianMs = delaysMs.sort((a, b) => a - b)[4] ?? Number.NaN;
    console.log(`A client that ${how}: upstream connection closed after ${medianMs.toFixed(1)} ms (median)`);
    // Uses the median, because other load can delay a single run.
    expect(medianMs).toBeLessThan(100);
  });

  it("applies back-pressure to the provider for a slow reader, without memory growth", async () => {
    const before = await readProcessHealth(server.process.pid ?? 0);
    const response = await open("whole-256");
    response.on("error", () => {});
    for (let second = 0; second < 3; second += 1) {
      for (let taken = 0; taken < 1024 * 1024; ) {
        const chunk = response.read() as Buffer | null;
        if (chunk) taken += chunk.length;
        else await wait(5);
      }
      await wait(300);
    }
    const after = await readProcessHealth(server.process.pid ?? 0);
    // Bytes in transit are in the buffers of four sockets, outside process memory.
    expect(provider.transfers.get("whole-256")?.sentBytes).toBeLessThan(32 * 1024 * 1024);
    if (before && after) expect(after.residentMb - before.residentMb).toBeLessThan(48);
    response.destroy();
  });
});
