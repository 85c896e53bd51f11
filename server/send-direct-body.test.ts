import { once } from "node:events";
import { get, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type StreamingBody, sendDirectly } from "#lib/http/direct-body";
import { close, listen } from "../e2e/support/loopback.ts";
import { createHttpServer } from "./http-server.ts";

const large = (body: Readable): StreamingBody => ({
  sendTo(destination, reset) {
    body.on("error", reset);
    body.pipe(destination);
  },
  abandon: () => void body.destroy(),
});

/** Imitates Next's handling of a route response without a body. */
const sendEmpty = (response: ServerResponse, sizeBytes: number) => {
  response.setHeader("X-Evidence-Bytes", String(sizeBytes));
  response.end();
};

const small = Buffer.from('{"status":"COMPLETED"}');
const chunk = Buffer.alloc(64 * 1024, "evidence ");
const chunks = 64;
let server: Server;
let port: number;
let pushed = 0;
let endless: Readable;

beforeAll(async () => {
  server = createHttpServer({
    demo: false,
    trustedProxies: [],
    isEnding: () => false,
    isSecure: false,
    maxWaitMs: 600_000,
    handle: async (request, response) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (request.url === "/whole")
        expect(sendDirectly(large(Readable.from(Array.from({ length: chunks }, () => chunk))))).toBe(true);
      if (request.url === "/broken") {
        const body = new Readable({ read() {} });
        sendDirectly(large(body));
        body.push(chunk);
        setTimeout(() => body.destroy(new Error("broken off")), 20);
      }
      if (request.url === "/endless") {
        endless = new Readable({
          read() {
            pushed += 1;
            this.push(chunk);
          },
        });
        sendDirectly(large(endless));
      }
      if (request.url?.startsWith("/small")) {
        sendDirectly(small);
        if (request.url === "/small/failed") response.statusCode = 500;
        if (request.url === "/small/begun") response.write("something else");
        response.end();
        return;
      }
      sendEmpty(response, chunk.length * chunks);
    },
  });
  port = await listen(server);
});

afterAll(() => close(server));

const open = (path: string) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    get({ port, path, agent: false }, resolve).on("error", reject);
  });

it("sends a direct body after Next's head with its announced size", async () => {
  const response = await open("/whole");
  let received = 0;
  for await (const part of response) received += part.length;
  expect([response.complete, received]).toEqual([true, chunk.length * chunks]);
  expect(response.headers).toMatchObject({ "content-length": String(received), "x-content-type-options": "nosniff" });
  expect(response.headers).not.toHaveProperty("x-evidence-bytes");
});

it("sends a buffered body in one chunk with its size", async () => {
  const response = await open("/small");
  expect(response.headers["content-length"]).toBe(String(small.length));
  expect(await text(response)).toBe(small.toString());
});

it.each([
  ["/small/failed", ""],
  ["/small/begun", "something else"],
])("never sends the body after another head or other content (%s)", async (path, seen) => {
  expect(await text(await open(path))).toBe(seen);
});

it("resets the connection when the body fails", async () => {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.write("GET /broken HTTP/1.1\r\nHost: localhost\r\n\r\n");
  socket.resume();
  // A cleanly closed connection would emit no error.
  expect(await once(socket, "error")).toMatchObject([{ code: "ECONNRESET" }]);
});

it("applies back-pressure for a slow client and abandons the body when the client disconnects", async () => {
  const response = await open("/endless");
  await new Promise((resolve) => setTimeout(resolve, 200));
  const before = pushed;
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(pushed).toBe(before);
  const closed = once(endless, "close");
  response.on("error", () => undefined);
  response.destroy();
  await closed;
  expect(endless.destroyed).toBe(true);
});

it("has no direct sink outside a response", () => {
  expect(sendDirectly(small)).toBe(false);
});
