import type { Fault, FaultContext } from "./fault.ts";

const start = ({ contentType }: FaultContext, ...headers: string[]) =>
  `HTTP/1.1 200 OK\r\nContent-Type: ${contentType}\r\n${headers.map((header) => `${header}\r\n`).join("")}\r\n`;

const framed = (
  name: string,
  headers: (send: FaultContext) => string[],
  body: (send: FaultContext) => Buffer | string,
  end = false,
): Fault => ({
  name,
  play: (send) => {
    send.raw(Buffer.concat([Buffer.from(start(send, ...headers(send))), Buffer.from(body(send))]));
    if (end) send.socket.end();
  },
  expect: "provider_invalid",
});

const noHttp = (name: string, bytes: string | Buffer): Fault => ({
  name,
  play: (send) => {
    send.raw(bytes);
    send.socket.end();
  },
  expect: "provider_invalid",
});

const chunk = (body: Buffer) =>
  Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from("\r\n")]);
const length = (by: number) => (send: FaultContext) => [`Content-Length: ${send.body.length + by}`];

export const framingFaults: Fault[] = [
  framed("longer than announced", length(-5), (send) => send.body),
  framed(
    "longer than announced, then closed",
    (send) => [...length(-5)(send), "Connection: close"],
    (send) => send.body,
    true,
  ),
  framed("shorter than announced", length(+5), (send) => send.body, true),
  framed(
    "two lengths",
    (send) => [...length(0)(send), ...length(-3)(send)],
    (send) => send.body,
    true,
  ),
  framed(
    "the same length twice",
    (send) => [...length(0)(send), ...length(0)(send)],
    (send) => send.body,
    true,
  ),
  framed(
    "chunked and a length",
    (send) => [...length(0)(send), "Transfer-Encoding: chunked"],
    (send) => chunk(send.body),
    true,
  ),
  framed(
    "a negative length",
    () => ["Content-Length: -1"],
    (send) => send.body,
    true,
  ),
  framed(
    "a length as text",
    () => ["Content-Length: many"],
    (send) => send.body,
    true,
  ),
  framed(
    "a length beyond all numbers",
    () => [`Content-Length: ${"9".repeat(30)}`],
    (send) => send.body,
    true,
  ),
  framed(
    "chunks without the last one",
    () => ["Transfer-Encoding: chunked"],
    (send) => chunk(send.body),
    true,
  ),
  framed(
    "a chunk cut off",
    () => ["Transfer-Encoding: chunked"],
    (send) => chunk(send.body).subarray(0, 10),
    true,
  ),
  framed(
    "a chunk size that is not a number",
    () => ["Transfer-Encoding: chunked"],
    () => "zz\r\nbody\r\n0\r\n\r\n",
    true,
  ),
  framed(
    "70 kB of one header",
    (send) => [`X-Long: ${"x".repeat(70_000)}`, ...length(0)(send)],
    (send) => send.body,
    true,
  ),
  framed(
    "70 kB of many headers",
    (send) => [...Array.from({ length: 700 }, (_, at) => `X-Many-${at}: ${"y".repeat(90)}`), ...length(0)(send)],
    (send) => send.body,
    true,
  ),
  framed(
    "a NUL in a header",
    (send) => ["X-Invalid: a\u0000b", ...length(0)(send)],
    (send) => send.body,
    true,
  ),
  {
    name: "chunked, valid",
    play: (send) => {
      send.raw(start(send, "Transfer-Encoding: chunked"));
      send.raw(chunk(send.body));
      send.raw("0\r\n\r\n");
    },
    expect: "whole",
  },
  {
    name: "no length, ended by closing",
    play: (send) => {
      send.raw(start(send, "Connection: close"));
      send.socket.end(send.body);
    },
    expect: "whole",
  },
  {
    name: "a hundred times 100 Continue",
    play: (send) => {
      send.raw("HTTP/1.1 100 Continue\r\n\r\n".repeat(100));
      send.respondWell();
    },
    expect: "provider_invalid",
  },
  {
    name: "101 Switching Protocols",
    play: (send) => send.raw("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n"),
    expect: "provider_invalid",
  },
  {
    name: "103 Early Hints, then a response",
    play: (send) => {
      send.raw("HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n".repeat(3));
      send.respondWell();
    },
    expect: "whole",
  },
  noHttp("an SSH banner", "SSH-2.0-OpenSSH_9.2\r\n"),
  noHttp("HTTP/0.9", "<html>hello</html>"),
  noHttp("an HTTP/2 preface", Buffer.from("000012040000000000000300000064000400008000", "hex")),
  noHttp("a TLS alert", Buffer.from("15030300020228", "hex")),
  noHttp("a status line without a number", "HTTP/1.1 OK\r\nContent-Length: 0\r\n\r\n"),
  noHttp("an unknown HTTP version", "HTTP/9.7 200 OK\r\nContent-Length: 2\r\n\r\n{}"),
  noHttp("zeros", Buffer.alloc(4_096)),
];
