import { once } from "node:events";
import { get, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type StreamingBody, sendDirectly } from "#lib/http/direct-body";
import { createHttpServer } from "./http-server.ts";

const large = (body: Readable): StreamingBody => ({
  sendTo(destination, reset) {
    body.on("error", reset);
    body.pipe(destination);
  },
  abandon: () => void body.destroy(),
});

/** What Next does with a route's answer that has no body. */
const answerEmpty = (response: ServerResponse, sizeBytes: number) => {
  response.setHeader("X-Evidence-Bytes", String(sizeBytes));
  response.end();
};

const small = Buffer.from('{"status":"COMPLETED"}');
const chunk = Buffer.alloc(64 * 1024, "evidence ");
const chunks = 64;
let server: Server;
let pushed = 0;
let endless: Readable;

beforeAll(async () => {
  server = createHttpServer({
    demo: false,
    trustedProxies: [],
    isEnding: () => false,
    isSecure: false,
    longestWaitMs: 600_000,
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
      answerEmpty(response, chunk.length * chunks);
    },
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const open = (path: string) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    get({ port: (server.address() as AddressInfo).port, path, agent: false }, resolve).on("error", reject);
  });

it("a body that was handed over follows the head that Next wrote, in its announced size", async () => {
  const answer = await open("/whole");
  let received = 0;
  for await (const part of answer) received += part.length;
  expect([answer.complete, received]).toEqual([true, chunk.length * chunks]);
  expect(answer.headers).toMatchObject({ "content-length": String(received), "x-content-type-options": "nosniff" });
  expect(answer.headers).not.toHaveProperty("x-evidence-bytes");
});

it("a body that is held whole goes out in one piece with its size", async () => {
  const answer = await open("/small");
  expect(answer.headers["content-length"]).toBe(String(small.length));
  expect(await text(answer)).toBe(small.toString());
});

it.each([
  ["/small/failed", ""],
  ["/small/begun", "something else"],
])("a body never follows another head or other words (%s)", async (path, seen) => {
  expect(await text(await open(path))).toBe(seen);
});

it("a body that fails resets the connection", async () => {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.write("GET /broken HTTP/1.1\r\nHost: localhost\r\n\r\n");
  socket.resume();
  // A connection that was only closed would end without an error.
  expect(await once(socket, "error")).toMatchObject([{ code: "ECONNRESET" }]);
});

it("a client that does not read makes the body wait, and one that leaves ends it", async () => {
  const answer = await open("/endless");
  await new Promise((resolve) => setTimeout(resolve, 200));
  const before = pushed;
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(pushed).toBe(before);
  const closed = once(endless, "close");
  answer.on("error", () => undefined);
  answer.destroy();
  await closed;
  expect(endless.destroyed).toBe(true);
});

it("nobody takes a body outside of an answer", () => {
  expect(sendDirectly(small)).toBe(false);
});
