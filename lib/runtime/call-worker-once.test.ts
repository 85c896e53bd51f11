import { expect, test, vi } from "vitest";
import { callWorkerOnce } from "./call-worker-once.ts";
import type { RpcWorker } from "./worker-rpc-client.ts";
import type { ToWorker } from "./worker-rpc-messages.ts";

type Methods = { double: { params: number; result: number } };

function createWorker(answer: (id: number, params: number) => object | null) {
  const worker = {
    onmessage: null as RpcWorker["onmessage"],
    onerror: null,
    terminate: vi.fn(),
    postMessage: (message: ToWorker) => {
      if (message.type !== "call") return;
      const data = answer(message.id, message.params as number);
      if (data !== null) queueMicrotask(() => worker.onmessage?.call(worker as never, { data } as MessageEvent));
    },
  };
  return worker;
}

test("returns the result and terminates the worker", async () => {
  const worker = createWorker((id, params) => ({ type: "result", id, result: 2 * params }));
  expect(await callWorkerOnce<Methods, "double">(() => worker, "double", 21, { timeoutMs: 5000 })).toBe(42);
  expect(worker.terminate).toHaveBeenCalledOnce();
});

test("terminates a worker that fails", async () => {
  const worker = createWorker((id) => ({ type: "error", id, name: "RangeError", message: "Too large" }));
  const call = callWorkerOnce<Methods, "double">(() => worker, "double", 1, { timeoutMs: 5000 });
  await expect(call).rejects.toMatchObject({ name: "RangeError", message: "Too large" });
  expect(worker.terminate).toHaveBeenCalledOnce();
});

test("terminates a worker at its time limit", async () => {
  const worker = createWorker(() => null);
  const call = callWorkerOnce<Methods, "double">(() => worker, "double", 1, { timeoutMs: 20 });
  await expect(call).rejects.toMatchObject({ name: "WorkerTimeoutError" });
  expect(worker.terminate).toHaveBeenCalledOnce();
});

test("terminates a worker whose caller left", async () => {
  const worker = createWorker(() => null);
  const gone = new AbortController();
  const call = callWorkerOnce<Methods, "double">(() => worker, "double", 1, { timeoutMs: 5000, signal: gone.signal });
  gone.abort();
  await expect(call).rejects.toMatchObject({ name: "AbortError" });
  expect(worker.terminate).toHaveBeenCalledOnce();
});
