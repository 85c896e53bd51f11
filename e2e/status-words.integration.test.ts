import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SeenWords, StatusResponse } from "../lib/status/schema.ts";
import { ApiClient } from "./support/api-client.ts";
import { type Desk, startDesk } from "./support/desk.ts";
import { type RequestProvider, startRequestProvider } from "./support/request-provider.ts";

const bodies = [
  `{"id":9007199254740993,"transactionCode":"123456789","accountId":12,"workflowId":7,"status":"Done",
    "createdAt":1764234569,"startedAt":"0001-01-01T00:00:00Z","expiresAt":"9999-12-31T23:59:59Z"}`,
  '{"id":"evidence-1","status":"SUPERVISOR_HOLD"}',
  '{"id":"evidence-2","status":"Abgelehnt: Müller"}',
  '{"id":"evidence-3","status":"IDENTIFICATION_COMPLETED"}',
];

let provider: RequestProvider;
let desk: Desk;
let client: ApiClient;

beforeAll(async () => {
  provider = await startRequestProvider(bodies.length, bodies);
  desk = await startDesk(provider.url, { SKRIBBLE_STATUS_WORDS: "DONE=completed, SUPERVISOR-HELD=in_review" });
  client = new ApiClient(desk.server.url);
  await client.signIn("everything");
});

afterAll(async () => {
  client?.end();
  await desk?.end();
  await provider?.end();
});

async function read<T>(path: string): Promise<T> {
  const { status, body } = await client.send(path);
  expect(status).toBe(200);
  return JSON.parse(body.toString()) as T;
}

const statusPath = (index: number) =>
  `/api/signature-requests/${provider.srId}/evidence/${provider.evidenceId(index)}/status`;

describe("the status", () => {
  it("keeps the digits of IDs, reads times in any format, and names the setting as source", async () => {
    const status = await read<StatusResponse>(statusPath(0));
    expect(status).toMatchObject({
      ...{ id: "9007199254740993", transactionCode: "123456789", accountId: "12", workflowId: "7" },
      ...{ status: "Done", state: "completed", stateSource: "setting", raw: bodies[0] },
    });
    expect(status.times.map(({ name, at }) => [name, at])).toEqual([["createdAt", "2025-11-27T09:09:29.000Z"]]);
    expect(status.otherTimes.map(({ name, reading }) => [name, reading.kind])).toEqual([
      ["startedAt", "unset"],
      ["expiresAt", "never"],
    ]);
  });

  it("logs the source of words mapped by the setting, and only of those", async () => {
    await read(statusPath(3));
    const { items } = await read<{ items: { evidenceId: string; detail: object | null }[] }>(
      "/api/audit?event=release_outcome",
    );
    const detailOf = (index: number) => items.find((item) => item.evidenceId === provider.evidenceId(index))?.detail;
    expect(detailOf(0)).toEqual({ state: "completed", stateSource: "setting", statusWord: "Done" });
    expect(detailOf(3)).toBeNull();
  });

  it("is unknown for an unmapped word, which diagnostics lists without an ID", async () => {
    for (const index of [1, 1, 2])
      expect(await read(statusPath(index))).toMatchObject({ state: "unknown", stateSource: "unmapped" });
    await expect
      .poll(async () => {
        const { words, other } = await read<SeenWords>("/api/diagnostics/status-words");
        return { words: words.map(({ word, timesSeen }) => [word, timesSeen]), other: other?.timesSeen };
      })
      .toEqual({ words: [["SUPERVISOR_HOLD", 2]], other: 1 });
  });
});

it("restricts the list of words to administrators", async () => {
  expect((await desk.client.send("/api/diagnostics/status-words")).status).toBe(403);
});
