import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ApiClient } from "./support/api-client.ts";
import { type FaultServer, startFaultServer } from "./support/faults/fault-server.ts";
import { type Desk, startDesk } from "./support/product.ts";
import type { RunningServer } from "./support/server.ts";

let provider: FaultServer;
let desk: Desk;
let server: RunningServer;
let client: ApiClient;

beforeAll(async () => {
  provider = await startFaultServer({
    pace: 1,
    elsewhere: "http://127.0.0.1:9",
    makeToken: (login) => `address-token-${login}`,
  });
  desk = await startDesk(provider.apiUrl);
  ({ server, client } = desk);
});

afterAll(async () => {
  await desk?.end();
  await provider?.end();
});

const sentToProvider = () => [...provider.calls.values()].reduce((sum, calls) => sum + calls, 0);

const hostileIds = [
  "%2e%2e",
  "%2e",
  "%252e%252e",
  "..%2f..%2fadmin",
  "a%2fb",
  "a%5cb",
  "%00",
  "a%00b",
  "a%0d%0aX-Injected:%201",
  "a%3fb=c",
  "a%23b",
  "a;b=c",
  "a@elsewhere.example",
  "%40",
  "a%20b",
  "%EF%BC%8E%EF%BC%8E",
  "%E2%80%AE",
  "%ff%fe",
  "%c0%ae%c0%ae",
  "%",
  "%zz",
  "a:b",
  "a%7Cb",
  "[a]",
  "x".repeat(129),
  "x".repeat(3_000),
];

/** Malicious IDs as raw bytes on a socket, in Latin-1: one byte per character. */
const rawIds = [
  "..",
  ".",
  "../../admin",
  "..;/admin",
  "a\0b",
  "a\r\nX-Injected: 1",
  "a\nb",
  "a\tb",
  "a b",
  "a?b#c",
  "a#b",
  "a;b=c",
  "a@elsewhere.example",
  "//elsewhere.example",
  "\\\\elsewhere.example\\x",
  Buffer.from("\uff0e\uff0e").toString("latin1"),
  Buffer.from("\u2024\u2024").toString("latin1"),
  "\xff\xfe",
  "\xc0\xae\xc0\xae",
  "%00",
  "%0d%0aX-Injected:%201",
  "%u002e%u002e",
  "x".repeat(3_000),
];

/** Every API call and page with an ID parameter, with the malicious ID in each parameter. */
function addressesOf(id: string): [string, string][] {
  const request = `/api/signature-requests/${id}`;
  const addresses: [string, string][] = [
    ["GET", request],
    ["POST", `${request}/report`],
    ["POST", `${request}/purpose`],
    ["GET", `/signature-requests/${id}`],
    ["GET", `/r/${id}`],
    ["GET", `/r/well/${id}`],
  ];
  for (const [srId, evidenceId] of [
    [id, "e-1"],
    ["well", id],
  ]) {
    for (const last of ["status", "record", "files", "token", "token/verdict", "history"])
      addresses.push(["GET", `/api/signature-requests/${srId}/evidence/${evidenceId}/${last}`]);
    addresses.push(["GET", `/signature-requests/${srId}/evidence/${evidenceId}`]);
  }
  return addresses;
}

function sendRaw(line: string): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    let response = "";
    socket.on("data", (chunk) => {
      response += chunk.toString("latin1");
    });
    socket.on("error", reject);
    socket.on("close", () =>
      resolve([...response.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status))),
    );
    socket.write(`${line}\r\nHost: localhost\r\nCookie: ${client.cookie}\r\nConnection: close\r\n\r\n`, "latin1");
  });
}

describe("malicious IDs", () => {
  it.each(hostileIds)("%s is rejected without an upstream request", async (id) => {
    const before = sentToProvider();
    const addresses = [`/api/signature-requests/${id}`];
    for (const artefact of ["status", "record", "files", "token"]) {
      addresses.push(`/api/signature-requests/${id}/evidence/e-1/${artefact}`);
      addresses.push(`/api/signature-requests/well/evidence/${id}/${artefact}`);
    }
    for (const address of addresses) {
      const { status } = await client.send(address);
      expect([status, address]).toEqual([400, address]);
    }
    expect(sentToProvider()).toBe(before);
  });

  it.each(rawIds)("%j as raw bytes is rejected without an upstream request", async (id) => {
    const before = sentToProvider();
    for (const [method, address] of addressesOf(id)) {
      const [status] = await sendRaw(`${method} ${address} HTTP/1.1`);
      // A page may describe the error without a problem body.
      const allowed = address.startsWith("/api/") ? [308, 400, 404] : [200, 307, 308, 400, 404];
      expect(allowed, `${method} ${address}`).toContain(status);
    }
    expect(sentToProvider()).toBe(before);
  });

  it.each([
    "/api/signature-requests/../signature-requests/x",
    "/api/signature-requests/./x",
    "/api//signature-requests/x",
  ])("%s does not bypass the checks", async (path) => {
    const before = sentToProvider();
    const { status } = await client.send(path);
    expect([308, 400, 404]).toContain(status);
    expect(sentToProvider()).toBe(before);
  });
});

describe("methods and headers", () => {
  it.each(["HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE"])(
    "%s on evidence is 405 without an upstream request",
    async (method) => {
      const before = sentToProvider();
      const { status } = await client.send("/api/signature-requests/well/evidence/e-well/record", { method });
      expect(status).toBe(405);
      expect(sentToProvider()).toBe(before);
    },
  );

  it("ignores Range and conditional headers", async () => {
    const path = "/api/signature-requests/well/evidence/e-well/record";
    const plain = await client.send(path);
    const headers = {
      range: "bytes=0-3",
      "if-none-match": "*",
      "if-modified-since": new Date().toUTCString(),
      "if-range": "x",
    };
    const requested = await client.send(path, { headers });
    expect([requested.status, requested.body]).toEqual([200, plain.body]);
    expect(requested.headers).not.toHaveProperty("etag");
  });

  it("does not choose the upstream host from Host or forwarding headers", async () => {
    const headers = [
      { host: "elsewhere.example" },
      { "x-forwarded-host": "elsewhere.example" },
      { forwarded: "host=elsewhere.example" },
    ];
    for (const header of headers) {
      const before = sentToProvider();
      const { status } = await client.send("/api/signature-requests/well", {
        headers: header as Record<string, string>,
      });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(sentToProvider()).toBe(before);
    }
  });
});
