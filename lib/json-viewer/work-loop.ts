import type { JsonDocument } from "./document.ts";
import type { FindHit } from "./protocol.ts";

/** Bytes between two time checks. */
const stepBytes = 256 * 1024;
/** Milliseconds between two message checks, and between two progress events. */
const sliceMs = 12;
const reportIntervalMs = 60;

/** Receives progress; `find` gets the first hit once, when it is found. */
export type WorkListener = { progress(): void; find(position: FindHit | null): void };

/** Reads and searches a text to its end, in slices between which the worker receives messages. */
export class WorkLoop {
  readonly #document: JsonDocument;
  readonly #listener: WorkListener;
  readonly #channel = new MessageChannel();
  #resume: (() => void) | null = null;
  #running = false;

  constructor(document: JsonDocument, listener: WorkListener) {
    this.#document = document;
    this.#listener = listener;
    this.#channel.port1.onmessage = () => this.#resume?.();
  }

  /** Yields to the message queue: a timer would add delay, and a microtask would block messages. */
  #nextTurn(): Promise<void> {
    return new Promise((resolve) => {
      this.#resume = resolve;
      this.#channel.port2.postMessage(null);
    });
  }

  /** Continues until reading and searching are complete; a second call joins the first. */
  async run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    const document = this.#document;
    let reportedReading = performance.now();
    let reportedFind = reportedReading;
    let searched = false;
    while (!document.scanner.done || !document.findState().done) {
      await this.#nextTurn();
      // Marks a search that this run may finish, because the page only knows it as unfinished.
      searched ||= document.finder !== null && !document.findState().done;
      const until = performance.now() + sliceMs;
      this.#read(until);
      const first = this.#find(until + sliceMs);
      const now = performance.now();
      if (now - reportedReading > reportIntervalMs && !document.scanner.done) {
        this.#listener.progress();
        reportedReading = now;
      }
      if (document.finder && (first || now - reportedFind > reportIntervalMs)) {
        this.#listener.find(first);
        reportedFind = now;
      }
    }
    this.#running = false;
    if (searched && document.finder) this.#listener.find(null);
  }

  #read(until: number): void {
    const { scanner } = this.#document;
    if (scanner.done) return;
    while (!scanner.done && performance.now() < until) scanner.run(scanner.at + stepBytes);
    this.#document.grow();
  }

  /** Continues the search. @returns the first hit if this slice found it */
  #find(until: number): FindHit | null {
    const document = this.#document;
    const { finder, scanner } = document;
    if (finder === null || finder.stopped) return null;
    const found = finder.count;
    while (finder.at < scanner.at && performance.now() < until) {
      finder.run(Math.min(scanner.at, finder.at + stepBytes));
      if (found === 0 && finder.count > 0) return document.goToHit(0, document.screen);
    }
    return null;
  }
}
