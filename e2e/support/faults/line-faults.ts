import { type Ask, type Fault, pause } from "./fault.ts";

/** Connection faults: no response, slow responses, resets. Delays are in seconds with real deadlines. */

const head = ({ contentType }: Ask, length: number) =>
  `HTTP/1.1 200 OK\r\nContent-Type: ${contentType}\r\nContent-Length: ${length}\r\n\r\n`;

async function drip(ask: Ask, text: string | Buffer, stepMs: number): Promise<void> {
  for (const byte of Buffer.from(text)) {
    if (ask.socket.destroyed) return;
    ask.raw(Buffer.from([byte]));
    await pause(stepMs * ask.pace);
  }
}

export const lineFaults: Fault[] = [
  { name: "accepts and stays silent", play: () => {}, expect: "provider_timeout" },
  { name: "one byte of headers a second", play: (ask) => drip(ask, head(ask, 10), 1_000), expect: "provider_timeout" },
  {
    name: "one byte of body a second",
    play: (ask) => {
      ask.raw(head(ask, 50_000));
      return drip(ask, "x".repeat(50_000), 1_000);
    },
    expect: "provider_timeout",
  },
  {
    name: "headers and then silence",
    play: (ask) => ask.raw(head(ask, ask.body.length)),
    expect: "provider_timeout",
  },
  {
    name: "half a body and then silence",
    play: (ask) => {
      ask.raw(head(ask, ask.body.length));
      ask.raw(ask.body.subarray(0, ask.body.length / 2));
    },
    expect: "provider_timeout",
  },
  {
    name: "closes without an answer",
    play: ({ socket }) => void socket.end(),
    expect: "provider_unavailable",
    most: 3,
  },
  {
    name: "resets without an answer",
    play: ({ socket }) => void socket.resetAndDestroy(),
    expect: "provider_unavailable",
    most: 3,
  },
  {
    name: "resets once and then answers",
    play: (ask) => (ask.earlier === 0 ? void ask.socket.resetAndDestroy() : ask.answerWell()),
    expect: "whole",
  },
  {
    name: "resets within the headers",
    play: (ask) => {
      ask.raw("HTTP/1.1 200 OK\r\nContent-Ty");
      setTimeout(() => ask.socket.resetAndDestroy(), 20);
    },
    expect: "provider_unavailable",
    most: 3,
  },
  {
    name: "resets within the body",
    play: async (ask) => {
      ask.raw(head(ask, ask.body.length));
      ask.raw(ask.body.subarray(0, 10));
      await pause(20);
      ask.socket.resetAndDestroy();
    },
    expect: "provider_invalid",
    most: 1,
  },
  {
    name: "closes within the body",
    play: (ask) => {
      ask.raw(head(ask, ask.body.length));
      ask.raw(ask.body.subarray(0, 10));
      ask.socket.end();
    },
    expect: "provider_invalid",
    most: 1,
  },
  {
    name: "resets far into a long body",
    play: async (ask) => {
      ask.raw(head(ask, 8 * 1024 * 1024));
      ask.raw(Buffer.alloc(3 * 1024 * 1024, "x"));
      await pause(50);
      ask.socket.resetAndDestroy();
    },
    expect: (endpoint) => (endpoint === "record" || endpoint === "files" ? "broken_off" : "provider_too_large"),
    most: 1,
  },
  {
    name: "responds in many small chunks",
    play: async (ask) => {
      ask.raw(head(ask, ask.body.length));
      for (let at = 0; at < ask.body.length; at += 1 + ask.body.length / 20) {
        ask.raw(ask.body.subarray(at, at + 1 + ask.body.length / 20));
        await pause(2);
      }
    },
    expect: "whole",
  },
];
