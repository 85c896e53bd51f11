import type { Agreement } from "./model.ts";
import type { CompareAnswer, CompareAsk } from "./protocol.ts";

/** After a record longer than this the worker is ended at once: it may still hold what it read. Bytes. */
const keptBytes = 32 * 1024 * 1024;

type Waiting = { resolve: (agreement: Agreement) => void; reject: (error: Error) => void };

/**
 * Compares in a worker that starts with the first question and serves the later ones, for pieces come one after the other.
 * `dispose` ends it, and with it all that it read.
 */
export class Comparer {
  #worker: Worker | null = null;
  #asked = 0;
  readonly #waiting = new Map<number, Waiting>();

  /** Rejects with AbortError when `signal` is aborted, and with an Error when the worker fails. */
  compare(ask: Omit<CompareAsk, "id">, signal: AbortSignal): Promise<Agreement> {
    const id = ++this.#asked;
    const isLong = (ask.record?.size ?? 0) > keptBytes;
    return new Promise<Agreement>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      signal.addEventListener("abort", () => {
        this.#waiting.delete(id);
        reject(new DOMException("Cancelled", "AbortError"));
      });
      this.#start().postMessage({ id, ...ask } satisfies CompareAsk);
    }).finally(() => isLong && this.#waiting.size === 0 && this.dispose());
  }

  dispose(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#failAll(new DOMException("The page was left", "AbortError"));
  }

  #start(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<CompareAnswer>) => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if (data.answer === "agreement") waiting?.resolve(data.agreement);
      else waiting?.reject(new Error(data.message));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      this.#worker = null;
      this.#failAll(new Error(event.message || "The worker ended"));
    };
    this.#worker = worker;
    return worker;
  }

  #failAll(error: Error): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(error);
  }
}
