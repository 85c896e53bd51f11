import type { Server } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { close, listen } from "../e2e/support/loopback.ts";
import { createHttpServer } from "./http-server.ts";

let server: Server;
let port: number;
let takenBytes = 0;

beforeAll(async () => {
  server = createHttpServer({
    demo: false,
    trustedProxies: [],
    isEnding: () => false,
    isSecure: true,
    maxWaitMs: 600_000,
    handle: async (request, response) => {
      for await (const chunk of request) takenBytes += chunk.length;
      response.end("taken");
    },
  });
  port = await listen(server);
});
afterAll(() => close(server));

function exchange(...chunks: string[]): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let response = "";
    socket.on("data", (chunk) => {
      response += chunk;
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(response));
    for (const chunk of chunks) socket.write(chunk);
  });
}

const problemIn = (response: string) => JSON.parse(response.slice(response.indexOf("\r\n\r\n")));

describe("requests that the server rejects itself, with security headers", () => {
  it.each([
    ["a request without Host", "GET /a%20b?q=1 HTTP/1.1\r\n\r\n", 400, "/a%20b"],
    ["an expectation", "GET /x HTTP/1.1\r\nHost: a\r\nExpect: foo\r\n\r\n", 417, "/x"],
    ["another method", "PROPFIND /x HTTP/1.1\r\nHost: a\r\n\r\n", 405, "/x"],
    ["a broken address", "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400, ""],
    ["a second Host", "GET /x HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, "/x"],
    ["the same Host twice", "GET /x HTTP/1.1\r\nHost: a\r\nX: 1\r\nhOST: a\r\n\r\n", 400, "/x"],
    ["an empty Host", "GET /x HTTP/1.1\r\nHost:\r\n\r\n", 400, "/x"],
    ["an empty Host and a second one", "GET /x HTTP/1.1\r\nHost: \r\nHost: a\r\n\r\n", 400, "/x"],
    ["a list of hosts", "GET /x HTTP/1.1\r\nHost: a, b\r\n\r\n", 400, "/x"],
    ["a folded Host", "GET /x HTTP/1.1\r\nHost: a\r\n b\r\n\r\n", 400, ""],
    ["a space before the colon of Host", "GET /x HTTP/1.1\r\nHost : a\r\n\r\n", 400, ""],
    ["a host in the address", "GET http://b/x HTTP/1.1\r\nHost: a\r\n\r\n", 400, ""],
    ["the same host in the address", "GET http://a/x HTTP/1.1\r\nHost: a\r\n\r\n", 400, ""],
    ["an authority as address", "GET //b/x HTTP/1.1\r\nHost: a@b\r\n\r\n", 400, "//b/x"],
    ["a second Host in HTTP/1.0", "GET /x HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400, "/x"],
    [
      "a second Host past the hundredth header",
      `GET /x HTTP/1.1\r\nHost: a\r\n${"X: 1\r\n".repeat(150)}Host: b\r\n\r\n`,
      431,
      "/x",
    ],
    ["bytes that are not HTTP", "NOT HTTP\r\n\r\n", 400, ""],
  ])("rejects %s", async (_what, bytes, status, instance) => {
    const response = await exchange(bytes);
    expect(response).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(response.toLowerCase()).toContain("content-type: application/problem+json");
    expect(response.toLowerCase()).toContain("strict-transport-security: ");
    expect(problemIn(response)).toMatchObject({ status, instance });
  });

  it("rejects an endless chunked body and buffers at most one megabyte", async () => {
    const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
    const head = "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    const response = await exchange(head, ...Array.from({ length: 32 }, () => chunk));
    expect(takenBytes).toBeLessThanOrEqual(1024 * 1024);
    if (response !== "") expect(problemIn(response)).toMatchObject({ status: 413, code: "invalid_request" });
  });
});

it("accepts a small chunked body", async () => {
  const response = await exchange(
    "POST /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n",
    "3\r\nabc\r\n0\r\n\r\n",
  );
  expect(response).toContain("taken");
});

it("accepts a request without Host in HTTP/1.0, and a hundred headers", async () => {
  expect(await exchange("GET /x HTTP/1.0\r\n\r\n")).toContain("taken");
  const headers = "X: 1\r\n".repeat(98);
  expect(await exchange(`GET /x HTTP/1.1\r\nHost: a\r\n${headers}Connection: close\r\n\r\n`)).toContain("taken");
});

it("keeps a connection longer than the provider's deadline", () => {
  expect(server.timeout).toBeGreaterThan(600_000);
});
