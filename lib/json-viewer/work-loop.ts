import type { JsonDocument } from "./document.ts";
import type { FindHit } from "./protocol.ts";

/** Bytes between two looks at the clock. */
const stepBytes = 256 * 1024;
/** Work between two looks at the mailbox; and how often the page is told about it. */
const sliceMs = 12;
const tellEveryMs = 60;

/** Who is told how far the work has come; `place` is the first hit, the first time there is one. */
export type WorkListener = { progress(): void; find(place: FindHit | null): void };

/** Reads a text to its end and searches it to its end, in slices between which the mailbox is looked at. */
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

  /** Hands the turn back to the mailbox, then goes on: a timer would wait, a microtask would not let messages in. */
  #nextTurn(): Promise<void> {
    return new Promise((resolve) => {
      this.#resume = resolve;
      this.#channel.port2.postMessage(null);
    });
  }

  /** Goes on until there is nothing to read or to find; a second call joins the first. */
  async run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    const document = this.#document;
    let toldReading = performance.now();
    let toldFinding = toldReading;
    let searched = false;
    while (!document.scanner.done || !document.findState().done) {
      await this.#nextTurn();
      // What the page was told of a search as unfinished is finished here, and the page must hear of it.
      searched ||= document.finder !== null && !document.findState().done;
      const until = performance.now() + sliceMs;
      this.#read(until);
      const first = this.#find(until + sliceMs);
      const now = performance.now();
      if (now - toldReading > tellEveryMs && !document.scanner.done) {
        this.#listener.progress();
        toldReading = now;
      }
      if (document.finder && (first || now - toldFinding > tellEveryMs)) {
        this.#listener.find(first);
        toldFinding = now;
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

  /** Searches on; answers the first hit when it is found in this slice. */
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
