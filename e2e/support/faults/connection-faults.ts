import { type Fault, type FaultContext, pause } from "./fault.ts";

/** Connection faults: no response, slow responses, resets. Delays are in seconds with real deadlines. */

const head = ({ contentType }: FaultContext, length: number) =>
  `HTTP/1.1 200 OK\r\nContent-Type: ${contentType}\r\nContent-Length: ${length}\r\n\r\n`;

async function drip(send: FaultContext, text: string | Buffer, stepMs: number): Promise<void> {
  for (const byte of Buffer.from(text)) {
    if (send.socket.destroyed) return;
    send.raw(Buffer.from([byte]));
    await pause(stepMs * send.pace);
  }
}

export const lineFaults: Fault[] = [
  { name: "accepts and stays silent", play: () => {}, expect: "provider_timeout" },
  {
    name: "one byte of headers a second",
    play: (send) => drip(send, head(send, 10), 1_000),
    expect: "provider_timeout",
  },
  {
    name: "one byte of body a second",
    play: (send) => {
      send.raw(head(send, 50_000));
      return drip(send, "x".repeat(50_000), 1_000);
    },
    expect: "provider_timeout",
  },
  {
    name: "headers and then silence",
    play: (send) => send.raw(head(send, send.body.length)),
    expect: "provider_timeout",
  },
  {
    name: "half a body and then silence",
    play: (send) => {
      send.raw(head(send, send.body.length));
      send.raw(send.body.subarray(0, send.body.length / 2));
    },
    expect: "provider_timeout",
  },
  {
    name: "closes without a response",
    play: ({ socket }) => void socket.end(),
    expect: "provider_unavailable",
    most: 3,
  },
  {
    name: "resets without a response",
    play: ({ socket }) => void socket.resetAndDestroy(),
    expect: "provider_unavailable",
    most: 3,
  },
  {
    name: "resets once, then a response",
    play: (send) => (send.earlier === 0 ? void send.socket.resetAndDestroy() : send.respondWell()),
    expect: "whole",
  },
  {
    name: "resets within the headers",
    play: (send) => {
      send.raw("HTTP/1.1 200 OK\r\nContent-Ty");
      setTimeout(() => send.socket.resetAndDestroy(), 20);
    },
    expect: "provider_unavailable",
    most: 3,
  },
  {
    name: "resets within the body",
    play: async (send) => {
      send.raw(head(send, send.body.length));
      send.raw(send.body.subarray(0, 10));
      await pause(20);
      send.socket.resetAndDestroy();
    },
    expect: "provider_invalid",
    most: 1,
  },
  {
    name: "closes within the body",
    play: (send) => {
      send.raw(head(send, send.body.length));
      send.raw(send.body.subarray(0, 10));
      send.socket.end();
    },
    expect: "provider_invalid",
    most: 1,
  },
  {
    name: "resets far into a long body",
    play: async (send) => {
      send.raw(head(send, 8 * 1024 * 1024));
      send.raw(Buffer.alloc(3 * 1024 * 1024, "x"));
      await pause(50);
      send.socket.resetAndDestroy();
    },
    expect: (endpoint) => (endpoint === "record" || endpoint === "files" ? "broken_off" : "provider_too_large"),
    most: 1,
  },
  {
    name: "responds in many small chunks",
    play: async (send) => {
      send.raw(head(send, send.body.length));
      for (let at = 0; at < send.body.length; at += 1 + send.body.length / 20) {
        send.raw(send.body.subarray(at, at + 1 + send.body.length / 20));
        await pause(2);
      }
    },
    expect: "whole",
  },
];
