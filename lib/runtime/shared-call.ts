import { raceAbort } from "./race-abort.ts";

type Pending<Value> = { work: Promise<Value>; controller: AbortController; callers: number };

/** Concurrent callers share one call, which is aborted when the last of them has left. No result is kept. */
export class SharedCall<Value> {
  #pending: Pending<Value> | null = null;

  /** Joins the call in progress, or starts `call`. @throws the reason of `signal` */
  async join(call: (signal: AbortSignal) => Promise<Value>, signal: AbortSignal): Promise<Value> {
    signal.throwIfAborted();
    const pending = this.#pending ?? this.#start(call);
    pending.callers += 1;
    try {
      return await raceAbort(pending.work, signal);
    } finally {
      pending.callers -= 1;
      if (pending.callers === 0) {
        if (this.#pending === pending) this.#pending = null;
        pending.controller.abort();
      }
    }
  }

  #start(call: (signal: AbortSignal) => Promise<Value>): Pending<Value> {
    const controller = new AbortController();
    const pending = { work: call(controller.signal), controller, callers: 0 };
    this.#pending = pending;
    const forget = () => {
      if (this.#pending === pending) this.#pending = null;
    };
    pending.work.then(forget, forget);
    return pending;
  }
}
