import { Readable } from "node:stream";
import { expect, it } from "vitest";
import { startDeadline } from "#lib/upstream/deadline";
import { checkResponse } from "./check-response.ts";
import type { Endpoint } from "./endpoints.ts";

async function read(endpoint: Endpoint): Promise<unknown> {
  const body = JSON.stringify({ type: "https://api.example/problem/entity-not-found", message: "no" });
  const deadline = startDeadline(1_000, undefined);
  const response = {
    status: 404,
    contentType: "application/json",
    announcedBytes: body.length,
    encoding: null,
    retryAfter: null,
    date: null,
    body: Readable.from([Buffer.from(body)]),
    hasExcessBytes: () => false,
  };
  const reading = { endpoint, kind: "token" as const, maxBytes: 1_000, holdsSecret: () => false, nowMs: 0 };
  const failure = await checkResponse(response, reading, deadline).catch((error: unknown) => error);
  deadline.end();
  return failure;
}

it("reports an unknown login path as a wrong address, not an unknown ID", async () => {
  expect(await read("login")).toMatchObject({
    code: "evidence_path_unknown",
    message: expect.stringContaining("SKRIBBLE_API_URL"),
  });
  expect(await read("token")).toMatchObject({ code: "not_found" });
});
