import { expect, it, vi } from "vitest";
import { WorkerRpcClient } from "./worker-rpc-client.ts";
import { type RpcHandlers, serveWorkerRpc } from "./worker-rpc-server.ts";

type Methods = {
  count: { params: { to: number }; event: number; result: string };
  fail: { params: { name: string }; result: never };
  wait: { params: null; result: string };
};
type Later = { late: { params: null; result: string } };

const events: string[] = [];

/** Simulates a worker in this thread: copies messages and delivers them in a later turn. */
function startWorker(later: Promise<RpcHandlers<Later>> | null = null) {
  const page: Pick<Worker, "postMessage" | "terminate" | "onmessage" | "onerror"> = {
    onmessage: null,
    onerror: null,
    postMessage: (message: unknown) => deliver(() => scope.onmessage, message),
    terminate: vi.fn(),
  };
  const scope: NonNullable<Parameters<typeof serveWorkerRpc>[2]> = {
    onmessage: null,
    postMessage: (message) => deliver(() => page.onmessage, message),
  };
  function deliver(listener: () => unknown, message: unknown) {
    const data = structuredClone(message);
    setImmediate(() => (listener() as ((event: { data: unknown }) => void) | null)?.({ data }));
  }
  serveWorkerRpc<Methods, Later>(
    {
      count: ({ to }, { emit }) => {
        for (let number = 1; number <= to; number++) emit(number);
        return "counted";
      },
      fail: ({ name }) => {
        throw new DOMException("It failed", name);
      },
      wait: (_, { signal }) =>
        new Promise((resolve) =>
          signal.addEventListener("abort", () => {
            events.push("aborted in the worker");
            resolve("too late");
          }),
        ),
    },
    later,
    scope,
  );
  return page;
}

it("delivers every event before the result, and separates calls", async () => {
  const client = new WorkerRpcClient<Methods>(startWorker);
  const seen: number[] = [];
  const calls = [
    client.call("count", { to: 3 }, { onEvent: (event) => seen.push(event) }),
    client.call("count", { to: 0 }, { onEvent: () => seen.push(Number.NaN) }),
  ];
  expect(client.isIdle).toBe(false);
  expect(await Promise.all(calls)).toEqual(["counted", "counted"]);
  expect(seen).toEqual([1, 2, 3]);
  expect(client.isIdle).toBe(true);
});

it("rejects with the error of the method", async () => {
  const client = new WorkerRpcClient<Methods>(startWorker);
  await expect(client.call("fail", { name: "NotReadableError" })).rejects.toThrow(/^It failed$/);
  await expect(client.call("fail", { name: "AbortError" })).rejects.toMatchObject({ name: "AbortError" });
});

it("rejects at once when a call is cancelled, and aborts it in the worker", async () => {
  const client = new WorkerRpcClient<Methods>(startWorker);
  const controller = new AbortController();
  const call = client.call("wait", null, { signal: controller.signal });
  controller.abort();
  await expect(call).rejects.toMatchObject({ name: "AbortError" });
  await vi.waitFor(() => expect(events).toEqual(["aborted in the worker"]));
  await expect(client.call("wait", null, { signal: controller.signal })).rejects.toMatchObject({ name: "AbortError" });
});

it("rejects pending calls when the worker fails, and starts another worker for the next call", async () => {
  const workers: ReturnType<typeof startWorker>[] = [];
  const client = new WorkerRpcClient<Methods>(() => {
    const worker = startWorker();
    workers.push(worker);
    return worker;
  });
  const call = client.call("wait", null);
  const event = { message: "out of memory", preventDefault: vi.fn() };
  workers[0]?.onerror?.call(workers[0] as Worker, event as unknown as ErrorEvent);
  await expect(call).rejects.toThrow("out of memory");
  expect(await client.call("count", { to: 1 })).toBe("counted");
  expect(workers).toHaveLength(2);
  client.stop();
  expect(workers[1]?.terminate).toHaveBeenCalledOnce();
});

it("does not settle pending calls after `close`, or after a failure that `onFailure` handles", async () => {
  const failures: string[] = [];
  const worker = startWorker();
  const client = new WorkerRpcClient<Methods>(
    () => worker,
    ({ message }) => failures.push(message),
  );
  const settled = vi.fn();
  client.call("wait", null).then(settled, settled);
  worker.onerror?.call(worker as Worker, { message: "", preventDefault: () => undefined } as unknown as ErrorEvent);
  client.call("wait", null).then(settled, settled);
  client.close();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(failures).toEqual(["The worker ended"]);
  expect(settled).not.toHaveBeenCalled();
});

it("completes later methods once they are available, in call order", async () => {
  const { promise, resolve } = Promise.withResolvers<RpcHandlers<Later>>();
  const client = new WorkerRpcClient<Methods & Later>(() => startWorker(promise));
  const responses: string[] = [];
  const calls = [1, 2].map((number) =>
    client.call("late", null).then((response) => responses.push(`${response} ${number}`)),
  );
  expect(await client.call("count", { to: 1 })).toBe("counted");
  expect(responses).toEqual([]);
  resolve({ late: () => "here" });
  await Promise.all(calls);
  expect(responses).toEqual(["here 1", "here 2"]);
});
