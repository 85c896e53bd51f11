import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { earlyScript, startCalls, takeEarlyCall } from "./early-calls.ts";

const path = "/api/one";
const scope = globalThis as { earlyCalls?: unknown };
const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", fetched);
  fetched.mockReset().mockImplementation(async () => new Response("{}"));
  delete scope.earlyCalls;
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const signalOf = (call: number) => fetched.mock.calls[call]?.[1].signal;

/** Runs the script of a document. @returns the paths that it called */
function runScript(script: string, { stored = {} as Record<string, string>, prerendering = false } = {}): string[] {
  const called: string[] = [];
  const window: { earlyCalls?: unknown } = {};
  runInNewContext(script, {
    window,
    document: { prerendering },
    sessionStorage: { getItem: (key: string) => stored[key] ?? null },
    fetch: (path: string) => {
      called.push(path);
      return Promise.resolve(new Response("{}"));
    },
    AbortController,
    Map,
  });
  scope.earlyCalls = window.earlyCalls;
  return called;
}

it("calls with the document and hands each response over once", async () => {
  expect(runScript(earlyScript([path, "/api/two"], null))).toEqual([path, "/api/two"]);
  expect(await takeEarlyCall(path, {})).toBeInstanceOf(Response);
  expect(takeEarlyCall(path, {})).toBeNull();
});

it("calls nothing for a page that is prerendered, or while the key is stored", () => {
  expect(runScript(earlyScript([path], null), { prerendering: true })).toEqual([]);
  expect(runScript(earlyScript([path], "queue"), { stored: { queue: "{}" } })).toEqual([]);
  expect(runScript(earlyScript([path], "queue"))).toEqual([path]);
});

it("keeps a path inside the script", () => {
  expect(earlyScript(["</script><script>"], null)).not.toContain("</script>");
});

it("calls a path once until it is taken", () => {
  startCalls([path]);
  startCalls([path]);
  expect(fetched).toHaveBeenCalledTimes(1);
});

it("leaves other methods and other paths alone", () => {
  startCalls([path]);
  expect(takeEarlyCall(path, { method: "POST" })).toBeNull();
  expect(takeEarlyCall("/api/two", {})).toBeNull();
  expect(takeEarlyCall(path, { method: "GET" })).not.toBeNull();
});

it("aborts the call with the signal of the one who took it", () => {
  startCalls([path]);
  const gone = new AbortController();
  takeEarlyCall(path, { signal: gone.signal });
  gone.abort();
  expect(signalOf(0)?.aborted).toBe(true);
});

it("drops and aborts a call that is not taken", () => {
  startCalls([path]);
  vi.advanceTimersByTime(10_000);
  expect(takeEarlyCall(path, {})).toBeNull();
  expect(signalOf(0)?.aborted).toBe(true);
});

it("leaves a call that was taken to its owner", () => {
  startCalls([path]);
  takeEarlyCall(path, {});
  vi.advanceTimersByTime(10_000);
  expect(signalOf(0)?.aborted).toBe(false);
});
