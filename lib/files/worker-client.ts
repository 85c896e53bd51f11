import type { Answer, Ask } from "./protocol.ts";

type Body<T> = T extends unknown ? Omit<T, "id"> : never;
type Waiting = { onAnswer: (answer: Answer) => void; resolve: () => void; reject: (error: Error) => void };

let spare: Worker | null = null;

function createWorker(): Worker {
  return new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
}

/** Starts a worker that the next client takes over: while the bytes are on their way, there is time for it. */
export function warmWorker(forReading = false): void {
  spare ??= createWorker();
  if (forReading) spare.postMessage({ id: 0, ask: "warm" } satisfies Ask);
}

/** One worker and the asks that are under way in it. The worker starts with the first ask. */
export class WorkerClient {
  private worker: Worker | null = null;
  private next = 1;
  private readonly waiting = new Map<number, Waiting>();

  /** Resolves when the ask is done; `onAnswer` sees every answer before. Aborting cancels it in the worker. */
  ask(body: Body<Ask>, onAnswer: (answer: Answer) => void, signal?: AbortSignal): Promise<void> {
    const id = this.next;
    this.next += 1;
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(new DOMException("Cancelled", "AbortError"));
        return;
      }
      this.waiting.set(id, { onAnswer, resolve, reject });
      signal?.addEventListener(
        "abort",
        () => this.worker?.postMessage({ id: 0, ask: "cancel", target: id } satisfies Ask),
        { once: true },
      );
      this.start().postMessage({ id, ...body } as Ask);
    });
  }

  /** Ends the worker; what was under way rejects with AbortError. */
  stop(): void {
    this.worker?.terminate();
    this.worker = null;
    this.failAll(new DOMException("Stopped", "AbortError"));
  }

  private start(): Worker {
    if (this.worker) return this.worker;
    const worker = spare ?? createWorker();
    spare = null;
    worker.onmessage = ({ data }: MessageEvent<Answer>) => this.receive(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.worker?.terminate();
      this.worker = null;
      this.failAll(new Error("The worker failed"));
    };
    this.worker = worker;
    return worker;
  }

  private receive(answer: Answer): void {
    const waiting = this.waiting.get(answer.id);
    if (!waiting) return;
    if (answer.answer === "done" || answer.answer === "failed") this.waiting.delete(answer.id);
    if (answer.answer === "done") waiting.resolve();
    else if (answer.answer === "failed")
      waiting.reject(
        answer.name === "AbortError" ? new DOMException(answer.message, "AbortError") : new Error(answer.message),
      );
    else waiting.onAnswer(answer);
  }

  private failAll(error: Error): void {
    const all = [...this.waiting.values()];
    this.waiting.clear();
    for (const one of all) one.reject(error);
  }
}
