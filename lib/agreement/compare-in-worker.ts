import type { Agreement } from "./model.ts";
import type { CompareAnswer, CompareAsk } from "./protocol.ts";

/**
 * Compares in a worker of its own, which ends with the answer. Rejects with AbortError when `signal` is aborted, and with
 * an Error when the worker fails.
 */
export function compareInWorker(ask: Omit<CompareAsk, "id">, signal: AbortSignal): Promise<Agreement> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    const end = () => worker.terminate();
    signal.addEventListener("abort", () => {
      end();
      reject(new DOMException("Cancelled", "AbortError"));
    });
    worker.onmessage = ({ data }: MessageEvent<CompareAnswer>) => {
      end();
      if (data.answer === "agreement") resolve(data.agreement);
      else reject(new Error(data.message));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      end();
      reject(new Error(event.message || "The worker ended"));
    };
    worker.postMessage({ id: 1, ...ask } satisfies CompareAsk);
  });
}
