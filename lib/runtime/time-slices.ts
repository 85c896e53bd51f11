/**
 * Shares the main thread between scans and requests: however many scans run, one slice runs per turn of the event loop, so that a
 * request waits at most one slice each time it continues.
 */
export class TimeSlices {
  #last: Promise<void> = Promise.resolve();

  /** Resolves in a later turn of the event loop, for one caller per turn and in order. */
  next(): Promise<void> {
    this.#last = this.#last.then(() => new Promise<void>((resolve) => setImmediate(resolve)));
    return this.#last;
  }
}
