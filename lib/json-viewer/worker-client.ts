import type { FindState, FromWorker, HitPlace, Progress, QuestionName, Questions, ToWorker } from "./protocol.ts";

/** What a listener is told: reading goes on, a search goes on, or the worker ended by a fault of its own. */
export type JsonListener = {
  progress?: (progress: Progress) => void;
  find?: (find: FindState, place: HitPlace | null) => void;
  failed?: (message: string) => void;
};

/** One JSON text in a worker of its own. The bytes stay there; the page asks for what it shows. */
export class JsonClient {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve: (answer: never) => void; reject: (error: Error) => void }>();
  #nextId = 1;

  constructor(listener: JsonListener) {
    this.#worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    this.#worker.onmessage = (event: MessageEvent<FromWorker>) => this.#receive(event.data, listener);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      listener.failed?.(event.message || "the worker ended");
    };
  }

  #receive(message: FromWorker, listener: JsonListener): void {
    if (message.type === "progress") listener.progress?.(message.progress);
    else if (message.type === "find") listener.find?.(message.find, message.place);
    else if (message.type === "failed") listener.failed?.(message.message);
    else {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.type === "answer") waiting?.resolve(message.answer as never);
      else waiting?.reject(new Error(message.message));
    }
  }

  open(source: Blob | Uint8Array, options: { openDepth: number; masked: boolean }): void {
    this.#send({ type: "open", source, ...options });
  }

  ask<Name extends QuestionName>(name: Name, ask: Questions[Name]["ask"]): Promise<Questions[Name]["answer"]> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#send({ type: "ask", id, name, ask });
    });
  }

  #send(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  /** Stops all work and lets go of the bytes; questions that wait are left unanswered. */
  close(): void {
    this.#worker.terminate();
    this.#waiting.clear();
  }
}
