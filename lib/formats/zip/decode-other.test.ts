import { afterEach, expect, test, vi } from "vitest";
import type { RpcWorker } from "#lib/runtime/worker-rpc-client";
import type { ToWorker } from "#lib/runtime/worker-rpc-messages";
import { decodeOther } from "./decode-other.ts";

const entry = { method: 12, flags: 0, time: 0, crc32: 0, sizeBytes: 9, compressedBytes: 3, extra: new Uint8Array() };

type Behaviour = "crashes" | "does not load" | "never answers" | "makes too much";
const workers: FakeWorker[] = [];
let behaviour: Behaviour = "crashes";

/** A worker whose decoder does what the test wants. */
class FakeWorker implements RpcWorker {
  onmessage: RpcWorker["onmessage"] = null;
  onerror: RpcWorker["onerror"] = null;
  isEnded = false;

  constructor() {
    workers.push(this);
  }

  terminate() {
    this.isEnded = true;
  }

  postMessage(message: ToWorker) {
    if (message.type !== "call") return;
    const { id, method } = message;
    const answer = (result: unknown) =>
      this.onmessage?.call(this as never, new MessageEvent("message", { data: { type: "result", id, result } }));
    const crash = () =>
      this.onerror?.call(this as never, { message: "out of memory", preventDefault() {} } as ErrorEvent);
    queueMicrotask(() => {
      if (method === "open") return behaviour === "does not load" ? crash() : answer(null);
      if (behaviour === "crashes") crash();
      if (behaviour === "makes too much") answer({ chunk: new Uint8Array(1000) });
    });
  }
}

afterEach(() => {
  vi.unstubAllGlobals();
  workers.length = 0;
});

function decode(wanted: Behaviour, maxMs = 60_000) {
  behaviour = wanted;
  vi.stubGlobal("Worker", FakeWorker);
  const sink = {
    bytes: 0,
    crc32: 0,
    restart() {},
    write(chunk: Uint8Array) {
      this.bytes += chunk.length;
    },
  };
  const end = decodeOther(entry, new Blob(["abc"]), sink, { maxBytes: 5000, maxMs });
  return { end, sink };
}

test("ends the worker of a decoder that passes its time", async () => {
  const { end } = decode("never answers", 1);
  expect(await end).toBe("over_time");
  expect(workers.map(({ isEnded }) => isEnded)).toEqual([true]);
});

test("ends the worker of a decoder that makes more bytes than it may", async () => {
  const { end, sink } = decode("makes too much");
  expect([await end, sink.bytes]).toEqual(["full", 5000]);
  expect(workers.map(({ isEnded }) => isEnded)).toEqual([true]);
});

test("a decoder that crashes is a limit of one entry, so that the check of the others goes on", async () => {
  const { end } = decode("crashes");
  expect(await end).toBe("too_large");
  expect(workers.map(({ isEnded }) => isEnded)).toEqual([true]);
});

test("a decoder that does not load is an error, which can be tried again", async () => {
  await expect(decode("does not load").end).rejects.toThrow("out of memory");
});
