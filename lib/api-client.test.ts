import { afterEach, describe, expect, it } from "vitest";
import * as z from "#lib/runtime/zod";
import { ApiError, fetchJson, fetchJsonWithHeaders, toProblem } from "./api-client.ts";

const schema = z.object({ id: z.string(), size: z.nullable(z.number()) });
const path = "/somewhere";
const realFetch = globalThis.fetch;

function respondWith(body: BodyInit | null, init?: ResponseInit): void {
  globalThis.fetch = async () => new Response(body, init);
}

const failureOf = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => null,
    (failure: unknown) => failure,
  );
  expect(error).toBeInstanceOf(ApiError);
  return toProblem(error, path);
};

afterEach(() => {
  globalThis.fetch = realFetch;
});

describe("fetchJson", () => {
  it("returns the parsed body without unknown fields", async () => {
    respondWith('{"size":null,"more":{"a":1},"id":"a"}', { headers: { "X-Request-Id": "r" } });
    const { body, headers } = await fetchJsonWithHeaders(path, schema);
    expect(body).toEqual({ id: "a", size: null });
    expect(headers.get("x-request-id")).toBe("r");
    respondWith('{"size":1,"id":"b"}');
    expect(await fetchJson(path, schema)).toEqual({ id: "b", size: 1 });
  });

  it.each([
    ["a body that is not JSON", "<html>Sign in to the network</html>"],
    ["an empty body", ""],
    ["a body that breaks off", '{"id":"a","si'],
    ["JSON of another shape", '{"id":"a","size":"1"}'],
    ["JSON without a field", '{"id":"a"}'],
    ["a list", '[{"id":"a","size":null}]'],
    ["null", "null"],
  ])("rejects %s with the problem of an invalid response", async (_name, body) => {
    respondWith(body);
    expect(await failureOf(fetchJson(path, schema))).toMatchObject({
      code: "provider_invalid",
      status: 200,
      instance: path,
      detail: "The answer came, but it is not what was asked for.",
    });
  });

  it("never reads a body of the right shape from a failed response", async () => {
    respondWith('{"id":"a","size":null}', { status: 502 });
    expect(await failureOf(fetchJson(path, schema))).toMatchObject({ code: "internal", status: 502 });
  });

  it("passes the server's problem details on", async () => {
    const problem = { code: "not_found", detail: "Not here.", status: 404, requestId: "r" };
    respondWith(JSON.stringify(problem), { status: 404 });
    expect(await failureOf(fetchJson(path, schema))).toMatchObject(problem);
  });

  it("rejects an aborted call with the reason, while waiting and while reading", async () => {
    const controller = new AbortController();
    globalThis.fetch = async () => {
      controller.abort("left");
      throw controller.signal.reason;
    };
    await expect(fetchJson(path, schema, { signal: controller.signal })).rejects.toBe("left");
    const reading = new AbortController();
    const body = new ReadableStream({
      pull(stream) {
        reading.abort("left");
        stream.error(reading.signal.reason);
      },
    });
    respondWith(body);
    await expect(fetchJson(path, schema, { signal: reading.signal })).rejects.toBe("left");
  });
});
