import type { ArchiveEntry, EntryCheck } from "./model.ts";
import type { DirectoryHead } from "./protocol.ts";
import { WorkerClient } from "./worker-client.ts";

/** What is known of an opened archive so far. A new object whenever something changes; `checks` is shared and grows. */
export type ArchiveState = {
  phase: "opening" | "open" | "failed";
  head: DirectoryHead | null;
  entries: readonly ArchiveEntry[];
  checks: ReadonlyMap<number, EntryCheck>;
  /** How many entries are checked; grows with `checks`. */
  checked: number;
  checking: "waiting" | "running" | "paused" | "done";
  error: string | null;
};

/** One file, read whole: what reading showed, and its bytes with no type, so that no browser opens them as a document. */
export type FileContent = { check: EntryCheck; blob: Blob };

const reportEveryMs = 200;
const opened = new WeakMap<Blob, Archive>();

/**
 * The archive of these bytes; the same object for the same Blob, so that tabs and comparisons share its digests.
 * It is let go with the Blob.
 */
export function openArchive(blob: Blob): Archive {
  const known = opened.get(blob);
  if (known) return known;
  const archive = new Archive(blob);
  opened.set(blob, archive);
  return archive;
}

/** Directory, checks and files of one archive, worked out in two workers: one goes through all, one answers the person. */
export class Archive {
  readonly blob: Blob;
  private state: ArchiveState;
  private readonly checks = new Map<number, EntryCheck>();
  private readonly listeners = new Set<() => void>();
  private readonly background = new WorkerClient();
  private readonly reader = new WorkerClient();
  private users = 0;
  private openedInWorker = false;
  private flight: AbortController | null = null;
  private reportTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(blob: Blob) {
    this.blob = blob;
    this.state = {
      phase: "opening",
      head: null,
      entries: [],
      checks: this.checks,
      checked: 0,
      checking: "waiting",
      error: null,
    };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  read = (): ArchiveState => this.state;

  /** Starts or resumes the work while somebody looks; the returned function lets go, and the last one stops the workers. */
  hold(): () => void {
    this.users += 1;
    void this.work();
    return () => {
      this.users -= 1;
      // A tab that is left and opened again at once keeps its workers.
      setTimeout(() => this.users === 0 && this.stop(), 0);
    };
  }

  /** Reads one file whole. Rejects with AbortError when cancelled. */
  async readFile(
    entry: ArchiveEntry,
    options: { continued?: boolean; signal?: AbortSignal } = {},
  ): Promise<FileContent> {
    let content: FileContent | null = null;
    const ask = { ask: "read", blob: this.blob, entry, continued: options.continued === true } as const;
    await this.reader.ask(
      ask,
      (answer) => {
        if (answer.answer === "content") content = { check: answer.check, blob: answer.blob };
      },
      options.signal,
    );
    if (content === null) throw new Error("The worker gave no content");
    const { check } = content as FileContent;
    this.checks.set(check.number, check);
    this.report(true);
    return content;
  }

  pauseChecks(): void {
    this.flight?.abort();
    if (this.state.checking === "running") this.set({ checking: "paused" });
  }

  resumeChecks(): void {
    if (this.state.checking === "paused") void this.checkRest();
  }

  private async work(): Promise<void> {
    if (this.state.phase === "opening" && !this.openedInWorker) await this.open();
    if (this.state.phase === "open" && this.state.checking !== "done" && this.state.checking !== "paused")
      await this.checkRest();
  }

  private async open(): Promise<void> {
    this.openedInWorker = true;
    const entries: ArchiveEntry[] = [];
    try {
      await this.background.ask({ ask: "open", blob: this.blob }, (answer) => {
        if (answer.answer === "entries") for (const entry of answer.entries) entries.push(entry);
        if (answer.answer === "directory" && this.state.phase !== "open")
          this.set({ phase: "open", head: answer.head, entries });
      });
    } catch (error) {
      this.openedInWorker = false;
      if (isAbort(error)) return;
      this.set({ phase: "failed", error: error instanceof Error ? error.message : String(error) });
    }
  }

  private async checkRest(): Promise<void> {
    if (this.flight) return;
    const flight = new AbortController();
    this.flight = flight;
    try {
      if (!this.openedInWorker) await this.open();
      this.set({ checking: "running" });
      await this.background.ask(
        { ask: "check", except: [...this.checks.keys()] },
        (answer) => {
          if (answer.answer !== "checks") return;
          for (const check of answer.checks) this.checks.set(check.number, check);
          this.report(false);
        },
        flight.signal,
      );
      this.set({ checking: "done", checked: this.checks.size });
      this.background.stop();
      this.openedInWorker = false;
    } catch (error) {
      if (!isAbort(error))
        this.set({ checking: "paused", error: error instanceof Error ? error.message : String(error) });
    } finally {
      if (this.flight === flight) this.flight = null;
    }
  }

  private stop(): void {
    this.flight?.abort();
    this.flight = null;
    this.openedInWorker = false;
    this.background.stop();
    this.reader.stop();
    if (this.state.checking === "running") this.set({ checking: "waiting" });
  }

  /** Results come by the thousand: the page hears of them a few times a second. */
  private report(now: boolean): void {
    if (now) {
      this.set({ checked: this.checks.size });
      return;
    }
    this.reportTimer ??= setTimeout(() => {
      this.reportTimer = null;
      this.set({ checked: this.checks.size });
    }, reportEveryMs);
  }

  private set(change: Partial<ArchiveState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}

/** True for the error of something that was cancelled. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

const digests = new WeakMap<Blob, Promise<string>>();

/** SHA-256 of the archive's own bytes, counted once for each Blob in a worker of its own. */
export function hashArchive(blob: Blob): Promise<string> {
  let digest = digests.get(blob);
  if (!digest) {
    digest = askDigest(blob);
    digests.set(blob, digest);
  }
  return digest;
}

async function askDigest(blob: Blob): Promise<string> {
  const worker = new WorkerClient();
  let sha256 = "";
  try {
    await worker.ask({ ask: "hash", blob }, (answer) => {
      if (answer.answer === "digest") sha256 = answer.sha256;
    });
  } finally {
    worker.stop();
  }
  return sha256;
}
