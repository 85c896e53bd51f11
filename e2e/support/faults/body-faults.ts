import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { encodeAll } from "../../../lib/provider/encodings.fixture.ts";
import { type Endpoint, type Fault, type FaultContext, isEvidence, pause } from "./fault.ts";

const encoded = (encoding: string, encode: (body: Buffer) => Buffer): Fault => ({
  name: `encoded as ${encoding}`,
  play: (send) =>
    send.response(200, { "Content-Type": send.contentType, "Content-Encoding": encoding }, encode(send.body)),
  expect: "provider_invalid",
});

const typed = (contentType: string | null): Fault => ({
  name: contentType === null ? "no content type" : `content type ${contentType}`,
  play: (send) => send.response(200, contentType === null ? {} : { "Content-Type": contentType }, send.body),
  expect: "provider_invalid",
});

const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));

/** Sends `sizeBytes` without `Content-Length`, or until the client disconnects. */
async function pour({ socket, contentType, raw }: FaultContext, sizeBytes: number): Promise<void> {
  const block = Buffer.alloc(256 * 1024, "[1]");
  raw(`HTTP/1.1 200 OK\r\nContent-Type: ${contentType}\r\nConnection: close\r\n\r\n`);
  for (let sent = 0; sent < sizeBytes && !socket.destroyed; sent += block.length) {
    if (!socket.write(block))
      await Promise.race([new Promise((resolve) => socket.once("drain", resolve)), pause(5_000)]);
  }
  socket.end();
}

const isStreamed = (endpoint: Endpoint) => endpoint === "record" || endpoint === "files";
const unreadable: Fault["expect"] = (endpoint) => (isEvidence(endpoint) ? "whole" : "provider_invalid");

const text = (name: string, body: string | Buffer | ((good: Buffer) => Buffer), expect: Fault["expect"]): Fault => ({
  name,
  play: (send) =>
    send.response(200, { "Content-Type": send.contentType }, typeof body === "function" ? body(send.body) : body),
  expect,
});

const nested = [
  ["json all"],
  ["html all"],
  ["hex with colons"],
  ["UTF-16 little-endian"],
  ["base64 in lines", "json needed"],
  ["percent all", "base64 at 1", "base64url"],
];

const repeatsFarIn = (how: string, encode: (authorization: string) => string): Fault => ({
  name: `repeats our Authorization in a long body, ${how}`,
  play: (send) => {
    const echo = Buffer.from(encode(send.authorization));
    const body = Buffer.concat([Buffer.alloc(1_500_000, "x"), echo, Buffer.alloc(100_000, "y")]);
    send.response(200, { "Content-Type": send.contentType, "X-Echo": echo.toString("base64") }, body);
  },
  expect: (endpoint) =>
    isStreamed(endpoint) ? "broken_off" : endpoint === "request" ? "provider_invalid" : "provider_too_large",
});

export const bodyFaults: Fault[] = [
  encoded("gzip", gzipSync),
  encoded("br", brotliCompressSync),
  encoded("deflate", deflateSync),
  encoded("zstd", (body) => body),
  encoded("x-unheard-of", (body) => body),
  encoded("identity, gzip", gzipSync),
  {
    name: "gzip bomb",
    play: (send) => send.response(200, { "Content-Type": send.contentType, "Content-Encoding": "gzip" }, bomb),
    expect: "provider_invalid",
  },
  {
    name: "Content-Encoding identity",
    play: (send) => send.respondWell({ "Content-Encoding": "identity" }),
    expect: "whole",
  },
  typed(null),
  typed("text/html"),
  typed("image/png"),
  typed("multipart/form-data; boundary=x"),
  typed("text/html, application/json"),
  typed("application/pdf"),
  typed("garbage"),
  {
    name: "HTML with 200",
    play: (send) => send.response(200, { "Content-Type": "text/html; charset=utf-8" }, "<html>"),
    expect: "provider_invalid",
  },
  {
    name: "empty 200",
    play: (send) => send.response(200, { "Content-Type": send.contentType }),
    expect: "provider_invalid",
  },
  {
    name: "empty chunked 200",
    play: (send) =>
      send.raw(`HTTP/1.1 200 OK\r\nContent-Type: ${send.contentType}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`),
    expect: "provider_invalid",
  },
  {
    name: "announces 600 MB",
    play: (send) =>
      send.response(200, { "Content-Type": send.contentType, "Content-Length": String(600 * 1024 * 1024) }, "[1,"),
    expect: "provider_too_large",
  },
  {
    name: "600 MB without an announcement",
    play: (send) => pour(send, 600 * 1024 * 1024),
    expect: (endpoint) => (isStreamed(endpoint) ? "broken_off" : "provider_too_large"),
    most: 1,
  },
  text("byte order mark", (good) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), good]), "whole"),
  text("UTF-16", (good) => Buffer.from(`\ufeff${good.toString("latin1")}`, "utf16le"), unreadable),
  text("not JSON at all", "this is only text", unreadable),
  text("JSON cut in the middle", (good) => good.subarray(0, good.length / 2), unreadable),
  text("JSON of another kind", "[1,2,3]", unreadable),
  text("JSON nested 200,000 deep", `${"[".repeat(200_000)}${"]".repeat(200_000)}`, (endpoint) =>
    endpoint === "status" ? "provider_too_large" : unreadable(endpoint),
  ),
  text("objects nested 10,000 deep", `{"id":"x","deep":${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}}`, unreadable),
  text(
    "members that name a prototype",
    '{"id":"x","__proto__":{"id":"y"},"constructor":{"prototype":1}}',
    (endpoint) => (endpoint === "request" ? "provider_invalid" : "whole"),
  ),
  text("NUL bytes", Buffer.alloc(100), unreadable),
  {
    name: "repeats our Authorization in the body",
    play: (send) =>
      send.response(200, { "Content-Type": send.contentType }, JSON.stringify({ id: "x", echo: send.authorization })),
    expect: "provider_invalid",
  },
  repeatsFarIn("as it is", (authorization) => authorization),
  repeatsFarIn("as base64", (authorization) => Buffer.from(authorization).toString("base64")),
  repeatsFarIn("as base64 of a header line", (authorization) =>
    Buffer.from(`Authorization: ${authorization}\r\n`).toString("base64url"),
  ),
  repeatsFarIn("URL-encoded", (authorization) => encodeURIComponent(authorization)),
  ...nested.map((applied) =>
    repeatsFarIn(`as ${applied.join(", then ")}`, (authorization) =>
      encodeAll(Buffer.from(authorization), applied).toString("latin1"),
    ),
  ),
  ...nested.map(
    (applied): Fault => ({
      name: `repeats our Authorization in the body, as ${applied.join(", then ")}`,
      play: (send) =>
        send.response(200, { "Content-Type": send.contentType }, encodeAll(Buffer.from(send.authorization), applied)),
      expect: "provider_invalid",
    }),
  ),
  {
    name: "repeats our Authorization in a problem",
    play: (send) =>
      send.response(
        409,
        { "Content-Type": "application/json", "X-Echo": send.authorization },
        JSON.stringify({
          type: "https://api.skribble.example/problem/problem-with-message",
          key: send.authorization.replace("Bearer ", "").slice(0, 90),
          message: `You sent ${send.authorization} and ${encodeURIComponent(send.authorization)}`,
        }),
      ),
    expect: "provider_rejected",
  },
];
